//! The administrators' journal: only ever added to.
use super::{Conn, Found};
use crate::domain::audit::{AuditEvent, Subject};
use crate::schema::{accounts, office_events};
use diesel::prelude::*;

/// Adds one line to the journal.
pub fn append(conn: &mut Conn, event: &AuditEvent) -> Found<()> {
    diesel::insert_into(office_events::table).values(event).execute(conn).map(drop)
}

/// The latest that happened to one thing, newest first, with the name of whoever did it.
pub fn of(
    conn: &mut Conn,
    subject: Subject,
    id: i64,
    limit: i64,
) -> Found<Vec<(AuditEvent, Option<String>)>> {
    office_events::table
        .left_join(accounts::table.on(office_events::actor_id.eq(accounts::id.nullable())))
        .filter(office_events::subject.eq(subject))
        .filter(office_events::subject_id.eq(id))
        .order(office_events::id.desc())
        .limit(limit)
        .select((AuditEvent::as_select(), accounts::name.nullable()))
        .load(conn)
}
