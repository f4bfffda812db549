//! Deletes what has had its time: sessions, one-time links, forms nobody finished, counters.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::schema::{documents, drafts, passes, photos, sessions, throttles, uploads};
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

/// Forms that nobody finished in time, at most `limit` at once, with the photos sent up for them: how many forms,
/// and the names of the files that lay there for them.
pub fn drafts(conn: &mut Conn, now: Moment, limit: i64) -> Found<(usize, Vec<String>)> {
    let keys: Vec<String> = drafts::table
        .filter(drafts::expires_at.le(now))
        .order(drafts::key_hash)
        .limit(limit)
        .select(drafts::key_hash)
        .load(conn)?;
    let files: Vec<(String, String, String)> = uploads::table
        .filter(uploads::draft_key.eq_any(keys.clone()))
        .select((uploads::display, uploads::thumb, uploads::original))
        .load(conn)?;
    diesel::delete(uploads::table.filter(uploads::draft_key.eq_any(keys.clone()))).execute(conn)?;
    let count = diesel::delete(drafts::table.filter(drafts::key_hash.eq_any(keys))).execute(conn)?;
    Ok((
        count,
        files
            .into_iter()
            .flat_map(|(display, thumb, original)| [display, thumb, original])
            .collect(),
    ))
}

/// Does any report, answer or open form still show this file? Files are kept by content, so several may share one.
pub fn is_used(conn: &mut Conn, hash: &str) -> Found<bool> {
    let on_tickets = photos::table.filter(
        photos::display
            .eq(hash)
            .or(photos::thumb.eq(hash))
            .or(photos::original.eq(hash)),
    );
    let on_drafts = uploads::table.filter(
        uploads::display
            .eq(hash)
            .or(uploads::thumb.eq(hash))
            .or(uploads::original.eq(hash)),
    );
    let documents = documents::table.filter(documents::hash.eq(hash));
    Ok(diesel::select(exists(on_tickets)).get_result(conn)?
        || diesel::select(exists(on_drafts)).get_result(conn)?
        || diesel::select(exists(documents)).get_result(conn)?)
}
