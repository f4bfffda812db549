//! What was answered, as a checked value.
use super::{Question, QuestionKind};
use crate::domain::text::tidy;
use crate::ids::{QuestionId, ReportAnswerId, TicketId};
use crate::schema::report_answers;
use chrono::{Datelike, NaiveDate};
use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

/// The longest answer in words, in characters.
pub const ANSWER_LIMIT: usize = 300;
/// The years that a date may lie in: another is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// So many digits in a row may be a telephone number or a card.
const PERSONAL_DIGITS: usize = 8;

/// An answer of the kind that its question asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    /// Digits with at most one point: "0.5".
    Number(String),
    Date(NaiveDate),
    /// The number of a choice.
    One(i32),
    /// The numbers of choices, in the question's order.
    Several(Vec<i32>),
}

/// An answer to a question as it was worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub question: QuestionId,
    pub value: Value,
}

/// An answer as it is kept with its report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = report_answers)]
pub struct ReportAnswer {
    pub id: ReportAnswerId,
    pub ticket_id: TicketId,
    pub question_id: QuestionId,
    /// [`Value`] as JSON.
    pub value: String,
}

impl ReportAnswer {
    /// What was answered; nothing where an older version wrote what this one cannot read.
    pub fn read(&self) -> Option<Value> {
        serde_json::from_str(&self.value).ok()
    }
}

impl Value {
    /// What was typed or chosen, as an answer of this question's kind; nothing where nothing was.
    ///
    /// # Errors
    /// The word that says why it cannot be taken.
    pub fn parse(question: &Question, typed: &[String]) -> Result<Option<Self>, &'static str> {
        let first = tidy(typed.first().map_or("", String::as_str));
        if question.kind != QuestionKind::Several && first.is_empty() {
            return Ok(None);
        }
        match question.kind {
            QuestionKind::Text if first.chars().count() > ANSWER_LIMIT => Err("answer_long"),
            QuestionKind::Text => Ok(Some(Self::Text(first))),
            QuestionKind::Number => number(&first).map(Self::Number).map(Some).ok_or("answer_number"),
            QuestionKind::Date => date(&first).map(Self::Date).map(Some).ok_or("answer_date"),
            QuestionKind::One => {
                let chosen = question.read_choices().into_iter().find(|one| one.number.to_string() == first);
                chosen.map(|one| Some(Self::One(one.number))).ok_or("answer_choice")
            }
            QuestionKind::Several => {
                let is_chosen = |number: i32| typed.iter().any(|one| *one == number.to_string());
                let all = question.read_choices().into_iter().map(|one| one.number);
                let chosen: Vec<i32> = all.filter(|number| is_chosen(*number)).collect();
                Ok((!chosen.is_empty()).then_some(Self::Several(chosen)))
            }
        }
    }

    /// Is it of the kind that the question asks for, its choices among those that it has?
    pub fn fits(&self, question: &Question) -> bool {
        let has = |number: &i32| question.read_choices().iter().any(|one| one.number == *number);
        match (self, question.kind) {
            (Self::Text(_), QuestionKind::Text)
            | (Self::Number(_), QuestionKind::Number)
            | (Self::Date(_), QuestionKind::Date) => true,
            (Self::One(number), QuestionKind::One) => has(number),
            (Self::Several(numbers), QuestionKind::Several) => numbers.iter().all(has),
            _ => false,
        }
    }

    /// The numbers of the choices that were made.
    pub fn chosen(&self) -> &[i32] {
        match self {
            Self::One(number) => std::slice::from_ref(number),
            Self::Several(numbers) => numbers,
            Self::Text(_) | Self::Number(_) | Self::Date(_) => &[],
        }
    }

    /// The answer in words, by the question as it was asked.
    pub fn said(&self, question: &Question, lang: &str) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(digits) if lang == "en" => digits.clone(),
            Self::Number(digits) => digits.replace('.', ","),
            Self::Date(day) => format!("{}/{}/{}", day.day(), day.month(), day.year()),
            Self::One(_) | Self::Several(_) => {
                let choices = question.read_choices();
                let name = |number: &i32| choices.iter().find(|one| one.number == *number);
                let names: Vec<&str> =
                    self.chosen().iter().filter_map(name).map(|one| one.name(lang)).collect();
                names.join("; ")
            }
        }
    }

    /// Free words in which a telephone number, a card or an address may stand: the 1022 desk's alone.
    pub fn may_be_personal(&self) -> bool {
        let Self::Text(words) = self else { return false };
        let together: String = words.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        let digits = together.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
        words.contains('@') || digits >= PERSONAL_DIGITS
    }
}

/// "1.284" and "1,284" are whole, "0,5" and "2.75" are not.
fn number(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, part) = match plain.rfind([',', '.']) {
        None => (plain.as_str(), ""),
        Some(at) => {
            let (before, after) = (&plain[..at], &plain[at + 1..]);
            if after.is_empty() {
                return None;
            }
            let groups = after.len() == 3 && before != "0" && !before.is_empty();
            if groups && !differs(before, &plain[at..=at]) { (plain.as_str(), "") } else { (before, after) }
        }
    };
    let whole: String = whole.chars().filter(|c| !matches!(c, ',' | '.')).collect();
    let digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(&whole, 9) || !digits(part, 4) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// Does another mark than this one part what stands before it?
fn differs(before: &str, mark: &str) -> bool {
    before.chars().any(|c| matches!(c, ',' | '.') && mark != c.to_string())
}

/// As a date field sends it, or as one writes it: 2026-09-07, 7/9/2026.
fn date(typed: &str) -> Option<NaiveDate> {
    let read = |form| NaiveDate::parse_from_str(typed, form).ok();
    read("%Y-%m-%d").or_else(|| read("%d/%m/%Y")).filter(|day| YEARS.contains(&day.year()))
}
