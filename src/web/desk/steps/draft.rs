//! The answer's form: photos and documents first, each on its own, then the words; nothing sent is lost.
use super::{After, Anything, Step, answer, attempt, propose_draft};
use crate::actions::replies;
use crate::actions::tickets::Order;
use crate::actions::{Refusal, shelf};
use crate::domain::event::EventKind;
use crate::i18n::Words;
use crate::links;
use crate::photos::{KeptDocument, KeptPhoto};
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
    let Came { kept, mut errors, ours } = keep(&portal, visitor.words(), sent.files).await?;
    for name in &sent.surplus {
        errors.add("after", format!("{name}: {}", visitor.words().say("problem.too_many_files")));
    }
    let fields = sent.fields;
    if let Err(refusal) = within {
        return answer(&portal, &visitor, &code, fields, step, Err(refusal)).await;
    }
    let files = attempt(&portal, &visitor, &code, &fields, move |portal, order, fields| {
        put_files(portal, order, fields, kept)
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
        let again = ticket::again(&portal, &visitor, &opened, typed, None)?;
        return Ok(if ours { page::later(again) } else { again });
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

/// What came with the form: laid on the shelf, or the words why not.
#[derive(Default)]
struct Came {
    kept: Vec<Kept>,
    errors: Errors,
    /// Something failed that lies with us.
    ours: bool,
}

/// Lays the files on the shelf; what cannot be kept is said with its name.
async fn keep(portal: &Portal, w: Words, files: Vec<Upload>) -> Result<Came, Failure> {
    let mut came = Came::default();
    for file in files.into_iter().filter(|file| file.size > 0) {
        let name = if file.name.is_empty() { w.say("problem.file_unnamed") } else { file.name.clone() };
        if file.field == "document" {
            let photos = portal.photos.clone();
            match page::digest(move || photos.document(&file.read()?)).await? {
                Ok(document) => came.kept.push(Kept::Document(document, name)),
                Err(problem) => {
                    let why = w.fill(
                        &format!("problem.document_{}", problem.word()),
                        [("n", portal.config.uploads.document_megabytes())],
                    );
                    came.refuse("document", format!("{name}: {why}"), problem.is_ours().then_some(&problem));
                }
            }
        } else {
            match portal.photos.keep(file).await {
                Ok(photo) => came.kept.push(Kept::Photo(photo)),
                Err(problem) => {
                    let why = w.fill(
                        &format!("submit.photo_{}", problem.word()),
                        [("n", portal.config.uploads.photo_megabytes())],
                    );
                    came.refuse("after", format!("{name}: {why}"), problem.is_ours().then_some(&problem));
                }
            }
        }
    }
    Ok(came)
}

impl Came {
    fn refuse(&mut self, field: &str, message: String, ours: Option<&dyn std::fmt::Display>) {
        if let Some(problem) = ours {
            tracing::error!(%problem, "a file of an answer was not kept");
            self.ours = true;
        }
        self.errors.add(field, message);
    }
}

/// Takes off what was ticked, and puts to the draft what came. Once one cannot be put, the others leave the shelf too.
fn put_files(
    portal: &Portal,
    order: Order<'_>,
    fields: &Fields,
    kept: Vec<Kept>,
) -> Result<crate::domain::ticket::Ticket, Refusal> {
    let mut done = take_off(portal, order, fields);
    for file in kept {
        match (&done, file) {
            (Ok(()), Kept::Photo(photo)) => done = replies::attach_photo(portal, order, photo),
            (Ok(()), Kept::Document(document, name)) => {
                done = replies::attach_document(portal, order, document, &name);
            }
            (Err(_), Kept::Photo(photo)) => shelf::give_up_photo(portal, photo),
            (Err(_), Kept::Document(document, _)) => shelf::give_up_document(portal, document),
        }
    }
    done?;
    let found = portal.db.look(|c| crate::store::tickets::by_code(c, order.code));
    found?.ok_or(Refusal::Missing)
}

fn take_off(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<(), Refusal> {
    for id in fields.all("drop_photo").iter().filter_map(|id| id.parse().ok()) {
        replies::detach_photo(portal, order, id)?;
    }
    for id in fields.all("drop_document").iter().filter_map(|id| id.parse().ok()) {
        replies::detach_document(portal, order, id)?;
    }
    Ok(())
}

fn without_proposing(fields: &Fields) -> Fields {
    let mut saved = fields.clone();
    saved.set("do", "save");
    saved
}
