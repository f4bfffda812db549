//! One version of an answer, under an address that stays: what was shared keeps saying what it said, and leads on to what
//! the agency said later.
use super::ticket::{link_to, shared_picture};
use crate::domain::public::{PublicCard, PublicRest, PublicTicket};
use crate::domain::text::excerpt;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::parts::answer::{self, AnswerShown, AnsweredReport, Said};
use crate::web::parts::photo_strip::{Picture, Shelf};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread, redirect};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::sync::Arc;

/// Characters of the answer that stand in a shared link.
const DESCRIPTION: usize = 200;

/// One version of an answer, for anybody.
#[derive(Template)]
#[template(path = "public/answer_version.html")]
pub struct AnswerVersionPage {
    pub shell: Shell,
    /// The report's page, or that of the one it repeats.
    pub canonical: String,
    /// Its own address, whole.
    pub address: String,
    pub about: String,
    pub picture: String,
    pub code: String,
    /// The report.
    pub report: String,
    /// The version that stands now; "" where it is this one.
    pub newest: String,
    pub answer: AnswerShown,
    /// Where anybody asks that it is taken down.
    pub removal: String,
}

struct VersionRead {
    city: Arc<City>,
    ticket: PublicTicket,
    rest: PublicRest,
    at: usize,
}

/// The version with the number in the address; not found where its report is not public.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, Failure> {
    let (code, version) = path.into_inner();
    let wanted = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    if wanted.as_str() != code {
        return Ok(redirect::to(&links::answer_version(wanted.as_str(), version)));
    }
    let read = off_thread::look_in_city(&portal, move |c, city| {
        let Some((PublicCard { ticket, .. }, rest)) = public::copy::report(c, wanted.as_str())? else {
            let gone = public::copy::is_gone(c, wanted.as_str())?;
            return Err(if gone { Failure::Gone } else { Failure::NotFound });
        };
        let at = rest.answers.iter().position(|one| one.version == version).ok_or(Failure::NotFound)?;
        Ok(VersionRead { city, ticket, rest, at })
    })
    .await?;
    known::page(&request, &visitor, &page_of(&portal, &visitor, &read))
}

fn page_of(portal: &Portal, visitor: &Visitor, read: &VersionRead) -> AnswerVersionPage {
    let VersionRead { city, ticket, rest, at } = read;
    let (w, base) = (visitor.words(), &portal.config.base_url);
    let reply = &rest.answers[*at];
    let asked = AnsweredReport { code: &ticket.code, title: &ticket.title, shelf: Shelf::Public };
    let said = Said::published(reply, city.agency(Some(reply.agency)));
    let before: Vec<Picture<'_>> = rest.photos.iter().map(Picture::from).collect();
    let answer = match at {
        0 => answer::newest(&w, asked, &said, &before, rest.answers.len() > 1).0,
        _ => answer::earlier(&w, asked, &said),
    };
    let photo = reply.photos.first().or(rest.photos.first());
    let kept_under = if ticket.master.is_empty() { &ticket.code } else { &ticket.master };
    AnswerVersionPage {
        shell: Shell::new(portal, visitor, w.fill("share.answer_to", [("title", &ticket.title)])),
        canonical: format!("{base}{}", links::ticket(kept_under)),
        address: format!("{base}{}", links::answer_version(&ticket.code, reply.version)),
        about: excerpt(&reply.body, DESCRIPTION),
        picture: shared_picture(base, photo),
        report: link_to(&ticket.code),
        newest: match (at, rest.answers.first()) {
            (1.., Some(newest)) => links::answer_version(&ticket.code, newest.version),
            _ => String::new(),
        },
        answer,
        removal: links::removal_of_answer(&ticket.code, reply.version),
        code: ticket.code.clone(),
    }
}
