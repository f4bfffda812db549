//! A photo came with a draft, or is taken out of it again.
use super::write::{Page, open};
use crate::actions::{Refusal, shelf};
use crate::clock::Moment;
use crate::domain::draft::{Draft, Upload};
use crate::domain::point::Point;
use crate::files::KeptPhoto;
use crate::ids::UploadId;
use crate::portal::Portal;
use crate::store::{Conn, drafts};

/// Why a photo does not hang on the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// The draft has no room for more.
    Full,
    /// The draft it was meant for was sent or begun again meanwhile.
    Over,
}

/// May the draft still take a photo? Those that come beyond are not even looked at.
pub fn has_room(portal: &Portal, conn: &mut Conn, key_hash: &str) -> Result<bool, Refusal> {
    Ok(drafts::uploads(conn, key_hash)?.len() < portal.config.uploads.photos)
}

/// Hangs a photo, already on the shelf, on a draft. The same photo twice is one. What is not kept leaves the shelf.
///
/// # Errors
/// The inner one when the draft holds as many as it may, or is no longer the one that lies there.
pub fn keep_photo(
    portal: &Portal,
    key_hash: &str,
    form_key: &str,
    photo: KeptPhoto,
) -> Result<Result<(), NotKept>, Refusal> {
    hang_or_give_up(portal, key_hash, Page { form_key: form_key.to_owned(), begins: false }, photo)
}

/// The same for the form of a call, whose draft begins with its first photo and holds nothing else.
///
/// # Errors
/// As [`keep_photo`].
pub fn keep_call_photo(
    portal: &Portal,
    key_hash: &str,
    form_key: &str,
    photo: KeptPhoto,
) -> Result<Result<(), NotKept>, Refusal> {
    hang_or_give_up(portal, key_hash, Page { form_key: form_key.to_owned(), begins: true }, photo)
}

fn hang_or_give_up(
    portal: &Portal,
    key_hash: &str,
    page: Page,
    photo: KeptPhoto,
) -> Result<Result<(), NotKept>, Refusal> {
    let kept = hang(portal, key_hash, &page, &photo);
    if !matches!(kept, Ok(Ok(()))) {
        shelf::give_up_photo(portal, photo);
    }
    kept
}

fn hang(
    portal: &Portal,
    key_hash: &str,
    page: &Page,
    photo: &KeptPhoto,
) -> Result<Result<(), NotKept>, Refusal> {
    portal.db.change(|c| {
        let Ok(mut draft) = open(portal, c, key_hash, page)? else {
            return Ok(Err(NotKept::Over));
        };
        let had = drafts::uploads(c, key_hash)?;
        let display = photo.display.to_string();
        if had.iter().any(|upload| upload.display == display) {
            return Ok(Ok(()));
        }
        if !has_room(portal, c, key_hash)? {
            return Ok(Err(NotKept::Full));
        }
        let now = portal.now();
        let upload = Upload {
            id: UploadId::fresh(now),
            draft_key: draft.key_hash.clone(),
            display,
            thumb: photo.thumb.to_string(),
            original: photo.original.to_string(),
            width: i32::try_from(photo.width).unwrap_or(i32::MAX),
            height: i32::try_from(photo.height).unwrap_or(i32::MAX),
            created_at: now,
        };
        drafts::add_upload(c, &upload)?;
        offer_place(c, &mut draft, photo.taken_at, now)?;
        Ok(Ok(()))
    })
}

/// The first photo that says where it was taken is asked about, once.
fn offer_place(
    conn: &mut Conn,
    draft: &mut Draft,
    taken_at: Option<Point>,
    now: Moment,
) -> Result<(), Refusal> {
    let mut answers = draft.read();
    if taken_at.is_none() || answers.photo_point.is_some() || answers.point.is_some() {
        return Ok(());
    }
    answers.photo_point = taken_at;
    draft.write(&answers, now);
    Ok(drafts::save(conn, draft)?)
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
