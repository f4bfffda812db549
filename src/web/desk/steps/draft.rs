//! The answer's form: photos and documents first, each on its own, then the words; nothing sent is lost.
use super::{After, Anything, Step, answer, attempt, propose_draft};
use crate::actions::Refusal;
use crate::actions::replies;
use crate::actions::tickets::Order;
use crate::domain::event::EventKind;
use crate::i18n::Words;
use crate::links;
use crate::photos::{DocumentProblem, KeptDocument, KeptPhoto, PhotoProblem};
use crate::portal::Portal;
use crate::web::desk::acts::Typed;
use crate::web::desk::ticket;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::page;
use crate::web::posted::{Fields, Form, Posted, Text, Upload};
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

const PROPOSE: Step = Step { word: "du-thao", leaves: EventKind::Proposed, after: After::Next, renamed: &[] };
/// Saving moves nothing, so that the last event is not its own.
const SAVE: Step =
    Step { word: "du-thao", leaves: EventKind::DraftReturned, after: After::Stay, renamed: &[] };

/// The form of an answer: a step's words, and files.
#[derive(Deserialize)]
pub struct Draft {}

impl Form for Draft {
    const TEXTS: &'static [Text] = Anything::TEXTS;
    const FILES: &'static [&'static str] = &["after", "document"];
}

/// A file that came with the form and lies on the shelf.
enum Kept {
    Photo(KeptPhoto),
    Document(KeptDocument, String),
}

pub async fn write(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Posted<Draft>,
) -> Result<HttpResponse, Failure> {
    let step = if sent.fields.get("do") == "propose" { &PROPOSE } else { &SAVE };
    let within = sent.within();
    let (kept, mut errors) = keep(&portal, visitor.words(), sent.files).await?;
    for name in &sent.surplus {
        errors.add("after", format!("{name}: {}", visitor.words().say("problem.too_many_files")));
    }
    let fields = sent.fields;
    if let Err(refusal) = within {
        return answer(&portal, &visitor, &code, fields, step, Err(refusal)).await;
    }
    let files = attempt(&portal, &visitor, &code, &fields, move |portal, order, fields| {
        put_files(portal, order, fields, &kept)
    })
    .await?;
    if files.is_err() {
        return answer(&portal, &visitor, &code, fields, step, files).await;
    }
    if !errors.is_empty() {
        // The words are kept too before the page says which file could not be.
        let saved = without_proposing(&fields);
        drop(attempt(&portal, &visitor, &code, &saved, propose_draft).await?);
        let opened = ticket::open(&portal, &visitor, &code, fields.get("hang")).await?;
        let typed = Typed { step: step.word, fields, errors };
        return ticket::again(&portal, &visitor, &opened, typed, None);
    }
    let done = attempt(&portal, &visitor, &code, &fields, propose_draft).await?;
    match done {
        Ok(_) if fields.get("do") == "preview" => {
            let address = links::desk_step(&code, "xem-thu");
            Ok(page::go_on(&format!("{address}?hang={}", fields.get("hang"))))
        }
        Ok(ticket) if fields.get("do") != "propose" => {
            let here = format!("{}?hang={}", links::desk_ticket(&ticket.code), fields.get("hang"));
            Ok(page::go_on_saying(&portal, &here, "step.du_thao.saved"))
        }
        done => answer(&portal, &visitor, &code, fields, step, done).await,
    }
}

/// Lays the files on the shelf; what cannot be kept is said with its name.
async fn keep(portal: &Portal, w: Words, files: Vec<Upload>) -> Result<(Vec<Kept>, Errors), Failure> {
    let (mut kept, mut errors) = (Vec::new(), Errors::default());
    for file in files.into_iter().filter(|file| file.size > 0) {
        if file.field == "document" {
            let (photos, name) = (portal.photos.clone(), file.name.clone());
            match page::digest(move || photos.document(&file.read()?)).await? {
                Ok(document) => kept.push(Kept::Document(document, name)),
                Err(DocumentProblem::Storage(why)) => return Err(Failure::Unavailable(why.to_string())),
                Err(problem) => {
                    let why = w.say(&format!("problem.document_{}", problem.word()));
                    errors.add("document", format!("{name}: {why}"));
                }
            }
        } else {
            let name = file.name.clone();
            match portal.photos.keep(file).await {
                Ok(photo) => kept.push(Kept::Photo(photo)),
                Err(PhotoProblem::Storage(why)) => return Err(Failure::Unavailable(why.to_string())),
                Err(problem) => {
                    let why = w.say(&format!("submit.photo_{}", problem.word()));
                    errors.add("after", format!("{name}: {why}"));
                }
            }
        }
    }
    Ok((kept, errors))
}

/// Takes off what was ticked, and puts to the draft what came.
fn put_files(
    portal: &Portal,
    order: Order<'_>,
    fields: &Fields,
    kept: &[Kept],
) -> Result<crate::domain::ticket::Ticket, Refusal> {
    for id in fields.all("drop_photo").iter().filter_map(|id| id.parse().ok()) {
        replies::detach_photo(portal, order, id)?;
    }
    for id in fields.all("drop_document").iter().filter_map(|id| id.parse().ok()) {
        replies::detach_document(portal, order, id)?;
    }
    for file in kept {
        match file {
            Kept::Photo(photo) => replies::attach_photo(portal, order, photo)?,
            Kept::Document(document, name) => replies::attach_document(portal, order, document, name)?,
        }
    }
    let found = portal.db.look(|c| crate::store::tickets::by_code(c, order.code));
    found?.ok_or(Refusal::Missing)
}

fn without_proposing(fields: &Fields) -> Fields {
    let mut saved = fields.clone();
    saved.set("do", "save");
    saved
}
