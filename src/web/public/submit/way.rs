//! The steps: their order, their addresses, and what the head of each page says.
use super::Scene;
use crate::actions::Problem;
use crate::domain::city::PlaceNeed;
use crate::domain::question::Stopped;
use crate::i18n::Words;
use crate::links;

/// The pages on which a resident writes a report, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    What,
    Category,
    Questions,
    Place,
    Photos,
    Contact,
    Review,
}

const ALL: [Step; 7] =
    [Step::What, Step::Category, Step::Questions, Step::Place, Step::Photos, Step::Contact, Step::Review];

/// The head of a step's page.
pub struct Way {
    pub now: usize,
    pub all: usize,
    pub name: String,
    /// The step before, "" on the first.
    pub back: String,
    pub back_label: String,
    pub restart: String,
    /// The number of the draft that this is a page of.
    pub draft: String,
    /// There is something to begin again from.
    pub begun: bool,
}

impl Step {
    /// Where the step's page lies.
    pub fn url(self) -> String {
        match self {
            Self::What => links::submit(),
            Self::Category => links::submit_category(),
            Self::Questions => links::submit_questions(),
            Self::Place => links::submit_place(),
            Self::Photos => links::submit_photos(),
            Self::Contact => links::submit_contact(),
            Self::Review => links::submit_review(),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::What => "submit.step_what",
            Self::Category => "submit.step_category",
            Self::Questions => "submit.step_questions",
            Self::Place => "submit.step_place",
            Self::Photos => "submit.step_photos",
            Self::Contact => "submit.step_contact",
            Self::Review => "submit.step_review",
        }
    }

    /// The steps of this draft: a category that needs no place, or asks nothing of its own, has no step for it.
    fn of(scene: &Scene) -> Vec<Self> {
        let asked = |step: &Self| match step {
            Self::Place => scene.need() != PlaceNeed::NoPlace,
            Self::Questions => !scene.questions.is_empty(),
            Self::What | Self::Category | Self::Photos | Self::Contact | Self::Review => true,
        };
        ALL.into_iter().filter(asked).collect()
    }

    /// The step whose page lies at an address.
    pub fn at(path: &str) -> Option<Self> {
        ALL.into_iter().find(|step| step.url() == path)
    }

    /// Where to go when this step is done: to the review once all is there, back to what was lost before it, else on to
    /// the next.
    pub fn onward(self, scene: &Scene) -> String {
        if scene.first_gap().is_none() {
            return Self::Review.url();
        }
        let steps = Self::of(scene);
        let here = ALL.iter().position(|step| *step == self).unwrap_or(0);
        let mut before = ALL.into_iter().take(here).filter(|step| steps.contains(step));
        if let Some(lost) = before.find(|step| !step.problems(scene).is_empty()) {
            return lost.url();
        }
        // Whoever began with photos is not asked for them again.
        let due = |step: &Self| steps.contains(step) && !(*step == Self::Photos && scene.answers.photos_seen);
        let next = ALL.into_iter().skip(here + 1).find(due);
        next.unwrap_or(Self::Review).url()
    }

    /// The head of this step's page: which of how many, and the way back.
    pub fn way(self, words: &Words, scene: &Scene) -> Way {
        let steps = Self::of(scene);
        let at = steps.iter().position(|step| *step == self).unwrap_or(0);
        Way {
            now: at + 1,
            all: steps.len(),
            name: words.say(self.word()),
            back: match at {
                0 => String::new(),
                _ if scene.is_wordless() => Self::What.url(),
                _ => steps[at - 1].url(),
            },
            back_label: words.say("submit.back"),
            restart: links::submit_restart(),
            draft: scene.answers.form_key.clone(),
            begun: scene.draft.is_some(),
        }
    }

    /// What this step's own answers still lack.
    pub fn problems(self, scene: &Scene) -> Vec<Problem> {
        match self {
            Self::What => scene.answers.said().err().unwrap_or_default(),
            Self::Category => match &scene.category {
                None => vec![Problem::new("category", "category_missing")],
                Some(one) if Stopped::of_category(one).is_some() => {
                    vec![Problem::new("category", "category_stops")]
                }
                Some(_) => Vec::new(),
            },
            Self::Questions => match scene.asking().answers() {
                Err(problems) => problems,
                Ok(_) if scene.asking().stopped().is_some() => {
                    vec![Problem::new("questions", "answer_stops")]
                }
                Ok(_) => Vec::new(),
            },
            Self::Place => scene.answers.place(scene.need()).err().unwrap_or_default(),
            Self::Contact => scene.answers.sender(scene.asks()).err().unwrap_or_default(),
            Self::Photos | Self::Review => Vec::new(),
        }
    }

    /// The steps that ask for something, in their order.
    pub fn before_review() -> impl Iterator<Item = Self> {
        ALL.into_iter().filter(|step| *step != Self::Review)
    }
}
