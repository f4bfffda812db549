//! Where one goes after a step: on to the next report of the queue, or back to this one.
use super::{After, Step};
use crate::domain::ticket::Ticket;
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
