//! The answer's form: photos and documents first, each on its own, then the words; nothing sent is lost.
use super::super::step::{self, After, AnyStep, Field, Stands, Step, TypedStep, as_it_is};
use super::super::{draft_form, ticket};
use crate::actions::Refusal;
use crate::actions::replies::{self, BODY_LIMIT, Came, FileChanges, LINE_LIMIT, Written};
use crate::actions::tickets::Order;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text, Upload};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

pub const STEP: Step = Step {
    name: "draft_reply",
    path: "du-thao",
    letter: "d",
    act: Act::DraftReply,
    offered: draft_form::is_offered,
    fields: &[
        Field::radio("outcome").over(|opened, fields| match &opened.draft {
            Some(draft) => draft.outcome.to_string(),
            None => fields.get("outcome").to_owned(),
        }),
        Field::date("promised").optional().over(|opened, fields| match &opened.draft {
            Some(draft) => draft.promised_for.map(|day| day.to_string()).unwrap_or_default(),
            None => fields.get("promised").to_owned(),
        }),
        Field::area("body")
            .at_most(BODY_LIMIT)
            .changing(|opened, _| opened.draft.as_ref().map(|draft| draft.body.clone()).unwrap_or_default()),
        Field::line("signed_as").at_most(LINE_LIMIT).optional().changing(|opened, _| {
            opened.draft.as_ref().map(|draft| draft.signed_as.clone()).unwrap_or_default()
        }),
        Field::line("document_number").at_most(LINE_LIMIT).optional().changing(|opened, _| {
            opened.draft.as_ref().map(|draft| draft.document_number.clone()).unwrap_or_default()
        }),
        Field::area("without_why").of("without").optional(),
    ],
    stands: Stands::Apart,
    place: 210,
    dress: as_it_is,
    verb: keep_words,
    // Saving moves nothing, and leaves nothing in the history.
    leaves: &[EventKind::Proposed],
    after: After::Next,
};

/// The form of an answer: a step's words, and files.
#[derive(Deserialize)]
pub struct Draft {}

impl Form for Draft {
    const TEXTS: &'static [Text] = AnyStep::TEXTS;
    const FILES: &'static [&'static str] = &["after", "document"];
}

/// Saves, previews or proposes the answer, with the files that came along.
pub async fn write(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Posted<Draft>,
) -> Result<HttpResponse, Failure> {
    let within = sent.within();
    let Arrived { kept, mut errors, ours } =
        keep(&portal, visitor.words(), sent.files, ["after", "document"]).await?;
    for name in &sent.surplus {
        errors.add("after", format!("{name}: {}", visitor.words().say("problem.too_many_files")));
    }
    let fields = sent.fields;
    if let Err(refusal) = within {
        return step::answer(&portal, &visitor, &code, fields, &STEP, Err(refusal)).await;
    }
    let files = step::attempt(&portal, &visitor, &code, &fields, move |portal, order, fields| {
        replies::change_files(portal, order, file_changes(fields, kept))
    })
    .await?;
    if files.is_err() {
        return step::answer(&portal, &visitor, &code, fields, &STEP, files).await;
    }
    if !errors.is_empty() {
        // The words are kept too before the page says which file could not be.
        let saved = without_proposing(&fields);
        drop(step::attempt(&portal, &visitor, &code, &saved, keep_words).await?);
        let opened = ticket::open(&portal, &visitor, &code, fields.get("hang")).await?;
        let typed = TypedStep { step: STEP.name, fields, errors, ..TypedStep::default() };
        let again = ticket::again(&portal, &visitor, &opened, typed, None)?;
        return Ok(if ours { page::later(again) } else { again });
    }
    let done = step::attempt(&portal, &visitor, &code, &fields, keep_words).await?;
    match done {
        Ok(_) if fields.get("do") == "preview" => {
            let address = links::desk_step(&code, "xem-thu");
            Ok(redirect::to(&links::in_queue(&address, fields.get("hang"))))
        }
        Ok(ticket) if fields.get("do") != "propose" => {
            let here = links::in_queue(&links::desk_ticket(&ticket.code), fields.get("hang"));
            Ok(redirect::to_saying(&portal, &here, "step.draft_reply.saved"))
        }
        done => step::answer(&portal, &visitor, &code, fields, &STEP, done).await,
    }
}

/// What came with the form: laid on the shelf, or the words why not.
#[derive(Default)]
pub struct Arrived {
    pub kept: Vec<Came>,
    pub errors: Errors,
    /// Something failed that lies with us.
    pub ours: bool,
}

/// Lays the files on the shelf; what cannot be kept is said with its name, at the field of photos or of papers.
pub async fn keep(
    portal: &Portal,
    w: Words,
    files: Vec<Upload>,
    [photo, paper]: [&str; 2],
) -> Result<Arrived, Failure> {
    let mut came = Arrived::default();
    for file in files.into_iter().filter(|file| file.size > 0) {
        let name = if file.name.is_empty() { w.say("problem.file_unnamed") } else { file.name.clone() };
        if file.field == paper {
            let photos = portal.photos.clone();
            match off_thread::digest(move || photos.document(&file.read()?)).await? {
                Ok(document) => came.kept.push(Came::Document(document, name)),
                Err(problem) => {
                    let why = w.fill(
                        &format!("problem.document_{}", problem.word()),
                        [("n", portal.config.uploads.document_megabytes())],
                    );
                    came.refuse(paper, format!("{name}: {why}"), problem.is_ours().then_some(&problem));
                }
            }
        } else {
            match portal.photos.keep(file).await {
                Ok(photo) => came.kept.push(Came::Photo(photo)),
                Err(problem) => {
                    let why = w.fill(
                        &format!("submit.photo_{}", problem.word()),
                        [("n", portal.config.uploads.photo_megabytes())],
                    );
                    came.refuse(photo, format!("{name}: {why}"), problem.is_ours().then_some(&problem));
                }
            }
        }
    }
    Ok(came)
}

impl Arrived {
    fn refuse(&mut self, field: &str, message: String, ours: Option<&dyn std::fmt::Display>) {
        if let Some(problem) = ours {
            tracing::error!(%problem, "a file of an answer was not kept");
            self.ours = true;
        }
        self.errors.add(field, message);
    }
}

/// What was ticked to be taken off, and what came.
fn file_changes(fields: &Fields, came: Vec<Came>) -> FileChanges {
    FileChanges {
        photos_off: fields.all("drop_photo").iter().filter_map(|id| id.parse().ok()).collect(),
        documents_off: fields.all("drop_document").iter().filter_map(|id| id.parse().ok()).collect(),
        came,
    }
}

fn without_proposing(fields: &Fields) -> Fields {
    let mut saved = fields.clone();
    saved.set("do", "save");
    saved
}

/// A day as a browser sends it; none where none was chosen.
fn day(typed: &str) -> Result<Option<NaiveDate>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::field("promised", "date_unreadable")),
    }
}

/// What the officer wrote, kept, and proposed where they pressed "Trình duyệt".
fn keep_words(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<Ticket, Refusal> {
    let outcome = fields.get("outcome").parse();
    let written = Written {
        outcome: outcome.map_err(|_| Refusal::field("outcome", "choose_one"))?,
        body: fields.get("body").to_owned(),
        signed_as: fields.get("signed_as").to_owned(),
        document_number: fields.get("document_number").to_owned(),
        promised_for: day(fields.get("promised"))?,
        over: fields.get("draft").parse().unwrap_or(0),
    };
    if let Some(part) = fields.get("do").strip_prefix(draft_form::INCLUDE) {
        let part = part.parse().map_err(|_| Refusal::Missing)?;
        return replies::include_part(portal, order, &written, part);
    }
    if fields.get("do") == "propose" {
        replies::propose(portal, order, &written, fields.get("without_why"))
    } else {
        replies::save_draft(portal, order, &written)
    }
}
