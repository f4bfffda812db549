//! By when: the calendar, the shifts, and how long each step may take.
use super::categories::CategoryIds;
use super::sheet::{Bad, Line, lines};
use crate::clock::Moment;
use crate::domain::CalendarDay;
use crate::domain::city::DeadlineRule;
use crate::domain::escalation::Rung;
use crate::ids::{RuleId, RungId};
use crate::store::seed::ShiftRow;
use chrono::{NaiveTime, Timelike};

const CALENDAR: &str = include_str!("../../../../data/calendar.csv");
const SHIFTS: &str = include_str!("../../../../data/shifts.csv");
const RUNGS: &str = include_str!("../../../../data/rungs.csv");
const DEADLINES: &str = include_str!("../../../../data/deadlines.csv");

/// The days of `calendar.csv`: holidays, days off in their place, and days worked instead.
pub fn days() -> Result<Vec<CalendarDay>, Bad> {
    let day = |line: &Line| {
        Ok(CalendarDay {
            day: line.read("day")?,
            name: line.text("name_vi"),
            kind: line.read("kind")?,
            certainty: line.read("status")?,
        })
    };
    lines("calendar.csv", CALENDAR)?.iter().map(day).collect()
}

/// The hours of work of `shifts.csv`.
pub fn shifts() -> Result<Vec<ShiftRow>, Bad> {
    let minute = |line: &Line, column: &str| {
        let time = NaiveTime::parse_from_str(&line.text(column), "%H:%M").map_err(|_| line.bad(column))?;
        Ok::<_, Bad>(i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or_default())
    };
    lines("shifts.csv", SHIFTS)?
        .iter()
        .zip(1..)
        .map(|(line, id)| {
            Ok(ShiftRow {
                id,
                from_minute: minute(line, "from")?,
                to_minute: minute(line, "to")?,
                valid_from: line.date("valid_from")?,
                valid_to: line.date("valid_to")?,
            })
        })
        .collect()
}

/// Who is told when something is owed for long, from `rungs.csv`.
pub fn rungs(now: Moment) -> Result<Vec<Rung>, Bad> {
    let rung = |line: &Line| {
        Ok(Rung {
            id: RungId::fresh(now),
            moment: line.read("moment")?,
            amount: line.read("amount")?,
            unit: line.read("unit")?,
            whom: line.read("whom")?,
        })
    };
    lines("rungs.csv", RUNGS)?.iter().map(rung).collect()
}

/// How long each step may take, from `deadlines.csv`, with the legal basis of each term.
pub fn rules(categories: &CategoryIds, now: Moment) -> Result<Vec<DeadlineRule>, Bad> {
    lines("deadlines.csv", DEADLINES)?
        .iter()
        .map(|line| {
            Ok(DeadlineRule {
                id: RuleId::fresh(now),
                owed: line.read("owed")?,
                level: if line.text("level").is_empty() { None } else { Some(line.read("level")?) },
                category_id: line.named("category", categories)?,
                amount: line.read("amount")?,
                unit: line.text("unit"),
                valid_from: line.date("valid_from")?,
                valid_to: line.date("valid_to")?,
                legal_basis: line.text("legal_basis"),
            })
        })
        .collect()
}
