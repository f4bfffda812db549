//! Words by which the public finds a report: kept in step with every change.
use super::{Conn, Found, on_each};
use crate::domain::text::words;
use crate::domain::ticket::Ticket;
use crate::schema::ticket_words;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Writes the words of what the public may read of a ticket; of a ticket that is not public, none.
pub fn index(conn: &mut Conn, ticket: &Ticket) -> Found<()> {
    diesel::delete(ticket_words::table.filter(ticket_words::ticket_id.eq(ticket.id))).execute(conn)?;
    if !ticket.is_public {
        return Ok(());
    }
    let text = format!("{} {} {}", ticket.public_title, ticket.public_body, ticket.place);
    let found: BTreeSet<String> = words(&text).into_iter().collect();
    let rows: Vec<_> = found
        .iter()
        .map(|word| (ticket_words::word.eq(word), ticket_words::ticket_id.eq(ticket.id)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    on_each!(conn, |c| diesel::insert_into(ticket_words::table)
        .values(&rows)
        .execute(c)
        .map(drop))
}
