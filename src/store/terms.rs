//! The rules of time as the city keeps them: the calendar, the shifts, how long each step may take.
use super::{Conn, Found};
use crate::domain::city::DeadlineRule;
use crate::domain::{Calendar, DayKind, Shift};
use crate::schema::{calendar_days, deadline_rules, shifts};
use chrono::{NaiveDate, NaiveTime, Timelike};
use diesel::prelude::*;

/// The shifts and the days off or worked, by which working time is counted.
pub fn calendar(conn: &mut Conn) -> Found<Calendar> {
    let days: Vec<(NaiveDate, DayKind)> =
        calendar_days::table.select((calendar_days::day, calendar_days::kind)).load(conn)?;
    let rows: Vec<(i32, i32, Option<NaiveDate>, Option<NaiveDate>)> = shifts::table
        .order(shifts::from_minute)
        .select((shifts::from_minute, shifts::to_minute, shifts::valid_from, shifts::valid_to))
        .load(conn)?;
    let shifts = rows
        .into_iter()
        .map(|(from, to, valid_from, valid_to)| Shift {
            valid_from,
            valid_to,
            from: time_of(from),
            to: time_of(to),
        })
        .collect();
    Ok(Calendar { shifts, days: days.into_iter().collect() })
}

/// Puts these hours in the place of all that stood.
pub fn put_hours(conn: &mut Conn, all: &[Shift]) -> Found<()> {
    diesel::delete(shifts::table).execute(conn)?;
    (1..).zip(all).try_for_each(|(id, shift)| {
        let row = (
            shifts::id.eq(id),
            shifts::from_minute.eq(minutes_of(shift.from)),
            shifts::to_minute.eq(minutes_of(shift.to)),
            shifts::valid_from.eq(shift.valid_from),
            shifts::valid_to.eq(shift.valid_to),
        );
        diesel::insert_into(shifts::table).values(row).execute(conn).map(drop)
    })
}

/// Every rule of how long a step may take, valid today or not.
pub fn rules(conn: &mut Conn) -> Found<Vec<DeadlineRule>> {
    deadline_rules::table.order(deadline_rules::id).select(DeadlineRule::as_select()).load(conn)
}

/// Adds a row of a term.
pub fn insert_rule(conn: &mut Conn, rule: &DeadlineRule) -> Found<()> {
    diesel::insert_into(deadline_rules::table).values(rule).execute(conn).map(drop)
}

/// The rows of a term hold up to this day and no longer; one that would have begun later is taken out.
pub fn end_rules(conn: &mut Conn, rows: &[&DeadlineRule], last_day: NaiveDate) -> Found<()> {
    for rule in rows.iter().filter(|rule| rule.valid_to.is_none_or(|to| last_day < to)) {
        let row = deadline_rules::table.filter(deadline_rules::id.eq(rule.id));
        if rule.valid_from.is_some_and(|from| last_day < from) {
            diesel::delete(row).execute(conn)?;
        } else {
            diesel::update(row).set(deadline_rules::valid_to.eq(last_day)).execute(conn)?;
        }
    }
    Ok(())
}

/// The time of day so many minutes after midnight; the last minute of the day for anything later.
fn time_of(minutes: i32) -> NaiveTime {
    u32::try_from(minutes)
        .ok()
        .and_then(|minutes| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0))
        .or_else(|| NaiveTime::from_hms_opt(23, 59, 0))
        .unwrap_or_default()
}

/// How many minutes after midnight.
fn minutes_of(time: NaiveTime) -> i32 {
    i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or_default()
}
