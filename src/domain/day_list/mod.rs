//! A list of days as a file holds it: a sheet (CSV or .xlsx, the columns of `data/calendar.csv`) or a calendar (iCalendar,
//! RFC 5545). Each line is read by itself, so that one that is wrong is named by its number and the others are not lost.
mod ics;
mod sheet;
#[cfg(test)]
mod tests;
mod xlsx;

use super::calendar::{CalendarDay, Certainty, DayKind};
use super::text::{count_letters, tidy};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::collections::BTreeSet;

pub use sheet::write;

/// How many bytes a file may have.
pub const FILE_LIMIT: usize = 200_000;
/// How many days one list may hold, and how long it may be when it is written as a sheet.
pub const DAYS_LIMIT: usize = 1_000;
/// The longest list, in bytes, when it is written as a sheet.
pub const SHEET_LIMIT: usize = 100_000;
/// The longest name of a day, in characters.
pub const NAME_LIMIT: usize = 120;

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from one; for an event, where that begins.
    pub number: usize,
    /// The day, or the word that says why the line cannot be taken.
    pub day: Result<CalendarDay, &'static str>,
    /// The cells as they came: day, name, kind, certainty, and whatever stood behind.
    pub cells: Vec<String>,
    /// The file says of the day that it is kept in mind and worked all the same: whoever wants it off says so.
    pub observed: bool,
}

/// Reads a file of either kind.
///
/// # Errors
/// The word that says why the file as a whole cannot be taken.
pub fn read_file(bytes: &[u8]) -> Result<Vec<Line>, &'static str> {
    if bytes.len() > FILE_LIMIT {
        return Err("file_large");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return whole(xlsx::read(bytes)?);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err("file_old_book");
    }
    read_bytes(&decoded(bytes)?)
}

/// Reads a text of either kind.
///
/// # Errors
/// As [`read_file`].
pub fn read(text: &str) -> Result<Vec<Line>, &'static str> {
    read_bytes(text.trim_start_matches('\u{feff}').as_bytes())
}

fn read_bytes(bytes: &[u8]) -> Result<Vec<Line>, &'static str> {
    let start = bytes.trim_ascii_start().get(..15);
    if start.is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR")) {
        return whole(ics::read(bytes)?);
    }
    whole(sheet::read(std::str::from_utf8(bytes).map_err(|_| "file_text")?)?)
}

/// The file as UTF-8 without its mark: some programs here write UTF-16. Letters are not looked at yet.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, [u8]>, &'static str> {
    let unmarked = match bytes {
        [0, low, ..] if *low != 0 => Some((encoding_rs::UTF_16BE, 0)),
        [high, 0, ..] if *high != 0 => Some((encoding_rs::UTF_16LE, 0)),
        _ => encoding_rs::Encoding::for_bom(bytes),
    };
    match unmarked {
        None => Ok(Cow::Borrowed(bytes)),
        Some((encoding, mark)) if encoding == encoding_rs::UTF_8 => Ok(Cow::Borrowed(&bytes[mark..])),
        Some((encoding, mark)) => {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
            text.map(|text| Cow::Owned(text.into_owned().into_bytes())).ok_or("file_text")
        }
    }
}

/// What holds for the list as a whole.
fn whole(mut lines: Vec<Line>) -> Result<Vec<Line>, &'static str> {
    if lines.is_empty() {
        return Err("file_empty");
    }
    if lines.len() > DAYS_LIMIT || write(&lines).len() > SHEET_LIMIT {
        return Err("file_many");
    }
    let mut seen = BTreeSet::new();
    for line in &mut lines {
        if line.day.as_ref().is_ok_and(|day| !seen.insert(day.day)) {
            line.day = Err("day_twice");
        }
    }
    Ok(lines)
}

/// A day from what was typed about it.
///
/// # Errors
/// The word that says what cannot be taken, with the place of its cell: day, name, kind, certainty.
pub fn day_of([day, name, kind, certainty]: [&str; 4]) -> Result<CalendarDay, (usize, &'static str)> {
    Ok(CalendarDay {
        day: date_of(day).map_err(|word| (0, word))?,
        name: name_of(name).map_err(|word| (1, word))?,
        kind: kind.trim().parse().map_err(|_| (2, "kind_word"))?,
        certainty: certainty.trim().parse().map_err(|_| (3, "certainty_word"))?,
    })
}

/// 2026-09-02, or as spreadsheets here write it, 2/9/2026.
fn date_of(typed: &str) -> Result<NaiveDate, &'static str> {
    let typed = typed.trim();
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(typed, "%d/%m/%Y"));
    in_reach(day.map_err(|_| "date_shape")?)
}

fn in_reach(day: NaiveDate) -> Result<NaiveDate, &'static str> {
    if (2020..=2100).contains(&day.year()) { Ok(day) } else { Err("day_far") }
}

/// A name on one line. One that begins like a formula would be run by the spreadsheet that opens an export.
fn name_of(typed: &str) -> Result<String, &'static str> {
    let name = tidy(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.starts_with(['=', '+', '-', '@']) {
        Err("name_start")
    } else if count_letters(&name) < 2 {
        Err("day_name_missing")
    } else if name.chars().count() > NAME_LIMIT {
        Err("too_long")
    } else {
        Ok(name)
    }
}
