//! What was taken out, refused or given up leaves the shelf at once, unless some row still names the same content.
use super::Refusal;
use crate::clock::Moment;
use crate::domain::photo::{Photo, PhotoRole};
use crate::files::{FileHash, KeptDocument, KeptPhoto};
use crate::ids::{PhotoId, TicketId};
use crate::portal::Portal;
use crate::store::shelf;

/// The row that keeps a photo with a report: not public before somebody looked.
pub(super) fn photo_row(
    kept: &KeptPhoto,
    ticket: TicketId,
    role: PhotoRole,
    position: usize,
    now: Moment,
) -> Photo {
    Photo {
        id: PhotoId::fresh(now),
        ticket_id: ticket,
        reply_id: None,
        role,
        position: i32::try_from(position).unwrap_or(0),
        display: kept.display.to_string(),
        thumb: kept.thumb.to_string(),
        original: kept.original.to_string(),
        width: i32::try_from(kept.width).unwrap_or(0),
        height: i32::try_from(kept.height).unwrap_or(0),
        is_public: false,
        created_at: now,
    }
}

/// A photo that no row took up.
pub fn give_up_photo(portal: &Portal, photo: KeptPhoto) {
    clear(portal, photo.let_go());
}

/// A document that no row took up.
pub fn give_up_document(portal: &Portal, document: KeptDocument) {
    clear(portal, [document.let_go()]);
}

/// The same for names as they stood in rows that were just removed.
pub(super) fn clear_named<'a>(portal: &Portal, names: impl IntoIterator<Item = &'a String>) -> usize {
    clear(portal, names.into_iter().filter_map(|name| name.parse().ok()))
}

/// Takes files off the shelf that nobody needs any more; how many went. What the disk refuses now is tried again by
/// the sweep, and whoever pressed the button need not hear of it.
pub(super) fn clear(portal: &Portal, hashes: impl IntoIterator<Item = FileHash>) -> usize {
    let mut gone = 0;
    for hash in hashes {
        let named =
            || portal.db.look(|c| Ok::<_, Refusal>(!shelf::named(c, &[hash.to_string()])?.is_empty()));
        match portal.photos.let_go(&hash, named) {
            Ok(Ok(went)) => gone += usize::from(went),
            Ok(Err(cause)) => tracing::error!(%cause, "a file could not be taken off the shelf"),
            Err(refusal) => tracing::error!("who names a file could not be asked: {refusal:?}"),
        }
    }
    gone
}
