//! Where one goes after a step: on to the next report of the queue, or back to this one.
use super::fields::TEXTS;
use super::{After, Step};
use crate::clock::local;
use crate::domain::photo::PhotoRole;
use crate::domain::ticket::Ticket;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::queues;
use crate::web::desk::opened::Opened;
use crate::web::desk::tabs::Tab;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::posted::Fields;
use crate::web::visitor::Visitor;
use actix_web::HttpResponse;

/// A press that comes again within this time is the same press.
const SECOND_PRESS: chrono::Duration = chrono::Duration::seconds(60);
/// One press leaves at most this many events.
const LAST: usize = 2;

/// Goes on and says what was done.
pub async fn after(
    portal: &Portal,
    visitor: &Visitor,
    ticket: &Ticket,
    queue: &str,
    step: &Step,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let words = format!("step.{}.done", step.word.replace('-', "_"));
    let tab = Tab::find(&actor, queue, portal.now());
    let queue = tab.as_ref().map_or("", |tab| tab.word);
    let here = format!("{}?hang={queue}&xong={}", links::desk_ticket(&ticket.code), ticket.code);
    let (After::Next, Some(tab)) = (step.after, tab) else {
        return Ok(page::go_on_saying(portal, &here, &words));
    };
    let (id, room) = (ticket.id, tab.room);
    let list = format!("{}&xong={}", tab.address(), ticket.code);
    let next = page::look(portal, move |c| Ok(queues::next(c, &room.scope(&actor), &tab.queue, id)?)).await?;
    let address =
        next.map_or(list, |code| format!("{}?hang={queue}&xong={}", links::desk_ticket(&code), ticket.code));
    Ok(page::go_on_saying(portal, &address, &words))
}

/// Does all that was typed and chosen stand in the report now? Then a second press of the same words lost nothing.
pub fn stands(opened: &Opened, fields: &Fields) -> bool {
    let said = said(opened);
    let typed = TEXTS.iter().map(|name| one_line(fields.get(name))).filter(|text| !text.is_empty());
    let chosen = choices(opened, fields);
    typed.into_iter().all(|text| said.iter().any(|said| said.contains(&text)))
        && chosen.iter().all(|(name, standing)| !fields.has(name) || fields.get(name) == standing)
        && boxes_stand(opened, fields)
}

/// All the words that stand there: on the report, on its answer being written, and in what was done and noted last.
fn said(opened: &Opened) -> Vec<String> {
    let ticket = &opened.ticket;
    let mut said = vec![&ticket.public_title, &ticket.public_body, &ticket.place, &ticket.refusal];
    for (event, _) in opened.events.iter().rev().take(LAST) {
        said.extend([&event.public_text, &event.remark]);
    }
    said.extend(opened.notes.iter().map(|(note, _)| &note.body));
    if let Some(draft) = &opened.draft {
        said.extend([&draft.body, &draft.signed_as, &draft.document_number, &draft.remark]);
    }
    said.into_iter().map(|text| one_line(text)).collect()
}

/// What the forms offer to choose, as it stands.
fn choices(opened: &Opened, fields: &Fields) -> Vec<(&'static str, String)> {
    let ticket = &opened.ticket;
    let id = |id: Option<String>| id.unwrap_or_default();
    let mut chosen = vec![
        ("category", ticket.category_id.to_string()),
        ("commune", id(ticket.commune_id.map(|id| id.to_string()))),
        ("level", ticket.level.to_string()),
        ("kind", ticket.kind.to_string()),
        ("prominence", ticket.prominence.to_string()),
        ("assignee", id(ticket.assignee_id.map(|id| id.to_string()))),
        ("reason", id(ticket.reason.clone())),
        ("until", ticket.answer_due.map(|due| local(due).date().to_string()).unwrap_or_default()),
    ];
    if let Some(draft) = &opened.draft {
        chosen.push(("outcome", draft.outcome.to_string()));
    }
    if let Ok(typed) = TicketCode::parse(fields.get("master")) {
        let master = opened.master.as_ref().map(|master| master.code.clone());
        if master.as_deref() != Some(typed.as_str()) {
            chosen.push(("master", id(master)));
        }
    }
    // A form that only takes a report in names agencies that it does not send it to.
    if fields.get("do") != "accept" {
        chosen.push(("agency", id(ticket.agency_id.map(|id| id.to_string()))));
        if fields.get("co_agency") != fields.get("agency") {
            chosen.push(("co_agency", id(ticket.co_agency_id.map(|id| id.to_string()))));
        }
    }
    chosen
}

/// The boxes of the form that takes a report in: private, and which photos are shown.
fn boxes_stand(opened: &Opened, fields: &Fields) -> bool {
    if !fields.has("proposed") {
        return true;
    }
    let sent = opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report);
    let ticked = fields.all("photo");
    sent.into_iter().all(|photo| photo.is_public == ticked.contains(&photo.id.to_string().as_str()))
        && fields.has("is_private") == opened.ticket.is_private
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Was it this same person who did this same thing a moment ago? Then a button was pressed twice.
pub fn is_own_second_press(opened: &Opened, fields: &Fields, step: &Step) -> bool {
    let seen: i32 = fields.get("version").parse().unwrap_or(0);
    let since = opened.ticket.version.saturating_sub(seen);
    opened.events.last().is_some_and(|(event, _)| {
        (1..=2).contains(&since)
            && event.kind == step.leaves
            && event.actor_id == Some(opened.actor.id)
            && opened.now - event.at < SECOND_PRESS
    })
}
