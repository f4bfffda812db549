//! Refusals that wait for another look.
use super::queues::Queued;
use super::{Conn, Found, on_each};
use crate::domain::objection::{Heard, Objection};
use crate::ids::TicketId;
use crate::schema::{desk_reports as desk, objections, tickets};
use diesel::prelude::*;

/// What is said against the refusal of a report, where anything is.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Option<Objection>> {
    let own = objections::table.filter(objections::ticket_id.eq(ticket));
    own.select(Objection::as_select()).first(conn).optional()
}

/// Keeps an objection in the place of the one before.
pub fn put(conn: &mut Conn, objection: &Objection) -> Found<()> {
    on_each!(conn, |c| diesel::insert_into(objections::table)
        .values(objection)
        .on_conflict(objections::ticket_id)
        .do_update()
        .set(objection)
        .execute(c))
    .map(drop)
}

/// Those that wait, with their reports and the text of each, the longest waiting first; at most `most` of them.
pub fn open(conn: &mut Conn, most: i64) -> Found<Vec<(Objection, Queued, String)>> {
    objections::table
        .inner_join(desk::table.on(desk::ticket_id.eq(objections::ticket_id)))
        .inner_join(tickets::table.on(tickets::id.eq(objections::ticket_id)))
        .filter(objections::heard.eq(Heard::Open))
        .order((objections::raised_at, objections::ticket_id))
        .limit(most)
        .select((Objection::as_select(), Queued::as_select(), tickets::public_body))
        .load(conn)
}
