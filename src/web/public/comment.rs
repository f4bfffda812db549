//! Anybody says something publicly about a report whose category lets readers speak.
use crate::actions::comments;
use crate::domain::comment::COMMENT_LIMIT;
use crate::domain::public::PublicTicket;
use crate::domain::status::Status;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::refused;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The form in which a reader says something about a report.
#[derive(Template)]
#[template(path = "public/comment.html")]
pub struct CommentPage {
    pub shell: Shell,
    pub code: String,
    pub title: String,
    /// The report.
    pub report: String,
    pub action: String,
    pub words: String,
    pub errors: Errors,
}

/// What was typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    words: String,
}

impl Form for CommentForm {
    const TEXTS: &'static [Text] = &[Text::new("words", COMMENT_LIMIT, "too_long")];
}

/// May readers say something about this report?
pub fn is_open(city: &City, ticket: &PublicTicket) -> bool {
    let category = city.categories.get(&ticket.category);
    ticket.status != Status::Duplicate && category.is_some_and(|one| one.discussion.allows(false))
}

/// The empty form; not found where readers say nothing.
pub async fn ask(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (page, open) = page_of(&portal, &visitor, &code, String::new(), Errors::default()).await?;
    if open { page::page(&page) } else { Err(Failure::NotFound) }
}

/// Keeps what was said and goes back to the report.
pub async fn send(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    posted: Posted<CommentForm>,
) -> Result<HttpResponse, Failure> {
    let wanted = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let (within, words) = (posted.within(), posted.form.words.clone());
    let (inside, network, said) = (portal.clone(), visitor.network().to_owned(), words.clone());
    let done = off_thread::change(move || {
        let kept = within.and_then(|()| comments::say(&inside, &network, wanted.as_str(), &said));
        Ok::<_, Failure>(kept)
    })
    .await?;
    match done {
        Ok(()) => Ok(redirect::to_saying(&portal, &links::ticket(wanted.as_str()), "comment.sent")),
        Err(refusal) => {
            // What was typed stands there again, also where nobody says anything about it any more.
            let again = async |visitor: &Visitor, errors| {
                Ok(page_of(&portal, visitor, wanted.as_str(), words, errors).await?.0)
            };
            refused(&visitor, refusal, again).await
        }
    }
}

/// The page, and whether readers may say something about the report.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    words: String,
    errors: Errors,
) -> Result<(CommentPage, bool), Failure> {
    let wanted = TicketCode::parse(code).map_err(|_| Failure::NotFound)?;
    let (ticket, open) = off_thread::look_in_city(portal, move |c, city| {
        let (card, _) = public::copy::report(c, wanted.as_str())?.ok_or(Failure::NotFound)?;
        let open = is_open(&city, &card.ticket);
        Ok((card.ticket, open))
    })
    .await?;
    let page = CommentPage {
        shell: Shell::new(portal, visitor, visitor.words().say("comment.title")),
        report: links::ticket(&ticket.code),
        action: links::comment(&ticket.code),
        words,
        errors,
        code: ticket.code,
        title: ticket.title,
    };
    Ok((page, open))
}
