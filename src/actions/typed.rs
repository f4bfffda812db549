//! Reads what an administrator typed, and collects what is wrong with it.
use super::{Problem, Refusal};
use crate::domain::text::{count_letters, fold, tidy};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// The years in which anything may begin or end: another one is a slip of the hand.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// Reads one form's fields; whatever cannot be taken is remembered, so that all of it is told at once.
#[derive(Default)]
pub struct Reader(Vec<Problem>);

impl Reader {
    /// A text that must be there, of at most `max` characters.
    pub fn needed(&mut self, field: &'static str, typed: &str, max: usize) -> String {
        if count_letters(typed) < 2 {
            self.wrong(field, "text_missing");
        }
        self.text(field, typed, max)
    }

    /// A text that may be empty, of at most `max` characters.
    pub fn text(&mut self, field: &'static str, typed: &str, max: usize) -> String {
        let text = tidy(typed);
        if text.chars().count() > max {
            self.wrong(field, "too_long");
        }
        text
    }

    /// A day as a date field sends it, 2026-09-07; nothing when empty.
    pub fn day(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        if typed.trim().is_empty() {
            return None;
        }
        let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok();
        match day {
            None => self.wrong(field, "date_shape"),
            Some(day) if !YEARS.contains(&day.year()) => self.wrong(field, "date_far"),
            Some(_) => {}
        }
        day
    }

    /// One word of a fixed list.
    pub fn word<T: std::str::FromStr>(&mut self, field: &'static str, typed: &str) -> Option<T> {
        let word = typed.parse().ok();
        if word.is_none() {
            self.wrong(field, "choice_missing");
        }
        word
    }

    /// Remembers that a field cannot be taken. Of each field only the first problem is told.
    pub fn wrong(&mut self, field: &'static str, word: &'static str) {
        let problem = Problem::new(field, word);
        if !self.0.iter().any(|known| known.field == field) {
            self.0.push(problem);
        }
    }

    /// Goes on only if nothing was wrong.
    pub fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}

/// Words may be typed a line each; they are kept separated by ";".
pub fn one_line(words: &str) -> String {
    words.split(['\n', ';']).map(str::trim).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A name as a piece of an address: folded, its words joined by `mark`, at most 60 characters.
pub fn slug(name: &str, mark: char) -> String {
    let folded: String =
        fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { mark }).take(60).collect();
    folded.trim_matches(mark).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_once_per_field() {
        let mut reader = Reader::default();
        assert_eq!(reader.needed("name", "  ", 5), "");
        reader.text("name", "quá dài rồi", 5);
        assert_eq!(reader.day("valid_from", "7/9/2026"), None);
        for (field, far) in [("a", "-262143-01-01"), ("b", "9999-12-31"), ("c", "+262142-01-01")] {
            reader.day(field, far);
        }
        let Err(Refusal::Invalid(problems)) = reader.done() else { panic!("it was taken") };
        let told: Vec<_> = problems.iter().map(|p| (p.field, p.word)).collect();
        assert_eq!(
            told,
            [
                ("name", "text_missing"),
                ("valid_from", "date_shape"),
                ("a", "date_far"),
                ("b", "date_far"),
                ("c", "date_far")
            ]
        );
    }

    #[test]
    fn a_good_form_goes_on() {
        let mut reader = Reader::default();
        assert_eq!(reader.needed("name", " Sở Y tế ", 50), "Sở Y tế");
        assert_eq!(reader.day("from", "2026-09-07"), NaiveDate::from_ymd_opt(2026, 9, 7));
        assert_eq!(reader.day("to", ""), None);
        assert!(reader.done().is_ok());
        assert_eq!(slug("Sở Giáo dục & Đào tạo", '-'), "so-giao-duc-dao-tao");
    }
}
