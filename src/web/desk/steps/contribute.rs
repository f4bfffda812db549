//! The part of whoever works with the lead: words, photos and papers, from which the lead composes the answer.
use super::super::step::{self, After, AnyStep, Field, Stands, Step, TypedStep, as_it_is};
use super::super::ticket;
use super::draft_reply::{Arrived, keep};
use crate::actions::{Problem, Refusal, replies, tickets};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::posted::{Form, Posted, Text};
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

pub const STEP: Step = Step {
    name: "contribute",
    path: "gop-y",
    letter: "",
    act: Act::Contribute,
    offered: |opened| {
        tickets::takes_parts(opened.ticket.status)
            && tickets::own_part(&opened.actor, &opened.ticket).is_some()
    },
    fields: &[Field::area("part_text").at_most(tickets::PART_LIMIT)],
    stands: Stands::Apart,
    place: 212,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::contribute(portal, order, fields.get("part_text")),
    leaves: &[EventKind::PartGiven],
    after: After::Stay,
};

/// Its fields for photos and for papers: whoever leads, too, has the answer's own on the same page.
const FILES: [&str; 2] = ["part_after", "part_document"];

/// The form of a part: a step's words, and files.
#[derive(Deserialize)]
pub struct PartFiles {}

impl Form for PartFiles {
    const TEXTS: &'static [Text] = AnyStep::TEXTS;
    const FILES: &'static [&'static str] = &FILES;
}

/// Keeps the files that came along, then the words. A file that cannot be kept is said, and the words stay in the form.
pub async fn write(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Posted<PartFiles>,
) -> Result<HttpResponse, Failure> {
    let within = sent.within();
    let Arrived { kept, mut errors, ours } = keep(&portal, visitor.words(), sent.files, FILES).await?;
    for name in &sent.surplus {
        errors.add(FILES[0], format!("{name}: {}", visitor.words().say("problem.too_many_files")));
    }
    let fields = sent.fields;
    if let Err(refusal) = within {
        return step::answer(&portal, &visitor, &code, fields, &STEP, Err(refusal)).await;
    }
    let files = step::attempt(&portal, &visitor, &code, &fields, move |portal, order, _| {
        replies::bring_files(portal, order, kept)
    })
    .await?;
    if files.is_err() {
        return step::answer(&portal, &visitor, &code, fields, &STEP, files.map_err(at_part)).await;
    }
    if !errors.is_empty() {
        let opened = ticket::open(&portal, &visitor, &code, fields.get("hang")).await?;
        let typed = TypedStep { step: STEP.name, fields, errors, ..TypedStep::default() };
        let again = ticket::again(&portal, &visitor, &opened, typed, None)?;
        return Ok(if ours { page::later(again) } else { again });
    }
    let done = step::attempt(&portal, &visitor, &code, &fields, STEP.verb).await?;
    step::answer(&portal, &visitor, &code, fields, &STEP, done).await
}

/// What is wrong with the files, at the fields of this form.
fn at_part(refusal: Refusal) -> Refusal {
    let moved = |problem: Problem| match problem.field {
        "after" => Problem::new(FILES[0], problem.word),
        "document" => Problem::new(FILES[1], problem.word),
        _ => problem,
    };
    match refusal {
        Refusal::Invalid(problems) => Refusal::Invalid(problems.into_iter().map(moved).collect()),
        other => other,
    }
}
