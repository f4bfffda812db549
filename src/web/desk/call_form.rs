//! What an agent types while somebody speaks, checked: category and commune are found by any of their names.
use crate::actions::Problem;
use crate::actions::tickets::{NewTicket, Place, Reach, Said, Sender};
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::{Category, Commune, PlaceNeed};
use crate::domain::place::{self, Fit, Names};
use crate::domain::ticket::Channel;
use crate::ids::{AccountId, ConsentId};
use crate::web::form::Choice;
use crate::web::posted::Fields;

/// How many finds are offered.
const FINDS: usize = 6;

/// The channels that an agent writes down for somebody else.
pub const CHANNELS: [Channel; 5] =
    [Channel::Hotline, Channel::Zalo, Channel::Email, Channel::Counter, Channel::Paper];

/// The city's names that a call is checked against.
pub struct Gazetteer {
    pub tree: CategoryTree,
    pub communes: Vec<(Commune, String)>,
    pub consent: Option<ConsentId>,
    pub lang: &'static str,
}

/// What words stand for: one thing, several that may be meant, or nothing.
pub enum Meant<T> {
    One(T),
    Several(Vec<Choice>),
    Nothing,
}

impl Gazetteer {
    /// The category that was chosen, or that the words name; without words, the one that the report itself points to.
    pub fn category(&self, fields: &Fields) -> Meant<Category> {
        let leaves: Vec<&Category> = self.tree.leaves().collect();
        let chosen = fields.get("category_id").parse().ok();
        if let Some(leaf) = chosen.and_then(|id| self.tree.leaf(id)) {
            return Meant::One(leaf.clone());
        }
        let words = fields.get("category");
        if words.trim().is_empty() {
            let text = format!("{}\n{}", fields.get("title"), fields.get("body"));
            let guesses: Vec<_> = self.tree.guess(&text).into_iter().map(|guess| guess.category).collect();
            return several(guesses, |leaf| (leaf.id.to_string(), leaf.name(self.lang).to_owned()));
        }
        let found =
            place::find(words, &leaves, |leaf| Names { name: leaf.name(self.lang), others: &leaf.words });
        if let [only] = found.as_slice() {
            return Meant::One((*only.thing).clone());
        }
        if let Some(named) = found.iter().find(|one| one.fit == Fit::Name) {
            return Meant::One((*named.thing).clone());
        }
        several(found.into_iter().map(|one| *one.thing).collect(), |leaf| {
            (leaf.id.to_string(), leaf.name(self.lang).to_owned())
        })
    }

    /// The commune that was chosen, or that the words name, be it by an old name.
    pub fn commune(&self, fields: &Fields) -> Meant<Commune> {
        let chosen = fields.get("commune_id");
        if let Some((commune, _)) = self.communes.iter().find(|(one, _)| one.id.to_string() == chosen) {
            return Meant::One(commune.clone());
        }
        let words = fields.get("commune");
        if words.trim().is_empty() {
            return Meant::Nothing;
        }
        let found =
            place::find(words, &self.communes, |(commune, others)| Names { name: &commune.name, others });
        let sure = found.len() == 1 || found.first().is_some_and(|one| one.fit <= Fit::Short);
        if let (true, Some(first)) = (sure, found.first()) {
            return Meant::One(first.thing.0.clone());
        }
        several(found.into_iter().map(|one| &one.thing.0).collect(), |one| {
            (one.id.to_string(), one.name.clone())
        })
    }
}

fn several<T>(found: Vec<&T>, show: impl Fn(&T) -> (String, String)) -> Meant<T>
where
    T: Clone,
{
    let choices: Vec<_> = found
        .into_iter()
        .take(FINDS)
        .map(|one| {
            let (value, label) = show(one);
            Choice::new(&value, label, "")
        })
        .collect();
    if choices.is_empty() { Meant::Nothing } else { Meant::Several(choices) }
}

/// What is offered for a category or a commune that the words did not settle.
#[derive(Default)]
pub struct Offers {
    pub categories: Vec<Choice>,
    pub communes: Vec<Choice>,
}

/// The report, or everything that is wrong with the form.
pub fn parse(fields: &Fields, city: &Gazetteer, by: AccountId) -> Result<NewTicket, (Vec<Problem>, Offers)> {
    let (mut problems, mut offers) = (Vec::new(), Offers::default());
    let said = Said::parse(fields.get("kind"), fields.get("title"), fields.get("body"));
    let said = said.map_err(|wrong| problems.extend(wrong)).ok();
    let category = match city.category(fields) {
        Meant::One(category) => Some(category),
        Meant::Several(choices) => {
            problems.push(Problem::new("category", "call_choose"));
            offers.categories = choices;
            None
        }
        Meant::Nothing => {
            problems.push(Problem::new("category", "category_missing"));
            None
        }
    };
    let commune = match city.commune(fields) {
        Meant::One(commune) => Some(commune.id),
        Meant::Several(choices) => {
            problems.push(Problem::new("commune", "call_choose"));
            offers.communes = choices;
            None
        }
        Meant::Nothing if fields.get("commune").trim().is_empty() => None,
        Meant::Nothing => {
            problems.push(Problem::new("commune", "commune_unknown"));
            None
        }
    };
    let need = category.as_ref().map_or(PlaceNeed::Optional, |category| category.place);
    let place = Place::parse(need, commune, fields.get("place"));
    let place = place
        .map_err(|wrong| {
            problems
                .extend(wrong.into_iter().filter(|one| offers.communes.is_empty() || one.field != "commune"))
        })
        .ok();
    let sender = sender(fields, city).map_err(|wrong| problems.extend(wrong)).ok().flatten();
    match (said, category, place) {
        (Some(said), Some(category), Some(place)) if problems.is_empty() => Ok(NewTicket {
            form_key: fields.get("form_key").to_owned(),
            channel: fields.get("channel").parse().unwrap_or(Channel::Hotline),
            lang: "vi".into(),
            said,
            category: category.id,
            place,
            sender,
            wants_private: fields.has("wants_private"),
            entered_by: Some(by),
            draft: None,
        }),
        _ => Err((problems, offers)),
    }
}

/// Who called; nobody when they would not say anything of themselves.
fn sender(fields: &Fields, city: &Gazetteer) -> Result<Option<Sender>, Vec<Problem>> {
    let told = ["name", "phone", "email"].map(|name| fields.get(name).trim().to_owned());
    if told.iter().all(String::is_empty) {
        return Ok(None);
    }
    let [name, phone, email] = told;
    let mut problems = Vec::new();
    let reach = Reach::parse(&name, &phone, &email).map_err(|wrong| problems.extend(wrong)).ok();
    if !fields.has("consent") {
        problems.push(Problem::new("consent", "consent_oral_missing"));
    }
    match (reach, city.consent) {
        (Some(reach), Some(consent)) if problems.is_empty() => {
            Ok(Some(Sender { reach, show_name: false, consent }))
        }
        (Some(_), None) => Err(vec![Problem::new("consent", "consent_missing")]),
        _ => Err(problems),
    }
}
