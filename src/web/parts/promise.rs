//! What an answer promised, as everybody reads it: its day, and how it stands. Never green before it is done.
use super::moment;
use super::status_tag::{DueTag, StatusTag};
use crate::clock::{Moment, local};
use crate::domain::promise::{Promised, Standing};
use crate::i18n::Words;
use crate::store::city::City;

/// Days before the day of a promise from which on it is near.
const NEAR: i64 = 7;

/// Fields of `promise::shown`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromiseShown {
    /// open · late · kept
    pub tone: &'static str,
    /// "Cơ quan hẹn làm xong", "Quá hẹn"
    pub heading: String,
    /// "31/3/2027"
    pub day: String,
    pub text: String,
    /// "Ngày hẹn trước: 31/12/2026"; "" where it never changed.
    pub before: String,
}

impl PromiseShown {
    /// How it stands at `now`.
    pub fn of(w: &Words, city: &City, promised: &Promised, now: Moment) -> Self {
        let (tone, key) = match promised.stands(now) {
            Standing::Open => ("open", "open"),
            Standing::Late => ("late", "late"),
            Standing::Kept => ("kept", "kept"),
            Standing::KeptLate => ("kept", "kept_late"),
        };
        let kept = promised.kept_at.map(moment::day).unwrap_or_default();
        let before: Vec<String> = promised.before.iter().map(|day| moment::day(*day)).collect();
        let with = [("agency", city.agency(promised.agency)), ("day", kept.as_str())];
        Self {
            tone,
            heading: w.say(&format!("promise.{key}")),
            day: moment::day(promised.until),
            text: w.fill(&format!("promise.{key}_text"), with),
            before: if before.is_empty() {
                String::new()
            } else {
                w.fill("promise.before", [("days", before.join(", "))])
            },
        }
    }
}

/// "Đã trả lời · sẽ làm đến 31/3/2027", "Quá hẹn 31/3/2027", "Đã xử lý, đúng hẹn 31/3/2027".
pub fn state(w: &Words, promised: &Promised, now: Moment) -> StatusTag {
    let (tone, key) = match promised.stands(now) {
        Standing::Open => ("doing", "promise.state_open"),
        Standing::Late => ("overdue", "promise.state_late"),
        Standing::Kept => ("done", "promise.state_kept"),
        Standing::KeptLate => ("done", "promise.state_kept_late"),
    };
    StatusTag { tone, word: w.fill(key, [("day", moment::day(promised.until))]) }
}

/// "Làm xong đến hết ngày 31/3/2027", "Quá hẹn 31/3/2027": what is to come.
pub fn next(w: &Words, promised: &Promised, now: Moment) -> String {
    match promised.stands(now) {
        Standing::Open => w.fill("promise.next", [("day", moment::day(promised.until))]),
        Standing::Late | Standing::Kept | Standing::KeptLate => state(w, promised, now).word,
    }
}

/// "Hẹn 31/3/2027", "Quá hẹn 31/3/2027": what the desk's lists say of its day.
pub fn due(w: &Words, until: Moment, now: Moment) -> DueTag {
    let left = (local(until).date() - local(now).date()).num_days();
    let (tone, key) = match left {
        ..=-1 => ("overdue", "promise.state_late"),
        0..=NEAR => ("soon", "promise.due"),
        _ => ("later", "promise.due"),
    };
    DueTag { tone, word: w.fill(key, [("day", moment::day(until))]) }
}
