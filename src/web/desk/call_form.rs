//! The call form as its fields say it: what was typed, and what is offered where the words did not settle it.
use crate::domain::category_tree::CategoryTree;
use crate::domain::draft::Answers;
use crate::domain::intake::{self, Communes, Submission};
use crate::domain::problem::Problem;
use crate::domain::question::Stopped;
use crate::domain::ticket::Channel;
use crate::ids::{CategoryId, ConsentId};
use crate::store::city::City;
use crate::web::form::Choice;
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
    pub consent: Option<ConsentId>,
    /// What categories ask.
    pub city: Arc<City>,
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
pub fn check(fields: &Fields, city: &Gazetteer) -> Result<Submission, (Vec<Problem>, Offers)> {
    let of = |category| city.city.questions_of(category);
    let typed = typed(fields, city);
    let checked = typed.check(&city.tree, &city.communes, of, city.lang);
    let report = checked.map_err(|(problems, offers)| (problems, shown(offers, city.lang)))?;
    if question::has_unseen(fields, typed.answers.asking(&of(report.category))) {
        return Err((Vec::new(), Offers { meant: Some(report.category), ..Offers::default() }));
    }
    Ok(report)
}

/// The category whose questions the form has: what was answered to them stays.
pub fn meant(fields: &Fields, city: &Gazetteer) -> Option<CategoryId> {
    let root = fields.get("asked").parse().ok()?;
    city.city.questions.iter().find(|one| one.root_id == root).map(|one| one.category_id)
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
            place: get("place"),
            name: get("name"),
            phone: get("phone"),
            email: get("email"),
            is_private: fields.has("wants_private"),
            danger: if fields.has("danger") { "yes" } else { "" }.into(),
            consent: city.consent.filter(|_| agreed),
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
    let choice = |id: String, name: &str| Choice::new(&id, name.to_owned(), "");
    let categories = offers.categories.iter().take(FINDS);
    let communes = offers.communes.iter().take(FINDS);
    Offers {
        categories: categories.map(|leaf| choice(leaf.id.to_string(), leaf.name(lang))).collect(),
        communes: communes.map(|one| choice(one.id.to_string(), &one.name)).collect(),
        meant: offers.meant,
        stopped: offers.stopped,
    }
}
