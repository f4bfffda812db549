//! The days of the calendar, and the terms that run over them.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::CalendarDay;
use crate::domain::event::EventKind;
use crate::domain::status::Status;
use crate::ids::TicketId;
use crate::schema::{calendar_days, events, tickets};
use chrono::{Datelike, NaiveDate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::collections::HashMap;

/// Any number that no other lock of this program uses.
const CHANGING: i64 = 0x4c61_6e67_4361_6c65;
/// How many reports are asked about at once: a statement takes only so many values.
const AT_ONCE: usize = 500;

/// Makes administrators who change the calendar at once take turns until the transaction ends: what each reckons stands
/// on what the other stored. On SQLite the one writer is turn enough.
pub fn take_turns(conn: &mut Conn) -> Found<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => c.batch_execute(&format!("SELECT pg_advisory_xact_lock({CHANGING})")),
    }
}

/// The years of which anything is said, in order.
pub fn years(conn: &mut Conn) -> Found<Vec<i32>> {
    let days: Vec<NaiveDate> =
        calendar_days::table.order(calendar_days::day).select(calendar_days::day).load(conn)?;
    let mut years: Vec<i32> = days.iter().map(Datelike::year).collect();
    years.dedup();
    Ok(years)
}

/// The days from the first to the last, both included, in order.
pub fn between(conn: &mut Conn, first: NaiveDate, last: NaiveDate) -> Found<Vec<CalendarDay>> {
    calendar_days::table
        .filter(calendar_days::day.between(first, last))
        .order(calendar_days::day)
        .select(CalendarDay::as_select())
        .load(conn)
}

/// What is said of a day: of one beyond the years that both databases know, nothing.
pub fn find(conn: &mut Conn, day: NaiveDate) -> Found<Option<CalendarDay>> {
    if !(1..=9999).contains(&day.year()) {
        return Ok(None);
    }
    calendar_days::table
        .filter(calendar_days::day.eq(day))
        .select(CalendarDay::as_select())
        .first(conn)
        .optional()
}

/// Stores what is said of a day in the place of what was.
pub fn put(conn: &mut Conn, day: &CalendarDay) -> Found<()> {
    remove(conn, day.day)?;
    diesel::insert_into(calendar_days::table).values(day).execute(conn).map(drop)
}

pub fn remove(conn: &mut Conn, day: NaiveDate) -> Found<()> {
    diesel::delete(calendar_days::table.filter(calendar_days::day.eq(day))).execute(conn).map(drop)
}

/// A report whose answer is still owed, by a term that is kept with it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = tickets)]
pub struct OpenTerm {
    pub id: TicketId,
    pub code: String,
    pub answer_due: Option<Moment>,
    pub answer_unit: Option<String>,
    pub created_at: Moment,
}

/// What may have set the clock of a report going, in order.
pub type Steps = Vec<(EventKind, Moment)>;

/// The terms that end after `now`, what ends next first, each with what set its clock going.
pub fn open_terms(conn: &mut Conn, now: Moment) -> Found<Vec<(OpenTerm, Steps)>> {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.is_settled()).collect();
    let terms: Vec<OpenTerm> = tickets::table
        .filter(tickets::status.eq_any(open))
        .filter(tickets::answer_due.gt(now))
        .filter(tickets::answer_amount.is_not_null())
        .order((tickets::answer_due, tickets::id))
        .select(OpenTerm::as_select())
        .load(conn)?;
    let mut steps = steps_of(conn, &terms.iter().map(|term| term.id).collect::<Vec<_>>())?;
    Ok(terms
        .into_iter()
        .map(|term| {
            let own = steps.remove(&term.id).unwrap_or_default();
            (term, own)
        })
        .collect())
}

fn steps_of(conn: &mut Conn, ids: &[TicketId]) -> Found<HashMap<TicketId, Steps>> {
    let kinds = [EventKind::Forwarded, EventKind::Reopened, EventKind::InfoGiven];
    let mut steps: HashMap<TicketId, Steps> = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let rows: Vec<(TicketId, EventKind, Moment)> = events::table
            .filter(events::ticket_id.eq_any(ids))
            .filter(events::kind.eq_any(kinds))
            .order(events::id)
            .select((events::ticket_id, events::kind, events::at))
            .load(conn)?;
        for (id, kind, at) in rows {
            steps.entry(id).or_default().push((kind, at));
        }
    }
    Ok(steps)
}
