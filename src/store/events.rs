//! Events and notes: only ever added.
use super::{Conn, Found};
use crate::domain::event::{Event, EventKind, Note};
use crate::ids::{AccountId, NoteId, TicketId};
use crate::schema::{accounts, events, note_mentions, notes};
use diesel::prelude::*;

pub fn append(conn: &mut Conn, event: &Event) -> Found<()> {
    diesel::insert_into(events::table).values(event).execute(conn).map(drop)
}

/// How often this happened to a report.
pub fn count(conn: &mut Conn, ticket: TicketId, kind: EventKind) -> Found<i64> {
    events::table.filter(events::ticket_id.eq(ticket)).filter(events::kind.eq(kind)).count().get_result(conn)
}

/// All that happened to a ticket, oldest first, with the name of whoever did it.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<(Event, Option<String>)>> {
    events::table
        .left_join(accounts::table.on(events::actor_id.eq(accounts::id.nullable())))
        .filter(events::ticket_id.eq(ticket))
        .order(events::id)
        .select((Event::as_select(), accounts::name.nullable()))
        .load(conn)
}

pub fn write_note(conn: &mut Conn, note: &Note, mentioned: &[AccountId]) -> Found<()> {
    diesel::insert_into(notes::table).values(note).execute(conn)?;
    for account in mentioned {
        diesel::insert_into(note_mentions::table)
            .values((note_mentions::note_id.eq(note.id), note_mentions::account_id.eq(account)))
            .execute(conn)?;
    }
    Ok(())
}

/// The internal notes of a ticket, oldest first, each with its author's name.
pub fn notes_of(conn: &mut Conn, ticket: TicketId) -> Found<Vec<(Note, String)>> {
    notes::table
        .inner_join(accounts::table.on(notes::author_id.eq(accounts::id)))
        .filter(notes::ticket_id.eq(ticket))
        .order(notes::id)
        .select((Note::as_select(), accounts::name))
        .load(conn)
}

/// Who was named in the notes of a ticket.
pub fn mentions_in(conn: &mut Conn, ticket: TicketId) -> Found<Vec<(NoteId, String)>> {
    note_mentions::table
        .inner_join(notes::table.on(note_mentions::note_id.eq(notes::id)))
        .inner_join(accounts::table.on(note_mentions::account_id.eq(accounts::id)))
        .filter(notes::ticket_id.eq(ticket))
        .order((note_mentions::note_id, accounts::name))
        .select((note_mentions::note_id, accounts::name))
        .load(conn)
}
