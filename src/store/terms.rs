//! The rules of time as the city keeps them: the calendar, the shifts, how long each step may take.
use super::{Conn, Found};
use crate::domain::city::DeadlineRule;
use crate::domain::{Calendar, DayKind, Shift};
use crate::schema::{calendar_days, deadline_rules, shifts};
use chrono::{NaiveDate, NaiveTime};
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

/// Every rule of how long a step may take, valid today or not.
pub fn rules(conn: &mut Conn) -> Found<Vec<DeadlineRule>> {
    deadline_rules::table.order(deadline_rules::id).select(DeadlineRule::as_select()).load(conn)
}

/// The time of day so many minutes after midnight; the last minute of the day for anything later.
fn time_of(minutes: i32) -> NaiveTime {
    u32::try_from(minutes)
        .ok()
        .and_then(|minutes| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0))
        .or_else(|| NaiveTime::from_hms_opt(23, 59, 0))
        .unwrap_or_default()
}
