//! The sender begins again: nothing of the draft is left.
use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store::drafts;

/// Forgets a draft and its photos; the files, if nobody else has the same, are swept from the shelf later.
pub fn restart(portal: &Portal, key_hash: &str) -> Result<(), Refusal> {
    portal.db.change(|c| Ok(drafts::forget(c, key_hash)?))
}
