//! A photo came with a draft, or is taken out of it again.
use super::write::open;
use crate::actions::{Refusal, shelf};
use crate::domain::draft::Upload;
use crate::ids::UploadId;
use crate::photos::KeptPhoto;
use crate::portal::Portal;
use crate::store::drafts;

/// A photo that the draft has no room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotKept;

/// Hangs a photo, already on the shelf, on a draft. The same photo twice is one. What is not kept leaves the shelf.
///
/// # Errors
/// The inner one when the draft holds as many as it may.
pub fn keep_photo(portal: &Portal, key_hash: &str, photo: KeptPhoto) -> Result<Result<(), NotKept>, Refusal> {
    let kept = hang(portal, key_hash, &photo);
    if !matches!(kept, Ok(Ok(()))) {
        shelf::give_up_photo(portal, photo);
    }
    kept
}

fn hang(portal: &Portal, key_hash: &str, photo: &KeptPhoto) -> Result<Result<(), NotKept>, Refusal> {
    portal.db.change(|c| {
        let draft = open(portal, c, key_hash)?;
        let had = drafts::uploads(c, key_hash)?;
        let display = photo.display.to_string();
        if had.iter().any(|upload| upload.display == display) {
            return Ok(Ok(()));
        }
        if had.len() >= portal.config.uploads.photos {
            return Ok(Err(NotKept));
        }
        let now = portal.now();
        let upload = Upload {
            id: UploadId::fresh(now),
            draft_key: draft.key_hash,
            display,
            thumb: photo.thumb.to_string(),
            original: photo.original.to_string(),
            width: i32::try_from(photo.width).unwrap_or(i32::MAX),
            height: i32::try_from(photo.height).unwrap_or(i32::MAX),
            created_at: now,
        };
        drafts::add_upload(c, &upload)?;
        Ok(Ok(()))
    })
}

/// Takes photos out of a draft, and off the shelf.
pub fn drop_photos(portal: &Portal, key_hash: &str, gone: &[UploadId]) -> Result<(), Refusal> {
    let dropped = portal.db.change(|c| {
        let mut dropped = Vec::new();
        for id in gone {
            dropped.extend(drafts::upload(c, key_hash, *id)?);
            drafts::drop_upload(c, key_hash, *id)?;
        }
        Ok::<_, Refusal>(dropped)
    })?;
    shelf::clear_named(portal, dropped.iter().flat_map(Upload::files));
    Ok(())
}
