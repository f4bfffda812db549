//! The steps that are taken from a report's desk page: each reads its form, calls its verb, and goes on.
mod answer;
mod fields;
mod way_on;

pub mod agency;
pub mod both;
pub mod draft;
pub mod later;
pub mod triage;

pub use answer::{propose_draft, publish, return_draft};

use super::acts::Typed;
use super::ticket;
use crate::actions::tickets::{
    NOTE_LIMIT, Order, PLACE_LIMIT, PROGRESS_LIMIT, PUBLIC_BODY_LIMIT, PUBLIC_TITLE_LIMIT,
};
use crate::actions::{Refusal, replies};
use crate::domain::event::EventKind;
use crate::domain::ticket::Ticket;
use crate::ids::text_enum;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::visitor::Visitor;
use actix_web::HttpResponse;
use fields::Names;
use serde::Deserialize;

/// The words of the steps that are typed into.
const WORDS: [&str; 18] = [
    "tiep-nhan",
    "chuyen",
    "tu-choi",
    "trung-lap",
    "chuyen-tra",
    "phan-cong",
    "nha-viec",
    "tien-do",
    "ghi-chu",
    "sua-noi-dung",
    "hien-an",
    "hoi-them",
    "da-bo-sung",
    "mo-lai",
    "muc-do",
    "doi-loai",
    "gia-han",
    "du-thao",
];

/// The forms are read field by field: every step has its own.
#[derive(Deserialize)]
pub struct Anything {}

/// A reason, a remark, a question: what one person tells another in a paragraph or three.
const REASON_LIMIT: usize = 4_000;

const fn text(field: &'static str, most: usize) -> Text {
    Text::new(field, most, "too_long")
}

impl Form for Anything {
    const TEXTS: &'static [Text] = &[
        text("public_title", PUBLIC_TITLE_LIMIT),
        text("public_body", PUBLIC_BODY_LIMIT),
        text("place", PLACE_LIMIT),
        text("note", NOTE_LIMIT),
        text("progress", PROGRESS_LIMIT),
        text("body", replies::BODY_LIMIT),
        text("signed_as", replies::LINE_LIMIT),
        text("document_number", replies::LINE_LIMIT),
        text("remark", REASON_LIMIT),
        text("text", REASON_LIMIT),
        text("why", REASON_LIMIT),
        text("question", REASON_LIMIT),
        text("given", REASON_LIMIT),
        text("hide_why", REASON_LIMIT),
        text("edit_why", REASON_LIMIT),
        text("extend_why", REASON_LIMIT),
        text("reopen_why", REASON_LIMIT),
        text("level_why", REASON_LIMIT),
        text("kind_why", REASON_LIMIT),
        text("release_why", REASON_LIMIT),
    ];
}

pub type Sent = Posted<Anything>;

text_enum! {
    /// Where one goes after a step.
    pub enum After {
        /// To the next report of the queue: this one has left it.
        Next = "next",
        /// Back to the same report.
        Stay = "stay",
    }
}

/// A step: its word in addresses, the event it leaves, where it leads, and its own names for the verb's fields.
pub struct Step {
    pub word: &'static str,
    pub leaves: EventKind,
    pub after: After,
    /// The verb's name of a field, and the form's.
    pub renamed: &'static [(&'static str, &'static str)],
}

/// Takes a step off the request's thread, and answers whatever comes of it.
pub async fn take(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    sent: Sent,
    step: &'static Step,
    verb: impl FnOnce(&Portal, Order<'_>, &Fields) -> Result<Ticket, Refusal> + Send + 'static,
) -> Result<HttpResponse, Failure> {
    let done = match sent.within() {
        Ok(()) => attempt(portal, visitor, code, &sent.fields, verb).await?,
        Err(refusal) => Err(refusal),
    };
    answer(portal, visitor, code, sent.fields, step, done).await
}

/// The page with what was typed into the form of a step that was not taken, because its key was old: as a conflict where
/// the report has changed since.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    word: &str,
    fields: &Fields,
) -> Result<HttpResponse, Failure> {
    let opened = ticket::open(portal, visitor, code, fields.get("hang")).await?;
    let step = WORDS.iter().find(|known| **known == word).ok_or(Failure::NotFound)?;
    let changed = fields.get("version") != opened.ticket.version.to_string();
    let conflict = changed.then(|| fields::conflict(&visitor.words(), &opened, fields, step));
    let typed = Typed { step, fields: fields.clone(), ..Typed::default() };
    ticket::again(portal, visitor, &opened, typed, conflict)
}

/// The verb's own word, whatever it is; only a form without a version cannot be read at all.
async fn attempt(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    fields: &Fields,
    verb: impl FnOnce(&Portal, Order<'_>, &Fields) -> Result<Ticket, Refusal> + Send + 'static,
) -> Result<Result<Ticket, Refusal>, Failure> {
    let seen = fields.get("version").parse().map_err(|_| Failure::Malformed("no version".into()))?;
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let (code, fields) = (code.to_owned(), fields.clone());
    page::off_thread(move || {
        let order = Order { actor: &actor, code: &code, seen };
        Ok::<_, Failure>(verb(&inside, order, &fields))
    })
    .await
}

/// Goes on after a step, or shows the page again with what was typed.
async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    fields: Fields,
    step: &'static Step,
    done: Result<Ticket, Refusal>,
) -> Result<HttpResponse, Failure> {
    let queue = fields.get("hang").to_owned();
    match done {
        Ok(ticket) => way_on::after(portal, visitor, &ticket, &queue, step).await,
        Err(Refusal::Invalid(problems)) => {
            let opened = ticket::open(portal, visitor, code, &queue).await?;
            let errors = Names(step.renamed).errors(&visitor.words(), &problems);
            let typed = Typed { step: step.word, fields, errors };
            ticket::again(portal, visitor, &opened, typed, None)
        }
        Err(Refusal::Stale | Refusal::TooLate) => {
            let opened = ticket::open(portal, visitor, code, &queue).await?;
            if way_on::is_own_second_press(&opened, &fields, step) && way_on::stands(&opened, &fields) {
                return way_on::after(portal, visitor, &opened.ticket, &queue, step).await;
            }
            let conflict = fields::conflict(&visitor.words(), &opened, &fields, step.word);
            let typed = Typed { step: step.word, fields, ..Typed::default() };
            ticket::again(portal, visitor, &opened, typed, Some(conflict))
        }
        Err(other) => Err(other.into()),
    }
}
