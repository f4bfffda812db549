//! Deletes what has had its time: sessions, one-time links, forms nobody finished, counters.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::schema::{drafts, generations, passes, public_generations, sessions, throttles, uploads};
use diesel::dsl::max;
use diesel::prelude::*;

/// All but the newest number of the city's tables and of the public copies: the others tell nothing any more.
pub fn generations(conn: &mut Conn) -> Found<()> {
    let newest: Option<i64> = generations::table.select(max(generations::id)).first(conn)?;
    diesel::delete(generations::table.filter(generations::id.lt(newest.unwrap_or(0)))).execute(conn)?;
    let newest: Option<i64> = public_generations::table.select(max(public_generations::id)).first(conn)?;
    let old = public_generations::table.filter(public_generations::id.lt(newest.unwrap_or(0)));
    diesel::delete(old).execute(conn).map(drop)
}

/// Sessions whose hours are over; how many there were.
pub fn sessions(conn: &mut Conn, now: Moment) -> Found<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)
}

/// One-time links whose time is over, used or not; how many there were.
pub fn passes(conn: &mut Conn, now: Moment) -> Found<usize> {
    diesel::delete(passes::table.filter(passes::expires_at.le(now))).execute(conn)
}

/// Counts of tries whose time is over; how many there were.
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
        .order(uploads::id)
        .select((uploads::display, uploads::thumb, uploads::original))
        .load(conn)?;
    diesel::delete(uploads::table.filter(uploads::draft_key.eq_any(keys.clone()))).execute(conn)?;
    let count = diesel::delete(drafts::table.filter(drafts::key_hash.eq_any(keys))).execute(conn)?;
    Ok((count, files.into_iter().flat_map(<[String; 3]>::from).collect()))
}
