//! Reports being written, and the photos that came with them. Found only by the hash of their holder's key.
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::domain::draft::{Draft, Upload};
use crate::ids::UploadId;
use crate::schema::{drafts, uploads};
use diesel::prelude::*;

/// The draft of a key that has not run out; sent ones included.
pub fn find(conn: &mut Conn, key_hash: &str, now: Moment) -> Found<Option<Draft>> {
    drafts::table
        .filter(drafts::key_hash.eq(key_hash))
        .filter(drafts::expires_at.gt(now))
        .select(Draft::as_select())
        .first(conn)
        .optional()
}

/// Keeps a draft, be it the first of its key or another.
pub fn save(conn: &mut Conn, draft: &Draft) -> Found<()> {
    on_each!(conn, |c| diesel::insert_into(drafts::table)
        .values(draft)
        .on_conflict(drafts::key_hash)
        .do_update()
        .set(draft)
        .execute(c)
        .map(drop))
}

/// Forgets a draft and its photos.
pub fn forget(conn: &mut Conn, key_hash: &str) -> Found<()> {
    forget_uploads(conn, key_hash)?;
    diesel::delete(drafts::table.filter(drafts::key_hash.eq(key_hash))).execute(conn).map(drop)
}

/// Adds a photo to a draft.
pub fn add_upload(conn: &mut Conn, upload: &Upload) -> Found<()> {
    diesel::insert_into(uploads::table).values(upload).execute(conn).map(drop)
}

/// The photos of a draft, in the order in which they came.
pub fn uploads(conn: &mut Conn, key_hash: &str) -> Found<Vec<Upload>> {
    uploads::table
        .filter(uploads::draft_key.eq(key_hash))
        .order(uploads::id)
        .select(Upload::as_select())
        .load(conn)
}

/// A photo, if it is in the draft of this key.
pub fn upload(conn: &mut Conn, key_hash: &str, id: UploadId) -> Found<Option<Upload>> {
    uploads::table
        .filter(uploads::draft_key.eq(key_hash))
        .filter(uploads::id.eq(id))
        .select(Upload::as_select())
        .first(conn)
        .optional()
}

/// Takes a photo out of the draft of this key; its files are not touched.
pub fn drop_upload(conn: &mut Conn, key_hash: &str, id: UploadId) -> Found<()> {
    let own = uploads::table.filter(uploads::draft_key.eq(key_hash)).filter(uploads::id.eq(id));
    diesel::delete(own).execute(conn).map(drop)
}

/// Takes all photos out of the draft of this key; their files are not touched.
pub fn forget_uploads(conn: &mut Conn, key_hash: &str) -> Found<()> {
    diesel::delete(uploads::table.filter(uploads::draft_key.eq(key_hash))).execute(conn).map(drop)
}
