//! Somebody who writes was shown that their matter may need another way first: it is counted.
use crate::actions::Refusal;
use crate::ids::SignalId;
use crate::portal::Portal;
use crate::store::signals;

/// Counts each of these once more. Who saw it is not kept.
///
/// # Errors
/// Only the database's.
pub fn note_shown(portal: &Portal, shown: &[SignalId]) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| Ok(shown.iter().try_for_each(|signal| signals::note_shown(c, *signal, now))?))
}
