//! The draft as a resident will see it: "Xem như người dân".
use super::opened::Opened;
use super::ticket;
use super::will_see::{self, AnswerPart};
use crate::clock::Moment;
use crate::domain::promise::{self, Promised};
use crate::domain::reply::{Outcome, ReplyDraft};
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::parts::promise::{self as shown, PromiseShown};
use crate::web::parts::status_tag::StatusTag;
use crate::web::public::shown::answered;
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
    /// What it would promise.
    pub promise: Option<PromiseShown>,
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
        place: place(&w, &report.place, opened.city.commune(report.commune_id)),
        status: status(&w, draft, portal.now()),
        promise: draft_promise(&w, &opened, draft, portal.now()),
        answer,
    })
}

/// How the report would stand.
fn status(w: &Words, draft: &ReplyDraft, now: Moment) -> StatusTag {
    match promised(draft) {
        Some(promised) => shown::state(w, &promised, now),
        None => {
            StatusTag { word: answered(w, Some(draft.outcome)), ..StatusTag::public(w, PublicWord::Done) }
        }
    }
}

fn draft_promise(w: &Words, opened: &Opened, draft: &ReplyDraft, now: Moment) -> Option<PromiseShown> {
    let mut promised = promised(draft)?;
    promised.agency = opened.ticket.agency();
    promised.before = Promised::of(&opened.ticket.clocks)
        .map(|before| before.before.into_iter().chain([before.until]).collect())
        .unwrap_or_default();
    Some(PromiseShown::of(w, &opened.city, &promised, now))
}

/// What the draft would promise.
fn promised(draft: &ReplyDraft) -> Option<Promised> {
    let day = draft.promised_for.filter(|_| draft.outcome == Outcome::Planned)?;
    Some(Promised { until: promise::end_of(day), before: Vec::new(), agency: None, kept_at: None })
}
