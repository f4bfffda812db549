//! The agency that is proposed for a report, and why, in words.
use super::opened::Opened;
use crate::clock::Moment;
use crate::domain::policy::Act;
use crate::domain::routing::{Because, Proposal, Unable};
use crate::domain::ticket::Level;
use crate::i18n::Words;
use crate::ids::{AgencyId, CategoryId, CommuneId};
use crate::links;
use crate::web::form::Choice;

/// By the category and the commune that stand on the report.
pub fn of(opened: &Opened) -> Proposal {
    let ticket = &opened.ticket;
    by(opened, ticket.category_id, ticket.commune_id, ticket.level)
}

/// When the answer is due if it goes on now under a category and a level.
pub fn due(opened: &Opened, category: Option<CategoryId>, level: Level) -> Moment {
    let category = opened.city.categories.get(&category.unwrap_or(opened.ticket.category_id));
    category.map_or(opened.now, |category| {
        opened.city.answer_due(category, (level, promised(opened)), opened.now)
    })
}

/// What was promised of the answer and stays so when it goes to another agency: nothing where the city counts anew.
fn promised(opened: &Opened) -> Option<Moment> {
    let anew = opened.city.facts.transfer_anew && opened.ticket.agency().is_some();
    opened.ticket.answer_due().filter(|_| !anew)
}

/// The agencies to choose from, and what is said beside them.
pub struct Offered {
    /// Value and label of each that is there as long as the work; where nobody can act, the label says so.
    pub listed: Vec<(String, String)>,
    /// The one that is marked: one that ends before then gives way to its successor, one where nobody can act to the nearest above.
    pub marked: String,
    /// Who is marked in the place of a choice in which nobody can act; "" where the choice stands.
    pub instead: String,
    /// Where whoever may invites somebody to that one; "" for others.
    pub invite: String,
}

impl Offered {
    /// As a list to choose from.
    pub fn choices(&self) -> Vec<Choice> {
        self.listed.iter().map(|(id, name)| Choice::new(id, name.clone(), &self.marked)).collect()
    }
}

/// The agencies that can be given it, with the one that was chosen.
pub fn offered(w: &Words, opened: &Opened, due: Moment, chosen: &str) -> Offered {
    let (offices, times) = (opened.city.offices(), (opened.now, due));
    let there = opened.agencies.iter().filter(|one| one.takes(opened.now, due));
    let listed = there.map(|one| {
        let label = match offices.able(one.id, times) {
            Err(Unable::Unmanned) => w.fill("desk.unmanned", [("agency", &one.name)]),
            _ => one.name.clone(),
        };
        (one.id.to_string(), label)
    });
    let taker = chosen.parse().ok().and_then(|id: AgencyId| offices.taker(id, times));
    let unmanned = taker.filter(|id| !opened.city.manned.contains(id));
    let marked = taker.and_then(|id| offices.receiver(id, times));
    let (instead, invite) = unmanned.map_or_else(Default::default, |id| beside(w, opened, id, marked));
    Offered {
        listed: listed.collect(),
        marked: marked.map(|id| id.to_string()).unwrap_or_default(),
        instead,
        invite,
    }
}

/// What is said of an agency where nobody can act, and where somebody is invited to it.
fn beside(w: &Words, opened: &Opened, id: AgencyId, above: Option<AgencyId>) -> (String, String) {
    let agency = opened.city.agency(Some(id));
    let said = match above {
        Some(_) => w.fill("desk.unmanned_above", [("agency", agency), ("above", opened.city.agency(above))]),
        None => w.fill("desk.unmanned_none", [("agency", agency)]),
    };
    let slug = opened.city.agencies.get(&id).map_or("", |agency| &agency.slug);
    let may = opened.actor.may_somewhere(Act::ManageAccounts);
    (said, if may { links::admin_invite_to(slug) } else { String::new() })
}

/// By another category, commune and level; never whoever gave this report back.
pub fn by(opened: &Opened, category: CategoryId, commune: Option<CommuneId>, level: Level) -> Proposal {
    let proposed = opened.city.propose(category, commune, (level, promised(opened)), opened.now);
    proposed.unless_given_back(|agency| opened.ticket.holders.gave_back(agency))
}

/// "Đề xuất vì lĩnh vực này do UBND xã, phường nơi xảy ra trả lời."
pub fn words(w: &Words, opened: &Opened, proposal: &Proposal) -> String {
    let category = opened.city.category(opened.ticket.category_id, w.lang());
    let place = opened.city.commune(opened.ticket.commune_id);
    let key = match proposal.because {
        Because::Commune => "desk.why.commune",
        Because::Category => "desk.why.category",
        Because::CommuneUnknown => "desk.why.commune_unknown",
        Because::Nobody => "desk.why.nobody",
        Because::GivenBack => "desk.why.given_back",
    };
    let mut said = w.fill(key, [("category", category), ("place", place)]);
    let mut add = |words: String| said = format!("{said} {words}");
    if proposal.succeeded {
        add(w.say("desk.why.succeeded"));
    }
    if let Some(named) = proposal.unmanned {
        add(beside(w, opened, named, proposal.agency).0);
    }
    if let Some(with) = proposal.unmanned_with {
        add(w.fill("desk.unmanned_with", [("agency", opened.city.agency(Some(with)))]));
    }
    said
}
