//! Who does which part of a report: the lead, whoever works with it, and what they gave.
use super::opened::Opened;
use super::step::TypedStep;
use super::steps::contribute::STEP;
use super::will_see;
use crate::domain::clocks::{Clock, Owed, Stopped};
use crate::domain::event::{Event, EventKind};
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::links;
use crate::web::parts::moment;
use crate::web::parts::status_tag::StatusTag;

/// One agency's part.
pub struct PartShown {
    pub agency: String,
    /// "Chủ trì", "Phối hợp"
    pub role: String,
    pub tone: &'static str,
    pub state: String,
    /// "hạn 17:00, 9/9/2026"; "" where nothing is owed.
    pub due: String,
    /// What it gave, or why it has no part, the first first.
    pub said: Vec<SaidShown>,
}

/// Words of somebody of it.
pub struct SaidShown {
    pub body: String,
    /// "Lê Quốc Bảo · 9:52, 9/9"
    pub by: String,
}

/// The form of a part, for whoever works with the lead.
pub struct PartForm {
    pub action: String,
    pub text: String,
    /// What lies with the answer already: small pictures, and papers by name.
    pub photos: Vec<(String, String)>,
    pub papers: Vec<(String, String)>,
    /// "Đã góp ý": more may follow.
    pub is_more: bool,
}

/// A part that can be put into the answer being written.
pub struct PartToInclude {
    /// What its button says with the form.
    pub value: String,
    pub agency: String,
    pub body: String,
    pub by: String,
}

/// Everybody's part; nothing where the lead works alone and always did.
pub fn of(w: &Words, opened: &Opened) -> Vec<PartShown> {
    let ticket = &opened.ticket;
    let partners = partners(opened);
    let Some(lead) = ticket.agency().filter(|_| !partners.is_empty()) else { return Vec::new() };
    let status = StatusTag::exact(w, ticket.status);
    let first = PartShown {
        agency: opened.city.agency(Some(lead)).to_owned(),
        role: w.say("desk.parts.lead"),
        tone: status.tone,
        state: status.word,
        due: ticket.clocks.running(Owed::Answer).map(|clock| due(w, clock)).unwrap_or_default(),
        said: Vec::new(),
    };
    std::iter::once(first).chain(partners.into_iter().map(|id| partner(w, opened, id))).collect()
}

/// Who works with the lead, or was asked to.
fn partners(opened: &Opened) -> Vec<AgencyId> {
    let said =
        opened.events.iter().filter(|(event, _)| is_word(event)).filter_map(|(event, _)| event.agency_id);
    let mut found: Vec<AgencyId> = Vec::new();
    for id in opened.ticket.co_agency().into_iter().chain(said) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

fn is_word(event: &Event) -> bool {
    matches!(event.kind, EventKind::PartGiven | EventKind::PartDeclined)
}

fn partner(w: &Words, opened: &Opened, id: AgencyId) -> PartShown {
    let ticket = &opened.ticket;
    let own = opened.events.iter().filter(|(event, _)| is_word(event) && event.agency_id == Some(id));
    let last = own.clone().next_back().map(|(event, _)| event.kind);
    let clock =
        ticket.clocks.all().iter().rev().find(|one| one.owed == Owed::Part && one.agency_id == Some(id));
    let running = clock.filter(|one| one.stopped == Stopped::Not);
    let holds = ticket.co_agency() == Some(id);
    let (tone, word) = match (holds, running, last) {
        (true, Some(clock), _) if clock.due_at < opened.now => ("refused", "late"),
        (true, Some(_), _) => ("wait", "waits"),
        (_, _, Some(EventKind::PartDeclined)) => ("refused", "declined"),
        (_, _, Some(_)) => ("done", "given"),
        (_, None, None) | (false, Some(_), None) => ("wait", "none"),
    };
    PartShown {
        agency: opened.city.agency(Some(id)).to_owned(),
        role: w.say("desk.parts.with"),
        tone,
        state: w.say(&format!("desk.parts.{word}")),
        due: running.filter(|_| holds).map(|clock| due(w, clock)).unwrap_or_default(),
        said: own.map(|(event, who)| said(event, who.as_deref())).collect(),
    }
}

fn said(event: &Event, who: Option<&str>) -> SaidShown {
    let by = [who.unwrap_or_default().to_owned(), moment::brief(event.at)];
    let by: Vec<_> = by.into_iter().filter(|part| !part.is_empty()).collect();
    SaidShown { body: event.remark.clone(), by: by.join(" · ") }
}

fn due(w: &Words, clock: &Clock) -> String {
    w.fill("desk.life.due", [("when", moment::full(clock.due_at))])
}

/// The form, for whoever may do a part of it now.
pub fn form(opened: &Opened, typed: &TypedStep) -> Option<PartForm> {
    if !STEP.is_open(opened) {
        return None;
    }
    let code = &opened.ticket.code;
    let given = opened
        .events
        .iter()
        .any(|(event, _)| event.kind == EventKind::PartGiven && event.agency_id == opened.ticket.co_agency());
    Some(PartForm {
        action: links::desk_step(code, STEP.path),
        text: typed.value(&STEP, "part_text", ""),
        photos: will_see::drafted_photos(&opened.photos)
            .map(|photo| (links::desk_photo(code, &photo.display), links::desk_photo(code, &photo.thumb)))
            .collect(),
        papers: will_see::drafted_documents(&opened.documents)
            .map(|paper| (links::desk_document(code, &paper.hash), paper.name.clone()))
            .collect(),
        is_more: given,
    })
}

/// What others gave and the answer being written does not say yet.
pub fn to_include(opened: &Opened, prefix: &str) -> Vec<PartToInclude> {
    let body = opened.draft.as_ref().map(|draft| one_line(&draft.body)).unwrap_or_default();
    let given = opened.events.iter().filter(|(event, _)| event.kind == EventKind::PartGiven);
    given
        .filter(|(event, _)| !body.contains(&one_line(&event.remark)))
        .map(|(event, who)| PartToInclude {
            value: format!("{prefix}{}", event.id),
            agency: opened.city.agency(event.agency_id).to_owned(),
            body: event.remark.clone(),
            by: said(event, who.as_deref()).by,
        })
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many of those who work with the lead did their part, in words; "" where nobody works with it.
pub fn count(w: &Words, opened: &Opened) -> String {
    if opened.ticket.co_agency().is_none() {
        return String::new();
    }
    let waits = opened.ticket.clocks.running(Owed::Part).is_some();
    w.say(if waits { "desk.parts.none_given" } else { "desk.parts.all_given" })
}
