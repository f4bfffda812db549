//! It has been sent: the code that must not be lost, what happens next, and by when there is an answer.
use super::key_of;
use crate::actions::senders::keys;
use crate::actions::tickets::expected_answer;
use crate::clock::Moment;
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::{contacts, drafts, letters, tickets};
use crate::web::error::Failure;
use crate::web::parts::moment;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// The code, and what happens by when, for whoever just sent a report.
#[derive(Template)]
#[template(path = "public/submit/thanks.html")]
pub struct ThanksPage {
    pub shell: Shell,
    pub code: String,
    pub checked_by: String,
    /// "" where the city has no rule.
    pub answer_by: String,
    /// That the address is to be confirmed first; "" where it is not.
    pub waiting: String,
    /// Whether a letter comes, or where to ask without one.
    pub letter: String,
    pub is_private: bool,
    pub follow: String,
    pub another: String,
}

/// What the page tells of a report.
struct Sent {
    ticket: Ticket,
    answer_by: Option<Moment>,
    letter: bool,
    /// The key to the sender's own page; `None` for who left no contact.
    own: Option<String>,
    /// The letter does not leave: the address got many that nobody confirmed.
    held: bool,
    /// Until when the sender is to confirm the address.
    confirm_by: Option<Moment>,
}

/// The thanks for the report that this visitor sent; without one, on to the first step.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (key, now, inside) = (key_of(&portal, &visitor), portal.now(), portal.clone());
    let sent = off_thread::look_in_city(&portal, move |c, city| {
        let code = drafts::find(c, &key, now)?.and_then(|draft| draft.ticket_code);
        let Some(code) = code else { return Ok(None) };
        let Some(ticket) = tickets::by_code(c, &code)? else {
            return Ok(None);
        };
        // The answer's clock starts when it is forwarded, which may take until triage is due.
        let answer_by = expected_answer(&city, ticket.level, ticket.category_id, ticket.due_at())?;
        let contact = contacts::of_ticket(c, ticket.id)?;
        let confirm_by = contacts::state(c, ticket.id)?.confirm_by;
        let own = contact.as_ref().map(|_| keys::of_own_page(&inside, c, ticket.id)).transpose()?;
        Ok(Some(Sent {
            own,
            answer_by,
            confirm_by,
            held: letters::is_held(c, ticket.id)?,
            letter: contact.is_some_and(|contact| !contact.email.is_empty()),
            ticket,
        }))
    })
    .await?;
    let Some(sent) = sent else {
        return Ok(redirect::to(&links::submit()));
    };
    let w = visitor.words();
    let answer_by = sent.answer_by.map(moment::day).unwrap_or_default();
    page::page(&ThanksPage {
        shell: Shell::new(&portal, &visitor, w.say("submit.thanks_title")),
        checked_by: w.fill("submit.next_check", [("when", moment::full(sent.ticket.due_at()))]),
        answer_by: match answer_by.as_str() {
            "" => String::new(),
            day => w.fill("submit.next_answer", [("day", day)]),
        },
        waiting: waiting(&w, sent.confirm_by),
        letter: if sent.held {
            w.say("submit.letter_held")
        } else if sent.letter {
            w.say("submit.letter")
        } else {
            w.fill("submit.no_letter", [("hotline", portal.city().facts.hotline.as_str())])
        },
        is_private: sent.ticket.is_private,
        follow: sent.own.map_or_else(|| links::lookup_code(&sent.ticket.code), |key| links::own(&key)),
        another: links::submit(),
        code: sent.ticket.report.code,
    })
}

/// "Bạn mở đường dẫn trong thư và bấm nút xác nhận trước …"
pub fn waiting(w: &Words, confirm_by: Option<Moment>) -> String {
    confirm_by.map_or_else(String::new, |by| w.fill("confirm.waiting_what", [("when", moment::full(by))]))
}
