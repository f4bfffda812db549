//! The agency that is proposed for a report, and why, in words.
use super::opened::Opened;
use crate::clock::local;
use crate::domain::routing::{Because, Proposal, propose};
use crate::i18n::Words;
use crate::ids::{CategoryId, CommuneId};

/// By the category and the commune that stand on the report.
pub fn of(opened: &Opened) -> Proposal {
    by(opened, opened.ticket.category_id, opened.ticket.commune_id)
}

/// By another category and commune.
pub fn by(opened: &Opened, category: CategoryId, commune: Option<CommuneId>) -> Proposal {
    let nobody = Proposal { agency: None, co_agency: None, because: Because::Nobody, succeeded: false };
    let names = &opened.names;
    let all: Vec<_> = names.agencies.values().cloned().collect();
    names.categories.get(&category).map_or(nobody, |category| {
        let commune = commune.and_then(|id| names.communes.get(&id));
        propose(category, commune, &all, local(opened.now).date())
    })
}

/// "Đề xuất vì lĩnh vực này do UBND xã, phường nơi xảy ra trả lời."
pub fn words(w: &Words, opened: &Opened, proposal: &Proposal) -> String {
    let category = opened.names.category(opened.ticket.category_id, w.lang());
    let place = opened.names.commune(opened.ticket.commune_id);
    let key = match proposal.because {
        Because::Commune => "desk.why.commune",
        Because::Category => "desk.why.category",
        Because::CommuneUnknown => "desk.why.commune_unknown",
        Because::Nobody => "desk.why.nobody",
    };
    let why = w.fill(key, [("category", category), ("place", place)]);
    if proposal.succeeded { format!("{why} {}", w.say("desk.why.succeeded")) } else { why }
}
