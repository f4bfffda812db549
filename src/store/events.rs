//! Events and notes: only ever added.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::event::{Event, EventKind, Note};
use crate::ids::{AccountId, TicketId};
use crate::schema::{accounts, events, note_mentions, notes};
use diesel::dsl::max;
use diesel::prelude::*;

/// Adds one event to the life of a report.
pub fn append(conn: &mut Conn, event: &Event) -> Found<()> {
    diesel::insert_into(events::table).values(event).execute(conn).map(drop)
}

/// How often this happened to a report.
pub fn count(conn: &mut Conn, ticket: TicketId, kind: EventKind) -> Found<i64> {
    events::table.filter(events::ticket_id.eq(ticket)).filter(events::kind.eq(kind)).count().get_result(conn)
}

/// When something happened to a report last.
pub fn last_at(conn: &mut Conn, ticket: TicketId) -> Found<Option<Moment>> {
    events::table.filter(events::ticket_id.eq(ticket)).select(max(events::at)).first(conn)
}

/// Who of the staff last did this to a report.
pub fn last_actor(conn: &mut Conn, ticket: TicketId, kind: EventKind) -> Found<Option<AccountId>> {
    let done = events::table.filter(events::ticket_id.eq(ticket)).filter(events::kind.eq(kind));
    let last = done.order(events::id.desc()).select(events::actor_id).first(conn).optional()?;
    Ok(last.flatten())
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

/// Who looked at what is kept apart, and what was said about that, oldest first, each with the post of whoever did it.
pub fn looks(conn: &mut Conn, ticket: TicketId) -> Found<Vec<(Event, Option<String>)>> {
    use EventKind::{ContactKept, ContactSeen, ContactShared, OriginalSeen};
    events::table
        .left_join(accounts::table.on(events::actor_id.eq(accounts::id.nullable())))
        .filter(events::ticket_id.eq(ticket))
        .filter(events::kind.eq_any([OriginalSeen, ContactSeen, ContactShared, ContactKept]))
        .order(events::id)
        .select((Event::as_select(), accounts::position.nullable()))
        .load(conn)
}

/// Adds a note, and whom of the staff it mentions.
pub fn write_note(conn: &mut Conn, note: &Note, mentioned: &[AccountId]) -> Found<()> {
    diesel::insert_into(notes::table).values(note).execute(conn)?;
    for account in mentioned {
        diesel::insert_into(note_mentions::table)
            .values((note_mentions::note_id.eq(note.id), note_mentions::account_id.eq(account)))
            .execute(conn)?;
    }
    Ok(())
}
