//! Deadlines over real weeks of 2025 to 2030: the calendar and the words that the tests share.
use super::*;
use crate::clock::{Moment, local, moment_of};
use DayKind::{Off, Work};
use TermUnit::{Minutes, WorkingDays, WorkingMinutes};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

mod always;
mod changes;
mod ends;
mod hours;
mod recomputed;

const DAYS: &[(&str, DayKind)] = &[
    ("2026-01-01", Off),
    ("2026-01-02", Off),
    ("2026-01-10", Work),
    ("2026-02-16", Off),
    ("2026-02-17", Off),
    ("2026-02-18", Off),
    ("2026-02-19", Off),
    ("2026-02-20", Off),
    ("2026-04-26", Off),
    ("2026-04-27", Off),
    ("2026-04-30", Off),
    ("2026-05-01", Off),
    ("2026-08-22", Work),
    ("2026-08-31", Off),
    ("2026-09-01", Off),
    ("2026-09-02", Off),
    ("2027-01-01", Off),
    ("2027-02-04", Off),
    ("2027-02-05", Off),
    ("2027-02-06", Off),
    ("2027-02-07", Off),
    ("2027-02-08", Off),
    ("2027-02-09", Off),
    ("2027-02-10", Off),
    ("2030-01-31", Off),
    ("2030-02-01", Off),
    ("2030-02-02", Off),
    ("2030-02-03", Off),
    ("2030-02-04", Off),
    ("2030-02-05", Off),
    ("2030-02-06", Off),
];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hour(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

/// A moment by Vietnam's wall clock.
fn at(text: &str) -> Moment {
    moment_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn shift(from: &str, to: &str) -> Shift {
    Shift { valid_from: None, valid_to: None, from: hour(from), to: hour(to) }
}

fn term(amount: u32, unit: TermUnit) -> Term {
    Term { amount, unit }
}

fn city() -> Calendar {
    Calendar {
        shifts: vec![shift("13:30", "17:00"), shift("07:30", "11:30")],
        days: DAYS.iter().map(|(day, kind)| (date(day), *kind)).collect(),
    }
}

/// Checks a table of deadlines: start + amount, unit (d working days, wm working minutes, m minutes) = end # why.
#[track_caller]
fn golden(table: &str) {
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (terms, expected) = row.split('#').next().unwrap().split_once(" = ").unwrap();
        let (start, length) = terms.split_once(" + ").unwrap();
        let (amount, unit) = length.split_once(' ').unwrap();
        let unit = match unit {
            "d" => WorkingDays,
            "wm" => WorkingMinutes,
            _ => Minutes,
        };
        let end = due(at(start), term(amount.parse().unwrap(), unit), &city());
        assert_eq!(end, at(expected.trim()), "{row}: ended at {} there", local(end));
    }
}
