//! The public copy of a report: written in the transaction that changes what it is made of, whoever changes it, and only
//! when it differs. It can be made anew at any time.
use super::source;
use super::{open, timeline};
use crate::domain::public::{PublicCard, PublicRest};
use crate::ids::TicketId;
use crate::schema::{public_reports, tickets};
use crate::store::{Conn, Found, on_each, tickets as all};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// A row as it is kept.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = public_reports)]
struct Kept {
    ticket_id: TicketId,
    code: String,
    card: String,
    rest: String,
}

/// A public report, whole.
pub fn report(conn: &mut Conn, code: &str) -> Found<Option<(PublicCard, PublicRest)>> {
    let kept: Option<(String, String)> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(public_reports::code.eq(code))
        .filter(open())
        .select((public_reports::card, public_reports::rest))
        .first(conn)
        .optional()?;
    kept.map(|(card, rest)| Ok((read(&card)?, read(&rest)?))).transpose()
}

/// These reports as far as they are public, in no order.
pub fn cards(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<PublicCard>> {
    let kept: Vec<String> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(public_reports::ticket_id.eq_any(ids))
        .filter(open())
        .select(public_reports::card)
        .load(conn)?;
    kept.iter().map(|card| read(card)).collect()
}

/// Brings the copies of these reports, and of those that repeat them, up to date.
pub(in crate::store) fn follow(conn: &mut Conn, touched: BTreeSet<TicketId>) -> Found<()> {
    let mut due = touched.clone();
    for id in touched {
        due.extend(all::followers(conn, id)?.into_iter().map(|follower| follower.id));
    }
    due.into_iter().try_for_each(|id| refresh(conn, id).map(drop))
}

/// Makes the copy of one report anew; whether it was another.
pub fn refresh(conn: &mut Conn, id: TicketId) -> Found<bool> {
    let (kept, made) = (kept(conn, id)?, make(conn, id)?);
    if kept == made {
        return Ok(false);
    }
    match made {
        None => diesel::delete(public_reports::table.find(id)).execute(conn)?,
        Some(made) => on_each!(conn, |c| diesel::insert_into(public_reports::table)
            .values(&made)
            .on_conflict(public_reports::ticket_id)
            .do_update()
            .set(&made)
            .execute(c))?,
    };
    Ok(true)
}

/// Is the copy of this report what it would be if it were made now?
pub fn is_true(conn: &mut Conn, id: TicketId) -> Found<bool> {
    Ok(kept(conn, id)? == make(conn, id)?)
}

/// The reports after `from` whose copies are to be looked at, oldest first: all that are public, and all that have one.
pub fn part(conn: &mut Conn, from: TicketId, size: i64) -> Found<Vec<TicketId>> {
    tickets::table
        .left_join(public_reports::table.on(public_reports::ticket_id.eq(tickets::id)))
        .filter(tickets::id.gt(from))
        .filter(open().or(public_reports::ticket_id.is_not_null()))
        .order(tickets::id)
        .limit(size)
        .select(tickets::id)
        .load(conn)
}

/// Is there a public report that has no copy yet?
pub fn is_missing(conn: &mut Conn) -> Found<bool> {
    let without = tickets::table
        .left_join(public_reports::table.on(public_reports::ticket_id.eq(tickets::id)))
        .filter(open())
        .filter(public_reports::ticket_id.is_null());
    diesel::select(diesel::dsl::exists(without)).get_result(conn)
}

fn kept(conn: &mut Conn, id: TicketId) -> Found<Option<Kept>> {
    public_reports::table.find(id).select(Kept::as_select()).first(conn).optional()
}

fn make(conn: &mut Conn, id: TicketId) -> Found<Option<Kept>> {
    let Some(ticket) = source::ticket(conn, id)? else { return Ok(None) };
    let rest = PublicRest {
        photos: source::report_photos(conn, &ticket)?,
        answers: source::answers(conn, &ticket)?,
        events: timeline(conn, id, true)?,
    };
    let answer = rest.answers.first().cloned().map(|mut newest| {
        newest.photos.clear();
        newest.documents.clear();
        newest
    });
    let (code, small) = (ticket.code.clone(), source::small_photo(conn, id)?);
    let card = PublicCard { ticket, answer, small };
    Ok(Some(Kept { ticket_id: id, code, card: write(&card)?, rest: write(&rest)? }))
}

fn write(value: &impl Serialize) -> Found<String> {
    serde_json::to_string(value).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

fn read<T: DeserializeOwned>(text: &str) -> Found<T> {
    serde_json::from_str(text).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}
