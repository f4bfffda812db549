//! The agency that is proposed for a report, and why, in words.
use super::opened::Opened;
use crate::clock::Moment;
use crate::domain::routing::{Because, Proposal, taker};
use crate::domain::ticket::Level;
use crate::i18n::Words;
use crate::ids::{AgencyId, CategoryId, CommuneId};

/// By the category and the commune that stand on the report.
pub fn of(opened: &Opened) -> Proposal {
    let ticket = &opened.ticket;
    by(opened, ticket.category_id, ticket.commune_id, ticket.level)
}

/// When the answer is due if it goes on now under a category and a level.
pub fn due(opened: &Opened, category: Option<CategoryId>, level: Level) -> Moment {
    let category = opened.city.categories.get(&category.unwrap_or(opened.ticket.category_id));
    category.map_or(opened.now, |category| {
        opened.city.answer_due(category, (level, opened.ticket.answer_due()), opened.now)
    })
}

/// The agencies that can be given it, and the one that is marked: one that ends before then gives way to its successor.
pub fn offered(opened: &Opened, due: Moment, chosen: &str) -> (Vec<(String, String)>, String) {
    let able = opened.agencies.iter().filter(|one| one.takes(opened.now, due));
    let listed = able.map(|one| (one.id.to_string(), one.name.clone())).collect();
    let all: Vec<_> = opened.city.agencies.values().cloned().collect();
    let marked = chosen.parse().ok().and_then(|id: AgencyId| taker(id, &all, (opened.now, due)));
    (listed, marked.map(|id| id.to_string()).unwrap_or_default())
}

/// By another category, commune and level.
pub fn by(opened: &Opened, category: CategoryId, commune: Option<CommuneId>, level: Level) -> Proposal {
    opened.city.propose(category, commune, (level, opened.ticket.answer_due()), opened.now)
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
    };
    let why = w.fill(key, [("category", category), ("place", place)]);
    if proposal.succeeded { format!("{why} {}", w.say("desk.why.succeeded")) } else { why }
}
