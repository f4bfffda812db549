//! What became public, or was answered, between two moments: what a list has that it had not before.
use crate::clock::Moment;
use crate::domain::search::Question;
use crate::ids::{ReplyId, TicketId};
use crate::schema::public_reports;
use crate::store::listing::{self, Filter};
use crate::store::{Conn, Found, search};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Of more that happened meanwhile, only the last are looked at.
const LAST: i64 = 2_000;

/// The reports that the filter lets through of what became public or was answered from `after` on and before `until`; in the
/// order of their sending, the newest first. Both are found by index, and only they are looked at.
pub fn appeared(conn: &mut Conn, filter: &Filter, (after, until): (Moment, Moment)) -> Found<Vec<TicketId>> {
    let published: Vec<TicketId> = public_reports::table
        .filter(public_reports::published_at.ge(after))
        .filter(public_reports::published_at.lt(until))
        .order((public_reports::published_at.desc(), public_reports::ticket_id.desc()))
        .limit(LAST)
        .select(public_reports::ticket_id)
        .load(conn)?;
    // The id of an answer tells when it was given.
    let answered: Vec<TicketId> = public_reports::table
        .filter(public_reports::answer_id.ge(ReplyId::first_at(after)))
        .filter(public_reports::answer_id.lt(ReplyId::first_at(until)))
        .order(public_reports::answer_id.desc())
        .limit(LAST)
        .select(public_reports::ticket_id)
        .load(conn)?;
    let all: BTreeSet<TicketId> = published.into_iter().chain(answered).collect();
    let all: Vec<TicketId> = all.into_iter().rev().collect();
    let plain = Filter { text: String::new(), ..filter.clone() };
    let chosen = listing::among(conn, &plain, &all)?.unwrap_or_default();
    if filter.text.trim().is_empty() {
        return Ok(chosen);
    }
    match Question::read(&filter.text) {
        Some(question) => search::among(conn, &question, &chosen),
        None => Ok(Vec::new()),
    }
}
