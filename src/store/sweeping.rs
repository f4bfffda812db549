//! Deletes what has had its time: sessions, one-time links, forms nobody finished, counters.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::schema::{drafts, passes, photos, sessions, throttles, uploads};
use diesel::dsl::exists;
use diesel::prelude::*;

pub fn sessions(conn: &mut Conn, now: Moment) -> Found<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)
}

pub fn passes(conn: &mut Conn, now: Moment) -> Found<usize> {
    diesel::delete(passes::table.filter(passes::expires_at.le(now))).execute(conn)
}

pub fn throttles(conn: &mut Conn, now: Moment) -> Found<usize> {
    diesel::delete(throttles::table.filter(throttles::window_ends_at.le(now))).execute(conn)
}

/// The files of one photo that was sent up: shown, small, as it came.
pub struct Files {
    pub display: String,
    pub thumb: String,
    pub original: String,
}

/// Forms that nobody finished in time, at most `limit` at once, with the photos sent up for them: how many forms,
/// and the files that lay there for them.
pub fn drafts(conn: &mut Conn, now: Moment, limit: i64) -> Found<(usize, Vec<Files>)> {
    let keys: Vec<String> = drafts::table
        .filter(drafts::expires_at.le(now))
        .order(drafts::key_hash)
        .limit(limit)
        .select(drafts::key_hash)
        .load(conn)?;
    let files: Vec<(String, String, String)> = uploads::table
        .filter(uploads::draft_key.eq_any(keys.clone()))
        .order(uploads::id)
        .select((uploads::display, uploads::thumb, uploads::original))
        .load(conn)?;
    diesel::delete(uploads::table.filter(uploads::draft_key.eq_any(keys.clone()))).execute(conn)?;
    let count = diesel::delete(drafts::table.filter(drafts::key_hash.eq_any(keys))).execute(conn)?;
    let files = files.into_iter().map(|(display, thumb, original)| Files { display, thumb, original });
    Ok((count, files.collect()))
}

/// Does any report, answer or open form still show this photo? Files are kept by content, so several may share one.
///
/// The original need not be looked for (its column has no index): the same bytes give the same picture, so whoever
/// has the original has the picture too.
pub fn is_used(conn: &mut Conn, files: &Files) -> Found<bool> {
    let display = photos::table.filter(photos::display.eq(&files.display));
    let thumb = photos::table.filter(photos::thumb.eq(&files.thumb));
    let on_drafts =
        uploads::table.filter(uploads::display.eq(&files.display).or(uploads::thumb.eq(&files.thumb)));
    Ok(diesel::select(exists(display)).get_result(conn)?
        || diesel::select(exists(thumb)).get_result(conn)?
        || diesel::select(exists(on_drafts)).get_result(conn)?)
}
