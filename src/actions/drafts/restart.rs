//! The sender begins again: nothing of the draft is left.
use crate::actions::{Refusal, shelf};
use crate::domain::draft::Upload;
use crate::portal::Portal;
use crate::store::drafts;

/// Forgets a draft and its photos; the files leave the shelf, if nobody else has the same.
pub fn restart(portal: &Portal, key_hash: &str) -> Result<(), Refusal> {
    let dropped = portal.db.change(|c| {
        let dropped = drafts::uploads(c, key_hash)?;
        drafts::forget(c, key_hash)?;
        Ok::<_, Refusal>(dropped)
    })?;
    shelf::clear_named(portal, dropped.iter().flat_map(Upload::files));
    Ok(())
}
