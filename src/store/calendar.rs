//! The days of the calendar, and the terms that run over them.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::CalendarDay;
use crate::domain::clocks::{Clock, Owed, Stopped};
use crate::schema::{calendar_days, clocks, tickets};
use chrono::{Datelike, NaiveDate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

/// Any number that no other lock of this program uses.
const CHANGING: i64 = 0x4c61_6e67_4361_6c65;

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

/// Takes back what is said of a day: from then on its weekday decides whether it is worked.
pub fn remove(conn: &mut Conn, day: NaiveDate) -> Found<()> {
    diesel::delete(calendar_days::table.filter(calendar_days::day.eq(day))).execute(conn).map(drop)
}

/// The answers that are owed after `now` by a term that is kept with them, what is due next first, each with the code of
/// its report.
pub fn open_terms(conn: &mut Conn, now: Moment) -> Found<Vec<(String, Clock)>> {
    clocks::table
        .inner_join(tickets::table.on(tickets::id.eq(clocks::ticket_id)))
        .filter(clocks::stopped.eq(Stopped::Not))
        .filter(clocks::owed.eq(Owed::Answer))
        .filter(clocks::due_at.gt(now))
        .filter(clocks::amount.is_not_null())
        .order((clocks::due_at, clocks::ticket_id))
        .select((tickets::code, Clock::as_select()))
        .load(conn)
}
