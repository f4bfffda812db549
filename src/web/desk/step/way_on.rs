//! Where one goes after a step: on to the next report of the queue, or back to this one.
use super::super::tabs::Tab;
use super::{After, Step};
use crate::domain::event::EventKind;
use crate::domain::ticket::Ticket;
use crate::links;
use crate::portal::Portal;
use crate::store::queues;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::HttpResponse;

/// Goes on and says what was done.
pub async fn after(
    portal: &Portal,
    visitor: &Visitor,
    ticket: &Ticket,
    queue: &str,
    step: &Step,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let words = step.key("done");
    let tab = Tab::find(&actor, queue, portal.now());
    let queue = tab.as_ref().map_or("", |tab| tab.word);
    let done = done(portal, ticket, step);
    let here = format!("{}{done}", links::in_queue(&links::desk_ticket(&ticket.code), queue));
    let (After::Next, Some(tab)) = (step.after, tab) else {
        return Ok(redirect::to_saying(portal, &here, &words));
    };
    let (id, room) = (ticket.id, tab.room);
    let list = format!("{}{done}", tab.address());
    let next =
        off_thread::look(portal, move |c| Ok(queues::next(c, &room.scope(&actor), &tab.queue, id)?)).await?;
    let address =
        next.map_or(list, |code| format!("{}{done}", links::in_queue(&links::desk_ticket(&code), queue)));
    Ok(redirect::to_saying(portal, &address, &words))
}

/// What the next page says of it: which report it was, and whom it went to.
fn done(portal: &Portal, ticket: &Ticket, step: &Step) -> String {
    let sent = ticket.agency().filter(|_| step.leaves.contains(&EventKind::Forwarded));
    let city = portal.city();
    match sent.and_then(|id| city.agencies.get(&id)) {
        Some(agency) => format!("&xong={}&co-quan={}", ticket.code, agency.slug),
        None => format!("&xong={}", ticket.code),
    }
}
