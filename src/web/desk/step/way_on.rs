//! Where one goes after a step: on to the next report of the queue, or back to this one.
use super::super::tabs::Tab;
use super::{After, Step};
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
    let here = format!("{}&xong={}", links::in_queue(&links::desk_ticket(&ticket.code), queue), ticket.code);
    let (After::Next, Some(tab)) = (step.after, tab) else {
        return Ok(redirect::to_saying(portal, &here, &words));
    };
    let (id, room) = (ticket.id, tab.room);
    let list = format!("{}&xong={}", tab.address(), ticket.code);
    let next =
        off_thread::look(portal, move |c| Ok(queues::next(c, &room.scope(&actor), &tab.queue, id)?)).await?;
    let address = next.map_or(list, |code| {
        format!("{}&xong={}", links::in_queue(&links::desk_ticket(&code), queue), ticket.code)
    });
    Ok(redirect::to_saying(portal, &address, &words))
}
