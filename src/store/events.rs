//! Events and notes: only ever added.
use super::{Conn, Found};
use crate::domain::event::{Event, Note};
use crate::domain::seal::{self, Sealed};
use crate::ids::{AccountId, NoteId, TicketId};
use crate::schema::{accounts, events, note_mentions, notes, tickets};
use diesel::prelude::*;

/// Adds an event, sealed over the one before it on the same report.
pub fn append(conn: &mut Conn, event: &Event) -> Found<()> {
    take_turns(conn, event.ticket_id)?;
    let seals: Vec<(String, String)> = events::table
        .filter(events::ticket_id.eq(event.ticket_id))
        .order(events::id)
        .select((events::previous, events::seal))
        .load(conn)?;
    let previous = seal::last(&seals);
    let own = seal::seal(event, previous);
    diesel::insert_into(events::table)
        .values((event, events::previous.eq(previous), events::seal.eq(own)))
        .execute(conn)
        .map(drop)
}

/// Two that add to one report at once would both follow the same event, and the chain would look broken. PostgreSQL lets
/// the second wait for the first; the lock is the one that rows referring to the report do not conflict with. On SQLite
/// the one writer is turn enough.
fn take_turns(conn: &mut Conn, ticket: TicketId) -> Found<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => {
            let row = tickets::table.filter(tickets::id.eq(ticket)).select(tickets::id);
            row.for_no_key_update().first::<TicketId>(c).map(drop)
        }
    }
}

/// The events of some reports with their seals, report by report, oldest first.
pub fn sealed_of(conn: &mut Conn, tickets: &[TicketId]) -> Found<Vec<Sealed>> {
    let rows: Vec<(Event, String, String)> = events::table
        .filter(events::ticket_id.eq_any(tickets))
        .order((events::ticket_id, events::id))
        .select((Event::as_select(), events::previous, events::seal))
        .load(conn)?;
    Ok(rows.into_iter().map(|(event, previous, seal)| Sealed { event, previous, seal }).collect())
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
