//! Who has the same trouble as a public report says: one row a browser, which is known by a hash and nothing else.
use super::{Conn, Found, on_each, tickets};
use crate::clock::Moment;
use crate::ids::TicketId;
use crate::schema::supports;
use diesel::prelude::*;

/// Keeps that this browser has it, too.
pub fn add(conn: &mut Conn, ticket: TicketId, device: &str, at: Moment) -> Found<()> {
    let row = (supports::ticket_id.eq(ticket), supports::device.eq(device), supports::at.eq(at));
    on_each!(conn, |c| diesel::insert_into(supports::table).values(row).on_conflict_do_nothing().execute(c))
        .map(drop)
}

/// Takes it back, of this report and of those that repeat it.
pub fn remove(conn: &mut Conn, ticket: TicketId, device: &str) -> Found<()> {
    let all = standing_with(conn, ticket)?;
    let own = supports::table.filter(supports::ticket_id.eq_any(all)).filter(supports::device.eq(device));
    diesel::delete(own).execute(conn).map(drop)
}

/// Has this browser said so, of this report or of one that repeats it?
pub fn stands(conn: &mut Conn, ticket: TicketId, device: &str) -> Found<bool> {
    let all = standing_with(conn, ticket)?;
    let own = supports::table.filter(supports::ticket_id.eq_any(all)).filter(supports::device.eq(device));
    diesel::select(diesel::dsl::exists(own)).get_result(conn)
}

/// How many browsers said so, of this report or of those that repeat it: each once.
pub fn count(conn: &mut Conn, ticket: TicketId) -> Found<i64> {
    let all = standing_with(conn, ticket)?;
    let own = supports::table.filter(supports::ticket_id.eq_any(all));
    own.select(diesel::dsl::count(supports::device).aggregate_distinct()).get_result(conn)
}

fn standing_with(conn: &mut Conn, ticket: TicketId) -> Found<Vec<TicketId>> {
    let mut all = tickets::followers(conn, ticket)?;
    all.push(ticket);
    Ok(all)
}
