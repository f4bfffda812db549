//! The sender begins again: nothing of the draft is left.
use crate::actions::{Refusal, shelf};
use crate::domain::draft::Upload;
use crate::portal::Portal;
use crate::store::drafts;

/// Forgets a draft and its photos; the files leave the shelf, if nobody else has the same. False where another draft lies
/// there than the one that was before the sender's eyes: that one stays.
pub fn restart(portal: &Portal, key_hash: &str, form_key: &str) -> Result<bool, Refusal> {
    let dropped = portal.db.change(|c| {
        let dropped = match drafts::find(c, key_hash, portal.now())? {
            // What was sent is over: only the way to its thanks is left.
            Some(draft) if draft.is_sent() => Vec::new(),
            Some(draft) if draft.read().form_key != form_key => return Ok(None),
            _ => {
                let dropped = drafts::uploads(c, key_hash)?;
                drafts::forget(c, key_hash)?;
                dropped
            }
        };
        Ok::<_, Refusal>(Some(dropped))
    })?;
    let Some(dropped) = dropped else { return Ok(false) };
    shelf::clear_named(portal, dropped.iter().flat_map(Upload::files));
    Ok(true)
}
