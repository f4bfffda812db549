//! Published answers. A version is never changed: a correction is the next one.
use super::{Conn, Found};
use crate::domain::reply::Reply;
use crate::ids::TicketId;
use crate::schema::replies;
use diesel::prelude::*;

/// Adds a version of an answer.
pub fn insert(conn: &mut Conn, reply: &Reply) -> Found<()> {
    diesel::insert_into(replies::table).values(reply).execute(conn).map(drop)
}

/// Every version, the newest first.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Reply>> {
    replies::table
        .filter(replies::ticket_id.eq(ticket))
        .order((replies::version.desc(), replies::id.desc()))
        .select(Reply::as_select())
        .load(conn)
}

/// Every version on any of these tickets, the newest of each first.
pub fn of_tickets(conn: &mut Conn, tickets: &[TicketId]) -> Found<Vec<Reply>> {
    replies::table
        .filter(replies::ticket_id.eq_any(tickets))
        .order((replies::version.desc(), replies::id.desc()))
        .select(Reply::as_select())
        .load(conn)
}

/// The version that the next answer to a ticket has: 1 for the first.
pub fn next_version(conn: &mut Conn, ticket: TicketId) -> Found<i32> {
    let newest: Option<i32> = replies::table
        .filter(replies::ticket_id.eq(ticket))
        .select(diesel::dsl::max(replies::version))
        .first(conn)?;
    Ok(newest.unwrap_or(0) + 1)
}
