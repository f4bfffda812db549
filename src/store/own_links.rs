//! How often the link to a sender's own page was renewed: the number that the link carries.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::ids::TicketId;
use crate::schema::own_links;
use diesel::prelude::*;

/// The number of the link that opens the page now; 0 where none was asked for anew.
pub fn number(conn: &mut Conn, ticket: TicketId) -> Found<i32> {
    let own = own_links::table.filter(own_links::ticket_id.eq(ticket)).select(own_links::number);
    Ok(own.first(conn).optional()?.unwrap_or(0))
}

/// Counts the number up: the links before open nothing more.
pub fn renew(conn: &mut Conn, ticket: TicketId, now: Moment) -> Found<()> {
    let own = own_links::table.filter(own_links::ticket_id.eq(ticket));
    let counted = (own_links::number.eq(own_links::number + 1), own_links::renewed_at.eq(now));
    if diesel::update(own).set(counted).execute(conn)? == 0 {
        let first = (own_links::ticket_id.eq(ticket), own_links::number.eq(1), own_links::renewed_at.eq(now));
        diesel::insert_into(own_links::table).values(first).execute(conn)?;
    }
    Ok(())
}
