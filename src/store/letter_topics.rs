//! What senders are written about, and what each of them does not want of it.
use super::{Conn, Found};
use crate::domain::letter_topic::{LetterOff, LetterTopic, Topic};
use crate::ids::TicketId;
use crate::schema::{letter_topics, letters_off};
use diesel::prelude::*;

/// Every event with a row, in the order in which they may come.
pub fn all(conn: &mut Conn) -> Found<Vec<LetterTopic>> {
    let mut all: Vec<LetterTopic> = letter_topics::table.select(LetterTopic::as_select()).load(conn)?;
    all.sort_by_key(|one| one.topic);
    Ok(all)
}

/// The city writes about it from now on, or does not.
pub fn set(conn: &mut Conn, topic: Topic, written: bool) -> Found<()> {
    let row = letter_topics::table.filter(letter_topics::topic.eq(topic));
    diesel::update(row).set(letter_topics::written.eq(written)).execute(conn).map(drop)
}

/// What the sender of a report does not want to read letters about.
pub fn off(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Topic>> {
    let own = letters_off::table.filter(letters_off::ticket_id.eq(ticket));
    own.order(letters_off::topic).select(letters_off::topic).load(conn)
}

/// Keeps what they do not want, in the place of what they said before.
pub fn choose(conn: &mut Conn, ticket: TicketId, off: &[Topic]) -> Found<()> {
    diesel::delete(letters_off::table.filter(letters_off::ticket_id.eq(ticket))).execute(conn)?;
    off.iter().try_for_each(|topic| {
        let row = LetterOff { ticket_id: ticket, topic: *topic };
        diesel::insert_into(letters_off::table).values(&row).execute(conn).map(drop)
    })
}
