//! The questions of a category in a form, wherever they are answered, and the answers where they are read.
use crate::actions::Problem;
use crate::domain::question::{Asking, FIELDS, Question, TypedAnswers, Value};
use crate::i18n::Words;
use crate::ids::QuestionId;
use crate::web::form::{Choice, Errors};
use crate::web::posted::Fields;

/// A question as its form asks it.
pub struct QuestionShown {
    /// The name of its field.
    pub field: &'static str,
    /// What it is known by while its words change.
    pub root: String,
    /// `text`, `number`, `date`, `one` or `several`.
    pub kind: &'static str,
    pub label: String,
    pub hint: String,
    pub optional: bool,
    pub value: String,
    pub choices: Vec<Choice>,
    /// "q1=2": the answer that brings it; "" where it is always asked.
    pub when: String,
    /// That answer was not given yet.
    pub held: bool,
}

/// The question with what was answered, where it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSaid {
    pub label: String,
    pub value: String,
}

/// All questions of a category, those that wait for an answer too.
pub fn shown(w: &Words, asking: Asking<'_>) -> Vec<QuestionShown> {
    let lang = w.lang();
    let when = |question: &Question| {
        let root = question.depends_on?;
        let other = asking.questions.iter().find(|one| one.root_id == root)?;
        Some(format!("{}={}", asking.field(other), question.depends_value))
    };
    let one = |question: &Question| {
        let typed = asking.typed(question);
        let choices = question.read_choices().into_iter().map(|choice| {
            let number = choice.number.to_string();
            let chosen = if typed.contains(&number) { number.as_str() } else { "" };
            Choice::new(&number, choice.name(lang).to_owned(), chosen)
        });
        QuestionShown {
            field: asking.field(question),
            root: question.root_id.to_string(),
            kind: question.kind.as_str(),
            label: question.label(lang).to_owned(),
            hint: question.hint(lang).to_owned(),
            optional: !question.is_required,
            value: typed.first().cloned().unwrap_or_default(),
            choices: choices.collect(),
            when: when(question).unwrap_or_default(),
            held: !asking.is_asked(question),
        }
    };
    asking.questions.iter().map(one).collect()
}

/// What was typed into such a form, by the root of each question that it had.
pub fn typed(fields: &Fields) -> TypedAnswers {
    let roots = fields.all("asked").into_iter().zip(FIELDS);
    let values = |name| -> Vec<String> {
        fields.all(name).into_iter().filter(|value| !value.is_empty()).map(str::to_owned).collect()
    };
    roots.filter_map(|(root, name)| Some((root.parse().ok()?, values(name)))).collect()
}

/// Is there a question that is asked now, and that whoever sent this form did not see? One that was held back is named
/// by `held`, which a script takes away where it shows it.
pub fn has_unseen(fields: &Fields, asking: Asking<'_>) -> bool {
    let roots = |name| -> Vec<QuestionId> {
        fields.all(name).into_iter().filter_map(|root| root.parse().ok()).collect()
    };
    let (shown, held) = (roots("asked"), roots("held"));
    asking.asked().any(|one| !shown.contains(&one.root_id) || held.contains(&one.root_id))
}

/// What is wrong with the answers, each with its question: a summary of several would not say which is meant.
pub fn errors(w: &Words, asking: Asking<'_>, problems: &[Problem]) -> Errors {
    let mut errors = Errors::default();
    for problem in problems {
        let said = w.say(&format!("problem.{}", problem.word));
        let about = asking.questions.iter().find(|one| asking.field(one) == problem.field);
        let message = match about.map(|one| one.label(w.lang())) {
            Some(label) if label.ends_with('?') => format!("{label} {said}"),
            Some(label) => format!("{label}: {said}"),
            None => said,
        };
        errors.add(problem.field, message);
    }
    errors
}

/// Answers in words, each with its question as it was asked.
pub fn said<'a>(w: &Words, answers: impl IntoIterator<Item = &'a (Question, Value)>) -> Vec<AnswerSaid> {
    let one = |(question, value): &(Question, Value)| AnswerSaid {
        label: question.label(w.lang()).to_owned(),
        value: value.said(question, w.lang()),
    };
    answers.into_iter().map(one).collect()
}
