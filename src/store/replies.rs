//! Published answers: only ever added.
use super::{Conn, Found};
use crate::domain::reply::Reply;
use crate::ids::TicketId;
use crate::schema::replies;
use diesel::prelude::*;

pub fn insert(conn: &mut Conn, reply: &Reply) -> Found<()> {
    diesel::insert_into(replies::table)
        .values(reply)
        .execute(conn)
        .map(drop)
}

/// The number of a ticket's newest answer; 0 when there is none.
pub fn latest_version(conn: &mut Conn, ticket: TicketId) -> Found<i32> {
    let latest: Option<i32> = replies::table
        .filter(replies::ticket_id.eq(ticket))
        .select(diesel::dsl::max(replies::version))
        .first(conn)?;
    Ok(latest.unwrap_or(0))
}

/// All versions of a ticket's answer, newest first.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Reply>> {
    replies::table
        .filter(replies::ticket_id.eq(ticket))
        .order(replies::version.desc())
        .select(Reply::as_select())
        .load(conn)
}
