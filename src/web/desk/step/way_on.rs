//! Where one goes after a step: on to the next report of the queue, or back to this one.
use super::super::tabs::Tab;
use super::{After, Step};
use crate::domain::ticket::Ticket;
use crate::links;
use crate::portal::Portal;
use crate::store::queues;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::visitor::Visitor;
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
