//! The working calendar: a year, one day, a list from a file, and what a change would do before it is stored.
pub mod day;
pub mod import;
pub mod import_preview;
pub mod moves;
pub mod preview;
pub mod year;

use crate::domain::CalendarDay;
use crate::i18n::Words;
use chrono::{Datelike, NaiveDate};

/// "thứ Hai"
fn weekday(words: &Words, day: NaiveDate) -> String {
    words.say(&format!("calendar.weekday.{}", day.weekday().number_from_monday()))
}

/// "Nghỉ · Quốc khánh · Theo luật"
fn said(words: &Words, day: &CalendarDay) -> String {
    let kind = words.say(&format!("calendar.kind.{}", day.kind));
    format!("{kind} · {} · {}", day.name, words.say(&format!("calendar.certainty.{}", day.certainty)))
}
