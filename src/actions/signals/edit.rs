//! A signal is changed; without words it is listened for no more.
use super::SignalFields;
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::Actor;
use crate::domain::signal::Signal;
use crate::ids::SignalId;
use crate::portal::Portal;
use crate::store::signals;

/// Changes what is typed; `seen` is the version the administrator looked at.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn edit(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (SignalId, i32),
    typed: &SignalFields,
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let before = signals::find(c, id)?;
        if before.version != seen {
            // The same words once more: a button was pressed twice.
            let same = typed.put_into(before.clone()).is_ok_and(|put| put == before);
            return if same { Ok(()) } else { Err(Refusal::Stale) };
        }
        let after = Signal { version: seen + 1, ..typed.put_into(before.clone())? };
        if !signals::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let changes = changes(&before, &after);
        Journal::by(actor.id, now).write(c, (Subject::Signal, id.0), AuditKind::Edited, changes)?;
        Ok(())
    })
}
