//! The call form as its fields say it: what was typed, and what is offered where the words did not settle it.
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::Consent;
use crate::domain::draft::{Answers, Upload};
use crate::domain::intake::{self, Communes, Submission};
use crate::domain::problem::Problem;
use crate::domain::question::{Asking, Stopped};
use crate::domain::ticket::Channel;
use crate::i18n::Words;
use crate::ids::CategoryId;
use crate::store::city::City;
use crate::web::form::{Choice, Errors};
use crate::web::parts::question;
use crate::web::posted::Fields;
use std::sync::Arc;

/// How many finds are offered.
const FINDS: usize = 6;

/// The channels that an agent writes down for somebody else.
pub const CHANNELS: [Channel; 5] =
    [Channel::Hotline, Channel::Zalo, Channel::Email, Channel::Counter, Channel::Paper];

/// The city's names that a call is checked against.
pub struct Gazetteer {
    pub tree: CategoryTree,
    pub communes: Communes,
    /// The words that are read out, where the city has some.
    pub consent: Option<Consent>,
    /// What categories ask.
    pub city: Arc<City>,
    /// The photos that lie with this form.
    pub photos: Vec<Upload>,
    pub lang: &'static str,
}

/// What is offered for a category or a commune.
#[derive(Default)]
pub struct Offers {
    pub categories: Vec<Choice>,
    pub communes: Vec<Choice>,
    /// The category that the words settled.
    pub meant: Option<CategoryId>,
    /// It, or an answer, leads to advice instead of a report.
    pub stopped: Option<Stopped>,
}

/// The report, or everything that is wrong with the form; nothing is wrong yet where the category asks what was not seen.
pub fn check(fields: &Fields, city: &Gazetteer) -> Result<Submission, (Vec<Problem>, Box<Offers>)> {
    let of = |category| city.city.questions_of(category);
    let typed = typed(fields, city);
    let checked = typed.check(&city.tree, &city.communes, of, city.lang);
    let report = checked.map_err(|(problems, offers)| (problems, Box::new(shown(*offers, city.lang))))?;
    if question::has_unseen(fields, typed.answers.asking(&of(report.category))) {
        return Err((Vec::new(), Box::new(Offers { meant: Some(report.category), ..Offers::default() })));
    }
    Ok(report)
}

/// The category whose questions the form has: what was answered to them stays.
pub fn meant(fields: &Fields, city: &Gazetteer) -> Option<CategoryId> {
    let root = fields.get("asked").parse().ok()?;
    city.city.questions.iter().find(|one| one.root_id == root).map(|one| one.category_id)
}

/// Words for the agent where those for a resident would speak to the wrong person.
const TO_AGENTS: [&str; 15] = [
    "kind_missing",
    "title_empty",
    "title_long",
    "body_short",
    "category_missing",
    "category_stops",
    "commune_missing",
    "commune_unknown",
    "place_missing",
    "phone_character",
    "phone_length",
    "phone_prefix",
    "email_shape",
    "consent_missing",
    "answer_missing",
];

/// What is wrong with the form, said to whoever has the caller on the telephone.
pub fn errors(
    w: &Words,
    problems: &[Problem],
    fields: &Fields,
    city: &Gazetteer,
    meant: Option<CategoryId>,
) -> Errors {
    let questions = meant.map(|category| city.city.questions_of(category)).unwrap_or_default();
    let typed = question::typed(fields);
    let asking = Asking { questions: &questions, typed: &typed };
    let mut errors = Errors::default();
    for problem in problems {
        if questions.iter().any(|one| asking.field(one) == problem.field) {
            question::errors(w, asking, &[*problem]).into_iter().for_each(|one| {
                errors.add(&one.field_id, one.message.clone());
            });
        } else if TO_AGENTS.contains(&problem.word) {
            errors.add(problem.field, w.say(&format!("call.problem.{}", problem.word)));
        } else {
            errors.add(problem.field, w.say(&format!("problem.{}", problem.word)));
        }
    }
    errors
}

fn typed(fields: &Fields, city: &Gazetteer) -> intake::Call {
    let get = |name| fields.get(name).to_owned();
    let agreed = fields.has("consent");
    intake::Call {
        answers: Answers {
            kind: get("kind"),
            title: get("title"),
            body: get("body"),
            commune_words: get("commune"),
            commune_unknown: fields.has("commune_unknown"),
            place: get("place"),
            name: get("name"),
            phone: get("phone"),
            email: get("email"),
            is_private: fields.has("wants_private"),
            danger: if fields.has("danger") { "yes" } else { "" }.into(),
            consent: city.consent.as_ref().filter(|_| agreed).map(|one| one.id),
            asked: question::typed(fields),
            ..Answers::default()
        },
        category_words: get("category"),
        category_marked: get("category_id"),
        commune_marked: get("commune_id"),
        agreed,
    }
}

fn shown(offers: intake::Offers, lang: &str) -> Offers {
    let (one, other) = (offers.categories.len() == 1, offers.communes.len() == 1);
    // A single guess is marked: another press takes it, a mark elsewhere or other words do not.
    let choice = |id: String, name: &str, only: bool| {
        let chosen = if only { id.clone() } else { String::new() };
        Choice::new(&id, name.to_owned(), &chosen)
    };
    let categories = offers.categories.iter().take(FINDS);
    let communes = offers.communes.iter().take(FINDS);
    Offers {
        categories: categories.map(|leaf| choice(leaf.id.to_string(), leaf.name(lang), one)).collect(),
        communes: communes.map(|commune| choice(commune.id.to_string(), &commune.name, other)).collect(),
        meant: offers.meant,
        stopped: offers.stopped,
    }
}
