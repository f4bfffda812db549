//! What a category asks beside what all are asked, and where it leads to advice instead of a report.
mod answer;
mod asking;
#[cfg(test)]
mod tests;

pub use answer::{ANSWER_LIMIT, Answered, ReportAnswer, Value};
pub(crate) use asking::stop_of;
pub use asking::{Asking, Stop, Stopped, TypedAnswers};

use crate::ids::{CategoryId, QuestionId, text_enum};
use crate::schema::questions;
use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

/// The names of the fields in which a category's questions are answered, in their order: it has no more questions.
pub const FIELDS: [&str; 12] = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12"];

text_enum! {
    /// How a question is answered.
    pub enum QuestionKind {
        /// In a few words.
        Text = "text",
        Number = "number",
        Date = "date",
        /// By one of its choices.
        One = "one",
        /// By as many of its choices as fit.
        Several = "several",
    }
}

impl QuestionKind {
    /// Is it answered by choices that the city named?
    pub fn has_choices(self) -> bool {
        matches!(self, Self::One | Self::Several)
    }
}

/// A question as it is worded. A row never changes: other words are another row of the same root.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = questions)]
pub struct Question {
    pub id: QuestionId,
    /// The first of its rows: it stays while the words change.
    pub root_id: QuestionId,
    pub category_id: CategoryId,
    pub version: i32,
    /// It is asked so now.
    pub is_current: bool,
    pub position: i32,
    pub kind: QuestionKind,
    pub label_vi: String,
    pub label_en: String,
    pub hint_vi: String,
    pub hint_en: String,
    pub is_required: bool,
    /// Its answer becomes public with the report. Never one in free words, which nobody has checked.
    pub is_public: bool,
    /// The root of a question of one choice: it is asked only where that one was answered …
    pub depends_on: Option<QuestionId>,
    /// … by the choice of this number.
    pub depends_value: i32,
    /// [`QuestionChoice`]s as JSON.
    pub choices: String,
}

/// What may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionChoice {
    /// Stays while its words change; from 1.
    pub number: i32,
    pub vi: String,
    pub en: String,
    /// What it leads to instead of a report; "" where it leads on.
    pub stop_vi: String,
    pub stop_en: String,
}

fn or<'a>(lang: &str, en: &'a str, vi: &'a str) -> &'a str {
    if lang == "en" && !en.is_empty() { en } else { vi }
}

impl Question {
    /// The question in this language; in Vietnamese where it has no English words.
    pub fn label(&self, lang: &str) -> &str {
        or(lang, &self.label_en, &self.label_vi)
    }

    /// What helps to answer it, "" for nothing.
    pub fn hint(&self, lang: &str) -> &str {
        or(lang, &self.hint_en, &self.hint_vi)
    }

    /// What may be chosen, in order.
    pub fn read_choices(&self) -> Vec<QuestionChoice> {
        serde_json::from_str(&self.choices).unwrap_or_default()
    }

    /// Puts what may be chosen.
    pub fn put_choices(&mut self, choices: &[QuestionChoice]) {
        self.choices = serde_json::to_string(choices).unwrap_or_default();
    }
}

impl QuestionChoice {
    /// Its name in this language.
    pub fn name(&self, lang: &str) -> &str {
        or(lang, &self.en, &self.vi)
    }

    /// What it leads to instead of a report, "" where it leads on.
    pub fn stop(&self, lang: &str) -> &str {
        or(lang, &self.stop_en, &self.stop_vi)
    }
}
