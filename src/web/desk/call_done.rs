//! What is read out to the caller: the code, and by when an answer may be expected.
use crate::domain::policy::Act;
use crate::links;
use crate::portal::Portal;
use crate::store::tickets;
use crate::web::error::Failure;
use crate::web::parts::moment;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// What the agent reads out to the caller once the report is kept.
#[derive(Template)]
#[template(path = "desk/call_done.html")]
pub struct CallDonePage {
    pub shell: Shell,
    pub code: String,
    /// "Sẽ được trả lời trước …", or that it is to be looked at first.
    pub promise: String,
    pub state: String,
    pub ticket: String,
    pub again: String,
}

/// The page of a report that was entered; not found for whoever may not read it.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let ticket = off_thread::look(&portal, move |c| {
        tickets::by_code(c, &code)?
            .filter(|ticket| actor.may(Act::ReadTicket, &ticket.holding()))
            .ok_or(Failure::NotFound)
    })
    .await?;
    let w = visitor.words();
    page::page(&CallDonePage {
        shell: Shell::new(&portal, &visitor, w.say("call.done_title")),
        promise: match ticket.answer_due() {
            Some(due) => w.fill("call.answer_by", [("when", moment::full(due))]),
            None => w.fill("call.looked_at_by", [("when", moment::full(ticket.due_at()))]),
        },
        state: w.say(&format!("state.{}", ticket.status)),
        ticket: links::desk_ticket(&ticket.code),
        again: links::call(),
        code: ticket.report.code,
    })
}
