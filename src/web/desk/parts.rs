//! Who does which part of a report: the lead, each who works with it, what was asked of them and what they gave.
use super::opened::Opened;
use super::step::{Maker, Step, StepForm, TypedStep};
use super::steps::contribute::STEP;
use super::will_see;
use crate::actions::Refusal;
use crate::actions::tickets::{own_part, takes_parts};
use crate::domain::assignment::{Assignment, Ended, Part};
use crate::domain::clocks::{Clock, Owed};
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
    /// What it was asked for; "" where nobody said.
    pub asked: String,
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
    /// Whose part it is.
    pub agency: String,
    /// What was asked for; "" where nobody said.
    pub asked: String,
    /// "hạn 17:00, 9/9/2026"; "" where nothing is owed.
    pub due: String,
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
        asked: String::new(),
        tone: status.tone,
        state: status.word,
        due: ticket.clocks.running(Owed::Answer).map(|clock| due(w, clock)).unwrap_or_default(),
        said: Vec::new(),
    };
    std::iter::once(first).chain(partners.into_iter().map(|last| partner(w, opened, last))).collect()
}

/// What each agency that works with the lead, or did, has to do with it last; in the order in which they were asked. Whose
/// part went to somebody else is no partner.
fn partners(opened: &Opened) -> Vec<&Assignment> {
    let mut found: Vec<&Assignment> = Vec::new();
    for one in opened.ticket.holders.all().iter().filter(|one| one.part == Part::With) {
        match found.iter_mut().find(|known| known.agency_id == one.agency_id) {
            Some(known) => *known = one,
            None => found.push(one),
        }
    }
    found.retain(|one| !matches!(one.ended, Ended::Rerouted | Ended::PassedOn));
    found
}

fn partner(w: &Words, opened: &Opened, last: &Assignment) -> PartShown {
    let id = last.agency_id;
    let words = || opened.events.iter().filter(|(event, _)| is_word(event, last));
    let given = words().map(|(event, _)| event.kind).next_back();
    let running = opened.ticket.clocks.part_of(id);
    let (tone, word) = match (running, given) {
        (Some(clock), _) if clock.due_at < opened.now => ("refused", "late"),
        (Some(_), _) => ("wait", "waits"),
        (None, Some(EventKind::PartDeclined)) => ("refused", "declined"),
        (None, _) if last.ended == Ended::TakenBack => ("wait", "taken_back"),
        (None, Some(_)) => ("done", "given"),
        (None, None) => ("wait", "none"),
    };
    PartShown {
        agency: opened.city.agency(Some(id)).to_owned(),
        role: w.say("desk.parts.with"),
        asked: asked(opened, id),
        tone,
        state: w.say(&format!("desk.parts.{word}")),
        due: running.map(|clock| due(w, clock)).unwrap_or_default(),
        said: words().map(|(event, who)| said(event, who.as_deref())).collect(),
    }
}

/// Does this say what the agency did with its part, or why nobody waits for it? A draft that did not wait says it of all whom it
/// left out.
fn is_word(event: &Event, last: &Assignment) -> bool {
    match event.kind {
        EventKind::PartGiven | EventKind::PartDeclined | EventKind::PartTakenBack => {
            event.agency_id == Some(last.agency_id)
        }
        EventKind::Proposed => {
            last.ended == Ended::TakenBack && event.at == last.until && !event.remark.is_empty()
        }
        _ => false,
    }
}

/// What the agency was asked for last.
fn asked(opened: &Opened, agency: AgencyId) -> String {
    let of = |event: &&Event| event.kind == EventKind::PartAsked && event.agency_id == Some(agency);
    let last = opened.events.iter().map(|(event, _)| event).rfind(of);
    last.map(|event| event.remark.clone()).unwrap_or_default()
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
pub fn form(w: &Words, opened: &Opened, typed: &TypedStep) -> Option<PartForm> {
    if !STEP.is_open(opened) {
        return None;
    }
    let own = own_part(&opened.actor, &opened.ticket)?;
    let code = &opened.ticket.code;
    let running = opened.ticket.clocks.part_of(own);
    let gave = |event: &Event| event.kind == EventKind::PartGiven && event.agency_id == Some(own);
    Some(PartForm {
        action: links::desk_step(code, STEP.path),
        agency: opened.city.agency(Some(own)).to_owned(),
        asked: asked(opened, own),
        due: running.map(|clock| due(w, clock)).unwrap_or_default(),
        text: typed.value(&STEP, "part_text", ""),
        photos: will_see::drafted_photos(&opened.photos)
            .map(|photo| (links::desk_photo(code, &photo.display), links::desk_photo(code, &photo.thumb)))
            .collect(),
        papers: will_see::drafted_documents(&opened.documents)
            .map(|paper| (links::desk_document(code, &paper.hash), paper.name.clone()))
            .collect(),
        is_more: running.is_none() && opened.events.iter().any(|(event, _)| gave(event)),
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
    let (clocks, partners) = (&opened.ticket.clocks, opened.ticket.partners());
    let all = partners.all();
    if all.is_empty() {
        return String::new();
    }
    let given = all.iter().filter(|id| clocks.gave_part(**id) && clocks.part_of(**id).is_none()).count();
    w.fill("desk.parts.given_of", [("n", given.to_string()), ("of", all.len().to_string())])
}

/// The names of those who still owe a part.
pub fn owing(opened: &Opened) -> Vec<String> {
    let parts = opened.ticket.clocks.parts();
    parts.map(|clock| opened.city.agency(clock.agency_id).to_owned()).collect()
}

/// May one more agency be asked for a part?
pub fn has_room(opened: &Opened) -> bool {
    let ticket = &opened.ticket;
    let held = ticket.partners().all().iter().filter(|id| ticket.holders.is_with(**id)).count();
    takes_parts(ticket.status) && held < opened.city.facts.parts
}

/// Offers those who still owe a part; the only one is chosen.
pub fn offer_owing(maker: &Maker<'_>, form: &mut StepForm, step: &Step, name: &str) {
    let opened = maker.opened;
    let owing: Vec<AgencyId> = opened.ticket.clocks.parts().filter_map(|clock| clock.agency_id).collect();
    let only = owing.first().filter(|_| owing.len() == 1).map(ToString::to_string).unwrap_or_default();
    let field = form.field(name);
    field.value = maker.typed.value(step, name, &only);
    field.offer(owing.iter().map(|id| (id.to_string(), opened.city.agency(Some(*id)).to_owned())));
    if owing.len() > 1 {
        field.blank = maker.w.say("step.choose_agency");
    }
}

/// The agency that was chosen.
pub fn agency(chosen: &str) -> Result<AgencyId, Refusal> {
    chosen.parse().map_err(|_| Refusal::field("agency", "choose_one"))
}
