//! The one form in which an agent takes a new report in and sends it on, everything prefilled.
use super::opened::Opened;
use super::proposal;
use super::signals;
use super::step::TypedStep;
use super::steps::accept::STEP;
use crate::domain::photo::PhotoRole;
use crate::domain::status::Step;
use crate::domain::ticket::{Level, Ticket};
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::links;
use crate::web::form::Choice;
use crate::web::parts::moment;

/// Choices under a heading.
pub struct ChoiceGroup {
    pub label: String,
    pub options: Vec<Choice>,
}

/// A photo that may be shown to the public.
pub struct PhotoChoice {
    pub id: String,
    pub small: String,
    pub large: String,
    pub alt: String,
    pub shown: bool,
}

/// What is decided about a new report: the public copy, category, place, level, photos, and who answers.
pub struct TriageForm {
    pub action: String,
    pub letter: &'static str,
    pub public_title: String,
    pub public_body: String,
    pub categories: Vec<ChoiceGroup>,
    pub communes: Vec<Choice>,
    pub place: String,
    pub levels: Vec<Choice>,
    pub is_private: bool,
    /// Why that is settled already and cannot be changed; "" where it can.
    pub stays_private: String,
    pub photos: Vec<PhotoChoice>,
    pub agencies: Vec<Choice>,
    pub co_agencies: Vec<Choice>,
    /// The id of the proposed agency, so that a changed category is noticed when the form comes back.
    pub proposed: String,
    pub why: String,
    /// Who is marked in the place of a partner in which nobody can act; "" where none is.
    pub co_why: String,
    /// Where somebody is invited to what was chosen, where nobody there can act; "" elsewhere.
    pub invite: String,
    pub remark: String,
    /// What is seldom changed is in view: the commune is unknown, or something there was chosen or is wrong.
    pub more_open: bool,
}

/// What its sender did not confirm goes no further: it can be refused, and expires by itself.
pub fn is_offered(opened: &Opened) -> bool {
    opened.contact_state.confirm_by.is_none() && opened.leads(Step::Accept)
}

/// The form, if this person may take this report in now.
pub fn of(w: &Words, opened: &Opened, typed: &TypedStep) -> Option<TriageForm> {
    let ticket = &opened.ticket;
    if !STEP.is_open(opened) {
        return None;
    }
    let again = typed.is(&STEP);
    let value = |name: &str, otherwise: &str| typed.value(&STEP, name, otherwise);
    let category = value("category", &ticket.category_id.to_string());
    let commune = value("commune", &id(ticket.commune_id.map(|id| id.0)));
    let level = value("level", level_of(opened).as_str());
    let proposed = match category.parse() {
        Ok(category) => proposal::by(opened, category, commune.parse().ok(), level_said(&level)),
        Err(_) => proposal::of(opened),
    };
    let proposed_id = agency_id(proposed.agency);
    // A new proposal is what the next press should send it to, unless another agency was chosen by hand.
    let by_hand = again && typed.fields.get("agency") != typed.fields.get("proposed");
    let agency = if by_hand { typed.fields.get("agency").to_owned() } else { proposed_id.clone() };
    let co_agency = value("co_agency", &agency_id(proposed.co_agency));
    let due = proposal::due(opened, category.parse().ok(), level_said(&level));
    let offered = |chosen: &str| proposal::offered(w, opened, due, chosen);
    let (lead, with) = (offered(&agency), offered(&co_agency));
    let why =
        if lead.instead.is_empty() { proposal::words(w, opened, &proposed) } else { lead.instead.clone() };
    Some(TriageForm {
        action: links::desk_step(&ticket.code, STEP.path),
        letter: STEP.letter,
        public_title: value("public_title", &ticket.public_title),
        public_body: value("public_body", &ticket.public_body),
        categories: categories(w, opened, &category),
        communes: communes(opened, &commune),
        place: value("place", &ticket.place),
        levels: levels(w, opened, &category, &level),
        more_open: commune.is_empty() || again || !with.instead.is_empty(),
        is_private: if again { typed.fields.has("is_private") } else { ticket.is_private },
        stays_private: stays_private(w, ticket),
        photos: photos(w, opened, typed),
        agencies: lead.choices(),
        co_agencies: with.choices(),
        proposed: proposed_id,
        why,
        co_why: with.instead.clone(),
        invite: [lead.invite, with.invite].into_iter().find(|one| !one.is_empty()).unwrap_or_default(),
        remark: value("remark", ""),
    })
}

/// The level that a form says; what cannot be read is normal.
pub fn level_said(word: &str) -> Level {
    word.parse().unwrap_or(Level::Normal)
}

/// Each level with the day by which it would be answered.
fn levels(w: &Words, opened: &Opened, category: &str, chosen: &str) -> Vec<Choice> {
    let one = |level: &Level| {
        let due = moment::day(proposal::due(opened, category.parse().ok(), *level));
        let choice = Choice::new(level.as_str(), w.say(&format!("desk.level.{level}")), chosen);
        choice.with_hint(w.fill("step.accept.level_due", [("day", due)]))
    };
    Level::ALL.iter().map(one).collect()
}

fn stays_private(w: &Words, ticket: &Ticket) -> String {
    match (ticket.wants_private, ticket.is_private) {
        (true, _) => w.say("step.accept.wish"),
        (false, true) => w.say("step.accept.kept_private"),
        (false, false) => String::new(),
    }
}

/// The level that is proposed: urgent where it says that somebody is in danger; else its own, or its category's where that
/// is more.
fn level_of(opened: &Opened) -> Level {
    let ticket = &opened.ticket;
    if signals::is_dangerous(opened) {
        return Level::Urgent;
    }
    match (ticket.level, opened.city.categories.get(&ticket.category_id)) {
        (Level::Normal, Some(category)) => category.level,
        (level, _) => level,
    }
}

fn categories(w: &Words, opened: &Opened, chosen: &str) -> Vec<ChoiceGroup> {
    let groups = opened.tree.groups.iter();
    let shown = groups.map(|group| ChoiceGroup {
        label: group.category.name(w.lang()).to_owned(),
        options: group
            .leaves
            .iter()
            .map(|leaf| Choice::new(&leaf.id.to_string(), leaf.name(w.lang()).to_owned(), chosen))
            .collect(),
    });
    shown.collect()
}

fn communes(opened: &Opened, chosen: &str) -> Vec<Choice> {
    let mut all: Vec<_> = opened.city.communes.values().collect();
    all.sort_by(|a, b| a.slug.cmp(&b.slug).then(a.id.cmp(&b.id)));
    all.into_iter().map(|one| Choice::new(&one.id.to_string(), one.name.clone(), chosen)).collect()
}

fn photos(w: &Words, opened: &Opened, typed: &TypedStep) -> Vec<PhotoChoice> {
    let code = &opened.ticket.code;
    let sent = opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report);
    let again = typed.is(&STEP);
    sent.enumerate()
        .map(|(at, photo)| PhotoChoice {
            id: photo.id.to_string(),
            small: links::desk_photo(code, &photo.thumb),
            large: links::desk_photo(code, &photo.display),
            alt: w.fill("desk.photo_alt", [("n", at + 1)]),
            // Shown unless the agent finds a face or a number plate: what is public was looked at by a person.
            shown: !again || typed.fields.all("photo").contains(&photo.id.to_string().as_str()),
        })
        .collect()
}

fn agency_id(id: Option<AgencyId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn id(id: Option<i64>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}
