//! How much a visitor, and all visitors from one network, may leave here unfinished. Every report begins as a draft, so
//! this is also how many reports they may send.
use crate::actions::Refusal;
use crate::actions::throttle::{self, Count};
use crate::domain::limits::Limited;
use crate::portal::Portal;
use crate::store::drafts;

/// Who writes a draft: the hash of their key, and the network they come from, for counting only.
#[derive(Debug, Clone)]
pub struct Writer {
    pub key_hash: String,
    pub network: String,
}

/// Counts a draft that is about to begin; one that runs already goes on.
///
/// # Errors
/// `TooMany` when the visitor, or the network, began too many.
pub(super) fn admit(portal: &Portal, writer: &Writer) -> Result<(), Refusal> {
    let now = portal.now();
    let found = portal.db.look(|c| Ok::<_, Refusal>(drafts::find(c, &writer.key_hash, now)?))?;
    if found.is_some_and(|draft| !draft.is_sent()) {
        return Ok(());
    }
    throttle::count(portal, &counts(writer, Limited::Drafts, Limited::DraftsNetwork))
}

/// Counts a photo of this size that is about to be looked at.
///
/// # Errors
/// `TooMany` when the visitor, or the network, sent too many, or too much.
pub fn admit_photo(portal: &Portal, writer: &Writer, bytes: u64) -> Result<(), Refusal> {
    throttle::count(portal, &counts(writer, Limited::Photos, Limited::PhotosNetwork))?;
    let kilobytes = i32::try_from(bytes.div_ceil(1_000)).unwrap_or(i32::MAX);
    throttle::count_many(portal, &Count::new(Limited::KilobytesNetwork, &writer.network), kilobytes)
}

fn counts(writer: &Writer, by_visitor: Limited, by_network: Limited) -> [Count; 2] {
    [Count::new(by_visitor, &writer.key_hash), Count::new(by_network, &writer.network)]
}
