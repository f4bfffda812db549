//! The draft as a resident will see it: "Xem như người dân".
use super::ticket;
use super::will_see::{self, AnswerPart};
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::parts::status_tag::StatusTag;
use crate::web::public::ticket::place;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The public copy of a report with the answer that is being written, for whoever drafts it.
#[derive(Template)]
#[template(path = "desk/preview.html")]
pub struct PreviewPage {
    pub shell: Shell,
    pub back: String,
    pub title: String,
    pub body: String,
    pub place: String,
    pub status: StatusTag,
    pub answer: AnswerPart,
}

/// The queue that the report was opened from, for the way back.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PreviewQuestion {
    hang: String,
}

/// The report as it will be public; not found while no answer is being written.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    asked: Query<PreviewQuestion>,
) -> Result<HttpResponse, Failure> {
    let opened = ticket::open(&portal, &visitor, &code, &asked.hang).await?;
    let w = visitor.words();
    let draft = opened.draft.as_ref().ok_or(Failure::NotFound)?;
    let answer = will_see::draft(&w, opened.around(), draft);
    let report = &opened.ticket;
    page::page(&PreviewPage {
        shell: Shell::new(&portal, &visitor, w.say("desk.draft.preview")),
        back: links::in_queue(&links::desk_ticket(&report.code), &asked.hang),
        title: report.public_title.clone(),
        body: report.public_body.clone(),
        place: place(&report.place, opened.city.commune(report.commune_id)),
        status: StatusTag::public(&w, crate::domain::status::PublicWord::Done),
        answer,
    })
}
