//! What senders wrote before they corrected it: only ever added.
use super::{Conn, Found};
use crate::domain::own_words::OwnWords;
use crate::ids::TicketId;
use crate::schema::own_words;
use diesel::prelude::*;

/// Keeps what stood there before a correction.
pub fn insert(conn: &mut Conn, words: &OwnWords) -> Found<()> {
    diesel::insert_into(own_words::table).values(words).execute(conn).map(drop)
}

/// Each version that a report had before, the oldest first.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<OwnWords>> {
    let own = own_words::table.filter(own_words::ticket_id.eq(ticket)).order(own_words::id);
    own.select(OwnWords::as_select()).load(conn)
}
