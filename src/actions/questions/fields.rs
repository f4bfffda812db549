//! What an administrator types about a question.
use crate::actions::Refusal;
use crate::actions::typed::Reader;
use crate::domain::audit::Change;
use crate::domain::policy::{Act, Actor};
use crate::domain::question::{Question, QuestionChoice, QuestionKind};
use crate::ids::QuestionId;

/// The longest question, and the longest hint, in characters.
pub const LABEL_LIMIT: usize = 200;
/// The longest name of a choice, in characters.
pub const NAME_LIMIT: usize = 120;
/// The longest advice that stands in the place of a report, in characters.
pub const STOP_LIMIT: usize = crate::actions::categories::STOP_LIMIT;
/// How many choices a question may have.
pub const MOST_CHOICES: usize = 8;

/// The form, as typed.
#[derive(Debug, Clone, Default)]
pub struct QuestionFields {
    pub kind: String,
    pub position: String,
    pub label_vi: String,
    pub label_en: String,
    pub hint_vi: String,
    pub hint_en: String,
    pub is_required: bool,
    pub is_public: bool,
    /// The root of the question that decides whether this is asked, and the number of its choice: "17-2"; "" for always.
    pub depends: String,
    pub choices: Vec<ChoiceFields>,
}

/// A row of the choices, as typed; without a Vietnamese name it is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceFields {
    /// Of one that was there before, else "".
    pub number: String,
    pub vi: String,
    pub en: String,
    pub stop_vi: String,
    pub stop_en: String,
}

impl ChoiceFields {
    fn is_empty(&self) -> bool {
        [&self.vi, &self.en, &self.stop_vi, &self.stop_en].iter().all(|text| text.trim().is_empty())
    }
}

/// "17-2"
fn depends(question: &Question) -> String {
    question.depends_on.map(|root| format!("{root}-{}", question.depends_value)).unwrap_or_default()
}

impl QuestionFields {
    /// A question as it stands, in the form.
    pub fn standing(question: &Question) -> Self {
        let row = |one: QuestionChoice| ChoiceFields {
            number: one.number.to_string(),
            vi: one.vi,
            en: one.en,
            stop_vi: one.stop_vi,
            stop_en: one.stop_en,
        };
        Self {
            kind: question.kind.to_string(),
            position: question.position.to_string(),
            label_vi: question.label_vi.clone(),
            label_en: question.label_en.clone(),
            hint_vi: question.hint_vi.clone(),
            hint_en: question.hint_en.clone(),
            is_required: question.is_required,
            is_public: question.is_public,
            depends: depends(question),
            choices: question.read_choices().into_iter().map(row).collect(),
        }
    }

    /// Each field by its name, as the journal tells it.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let is = |yes: bool| if yes { "true" } else { "false" }.to_owned();
        let choice = |one: &ChoiceFields| {
            let parts = [&one.vi, &one.en, &one.stop_vi, &one.stop_en].map(|text| text.trim());
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ")
        };
        let choices: Vec<String> = self.choices.iter().filter(|one| !one.is_empty()).map(choice).collect();
        vec![
            ("question_kind", self.kind.clone()),
            ("position", self.position.clone()),
            ("label_vi", self.label_vi.clone()),
            ("label_en", self.label_en.clone()),
            ("hint_vi", self.hint_vi.clone()),
            ("hint_en", self.hint_en.clone()),
            ("is_required", is(self.is_required)),
            ("is_public_answer", is(self.is_public)),
            ("depends", self.depends.clone()),
            ("choices", choices.join("; ")),
        ]
    }

    /// `question` with what was typed; `all` are the questions of its category as they stand.
    ///
    /// # Errors
    /// `Invalid` with everything that cannot be taken.
    pub fn put_into(&self, question: Question, all: &[Question]) -> Result<Question, Refusal> {
        let mut reader = Reader::default();
        let kind = reader.word("kind", &self.kind).unwrap_or(question.kind);
        let mut put = Question {
            kind,
            label_vi: reader.needed("label_vi", &self.label_vi, LABEL_LIMIT),
            label_en: reader.text("label_en", &self.label_en, LABEL_LIMIT),
            hint_vi: reader.text("hint_vi", &self.hint_vi, LABEL_LIMIT),
            hint_en: reader.text("hint_en", &self.hint_en, LABEL_LIMIT),
            is_required: self.is_required,
            is_public: self.is_public,
            position: reader.word("position", &self.position).unwrap_or_default(),
            depends_on: None,
            depends_value: 0,
            ..question
        };
        if put.is_public && kind == QuestionKind::Text {
            reader.wrong("is_public", "question_public_text");
        }
        let choices = if kind.has_choices() { self.choices(&put, &mut reader) } else { Vec::new() };
        put.put_choices(&choices);
        self.depend(&mut put, all, &mut reader);
        follow(&put, all, &mut reader);
        reader.done()?;
        Ok(put)
    }

    /// The choices with their numbers: one that was there before keeps its own, a new one gets one that none ever had.
    fn choices(&self, standing: &Question, reader: &mut Reader) -> Vec<QuestionChoice> {
        let known: Vec<i32> = standing.read_choices().iter().map(|one| one.number).collect();
        let mut last = known.iter().copied().max().unwrap_or(0);
        let mut all: Vec<QuestionChoice> = Vec::new();
        for row in self.choices.iter().filter(|one| !one.is_empty()).take(MOST_CHOICES) {
            let kept = row.number.parse().ok().filter(|number| known.contains(number));
            let number =
                kept.filter(|number| all.iter().all(|one| one.number != *number)).unwrap_or_else(|| {
                    last += 1;
                    last
                });
            let one = QuestionChoice {
                number,
                vi: reader.text("choices", &row.vi, NAME_LIMIT),
                en: reader.text("choices", &row.en, NAME_LIMIT),
                stop_vi: reader.text("choices", &row.stop_vi, STOP_LIMIT),
                stop_en: reader.text("choices", &row.stop_en, STOP_LIMIT),
            };
            if one.vi.is_empty() || (one.stop_vi.is_empty() && !one.stop_en.is_empty()) {
                reader.wrong("choices", "choice_unnamed");
            }
            all.push(one);
        }
        if all.len() < 2 {
            reader.wrong("choices", "choices_few");
        }
        all
    }

    fn depend(&self, put: &mut Question, all: &[Question], reader: &mut Reader) {
        let Some((root, number)) = self.depends.split_once('-') else {
            if !self.depends.is_empty() {
                reader.wrong("depends", "choice_missing");
            }
            return;
        };
        let (root, number) = (root.parse::<QuestionId>().ok(), number.parse::<i32>().ok());
        let other = all.iter().find(|one| Some(one.root_id) == root && one.root_id != put.root_id);
        let has = |one: &&Question| {
            let choices = one.read_choices();
            one.kind == QuestionKind::One && choices.iter().any(|one| Some(one.number) == number)
        };
        match other.filter(has) {
            None => reader.wrong("depends", "choice_missing"),
            Some(other) if !comes_before(other, put) => reader.wrong("depends", "question_later"),
            Some(other) => {
                put.depends_on = Some(other.root_id);
                put.depends_value = number.unwrap_or_default();
            }
        }
    }
}

fn comes_before(one: &Question, other: &Question) -> bool {
    (one.position, one.root_id) < (other.position, other.root_id)
}

/// What other questions depend on stays: the choice, and that it is asked before them.
fn follow(put: &Question, all: &[Question], reader: &mut Reader) {
    for other in all.iter().filter(|one| one.depends_on == Some(put.root_id)) {
        let choices = put.read_choices();
        let has = choices.iter().any(|one| one.number == other.depends_value);
        if put.kind != QuestionKind::One || !has {
            reader.wrong("choices", "question_depended");
        }
        if !comes_before(put, other) {
            reader.wrong("position", "question_before");
        }
    }
}

/// # Errors
/// `Forbidden` for whoever does not keep the categories.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCategories) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// What is another now.
pub(super) fn changes(before: &Question, after: &Question) -> Vec<Change> {
    let (before, after) = (QuestionFields::standing(before).pairs(), QuestionFields::standing(after).pairs());
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|((_, was), (_, is))| was != is)
        .map(|((field, was), (_, is))| Change::new(field, was, is))
        .collect()
}
