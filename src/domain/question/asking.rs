//! The questions of one category with what was typed so far: which are asked, what they were answered, where they lead to
//! advice instead of a report.
use super::{Answered, FIELDS, Question, QuestionChoice, QuestionKind, Value};
use crate::domain::city::Category;
use crate::domain::problem::Problem;
use crate::ids::{CategoryId, QuestionId};
use std::collections::BTreeMap;

/// What was typed, by the root of each question.
pub type TypedAnswers = BTreeMap<QuestionId, Vec<String>>;

/// One category's questions, in its order, and what was typed.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub questions: &'a [Question],
    pub typed: &'a TypedAnswers,
}

/// Where a form stops: the category, or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    pub category: CategoryId,
    /// The root of the question, and the number of the choice; nothing where the category itself takes no reports.
    pub answer: Option<(QuestionId, i32)>,
}

/// A stop with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    pub stop: Stop,
    pub advice_vi: String,
    pub advice_en: String,
}

impl Stop {
    /// A word by which one stop is told from another.
    pub fn mark(&self) -> String {
        let (question, choice) = self.answer.map_or((0, 0), |(question, choice)| (question.0, choice));
        format!("{}-{question}-{choice}", self.category)
    }
}

impl Stopped {
    /// What is said instead of taking a report.
    pub fn advice(&self, lang: &str) -> &str {
        super::or(lang, &self.advice_en, &self.advice_vi)
    }

    /// The stop that a category itself is.
    pub fn of_category(category: &Category) -> Option<Self> {
        let stop = Stop { category: category.id, answer: None };
        let (advice_vi, advice_en) = (category.stop_vi.clone(), category.stop_en.clone());
        (!advice_vi.is_empty()).then_some(Self { stop, advice_vi, advice_en })
    }
}

impl<'a> Asking<'a> {
    /// The name of the field in which a question is answered.
    pub fn field(self, question: &Question) -> &'static str {
        let at = self.questions.iter().position(|one| one.id == question.id).unwrap_or(0);
        FIELDS.get(at).copied().unwrap_or(FIELDS[0])
    }

    /// What was typed under a question.
    pub fn typed(self, question: &Question) -> &'a [String] {
        self.typed.get(&question.root_id).map_or(&[], Vec::as_slice)
    }

    /// Is it asked, by what was answered before it?
    pub fn is_asked(self, question: &Question) -> bool {
        let Some(root) = question.depends_on else { return true };
        let before = self.questions.iter().take_while(|one| one.id != question.id);
        let Some(other) = before.into_iter().find(|one| one.root_id == root) else { return false };
        let meant = question.depends_value.to_string();
        other.kind == QuestionKind::One && self.is_asked(other) && self.typed(other).first() == Some(&meant)
    }

    /// The questions that are asked now, in order.
    pub fn asked(self) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(move |question| self.is_asked(question))
    }

    /// The answers, once nothing lacks.
    ///
    /// # Errors
    /// Everything that lacks or cannot be taken, in order.
    pub fn answers(self) -> Result<Vec<Answered>, Vec<Problem>> {
        let (mut answers, mut problems) = (Vec::new(), Vec::new());
        for question in self.asked() {
            let problem = |word| Problem::new(self.field(question), word);
            match Value::parse(question, self.typed(question)) {
                Ok(Some(value)) => answers.push(Answered { question: question.id, value }),
                Ok(None) if question.is_required => problems.push(problem("answer_missing")),
                Ok(None) => {}
                Err(word) => problems.push(problem(word)),
            }
        }
        if problems.is_empty() { Ok(answers) } else { Err(problems) }
    }

    /// The first answer that leads to advice instead of a report.
    pub fn stopped(self) -> Option<Stopped> {
        self.asked().find_map(|question| {
            let value = Value::parse(question, self.typed(question)).ok()??;
            stop_of(question, &value)
        })
    }
}

/// Where this answer leads to advice instead of a report.
pub(crate) fn stop_of(question: &Question, value: &Value) -> Option<Stopped> {
    let choices = question.read_choices();
    let stops = |number: &i32| -> Option<&QuestionChoice> {
        choices.iter().find(|one| one.number == *number && !one.stop_vi.is_empty())
    };
    let choice = value.chosen().iter().find_map(stops)?;
    let stop = Stop { category: question.category_id, answer: Some((question.root_id, choice.number)) };
    Some(Stopped { stop, advice_vi: choice.stop_vi.clone(), advice_en: choice.stop_en.clone() })
}
