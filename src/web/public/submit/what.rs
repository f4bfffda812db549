//! Step 1: what happened.
use super::{Scene, Step, Way, writer_of};
use crate::actions::tickets::{BODY_LIMIT, TITLE_LIMIT};
use crate::actions::{Refusal, drafts};
use crate::domain::draft::Answers;
use crate::domain::ticket::Kind;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::page;
use crate::web::posted::{Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "public/submit/what.html")]
pub struct WhatPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    pub kinds: Vec<Choice>,
    pub title: String,
    pub body: String,
}

#[derive(Clone, Deserialize)]
pub struct Typed {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
}

impl Form for Typed {
    const TEXTS: &'static [Text] =
        &[Text::new("title", TITLE_LIMIT, "title_long"), Text::new("body", BODY_LIMIT, "body_long")];
}

pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    page::page(&page_of(&portal, &visitor, scene, Errors::default()))
}

pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<Typed>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    let Posted { form: typed, too_long, .. } = posted;
    let put = move |answers: &mut Answers| {
        answers.kind.clone_from(&typed.kind);
        answers.title.clone_from(&typed.title);
        answers.body.clone_from(&typed.body);
    };
    if !too_long.is_empty() {
        let errors = Errors::of(&visitor.words(), &too_long);
        return page::again(&page_of(&portal, &visitor, scene.typed(put), errors));
    }
    let (writer, own, again) = (writer_of(&portal, &visitor), portal.clone(), put.clone());
    let written = page::off_thread(move || Ok::<_, Failure>(drafts::write(&own, &writer, put)));
    let scene = match written.await? {
        Ok(draft) => scene.after(draft),
        Err(Refusal::TooMany) => return too_many(&portal, &visitor, scene.typed(again)),
        Err(other) => return Err(other.into()),
    };
    let problems = Step::What.problems(&scene);
    if problems.is_empty() {
        return Ok(page::go_on(&Step::What.onward(&scene)));
    }
    let errors = Errors::of(&visitor.words(), &problems);
    page::again(&page_of(&portal, &visitor, scene, errors))
}

/// No more forms are begun from here for a while. What was typed stays in the fields, to be sent again.
fn too_many(portal: &Portal, visitor: &Visitor, scene: Scene) -> Result<HttpResponse, Failure> {
    let mut errors = Errors::default();
    errors.add("title", visitor.words().say("submit.too_many_begun"));
    page::page_as(StatusCode::TOO_MANY_REQUESTS, &page_of(portal, visitor, scene, errors))
}

fn page_of(portal: &Portal, visitor: &Visitor, scene: Scene, errors: Errors) -> WhatPage {
    let w = visitor.words();
    let typed = scene.answers.kind.as_str();
    let chosen = if scene.draft.is_none() && typed.is_empty() { Kind::Report.as_str() } else { typed };
    let kinds = Kind::ALL.iter().map(|kind| {
        Choice::new(kind.as_str(), w.say(&format!("submit.kind_{kind}")), chosen)
            .with_hint(w.say(&format!("submit.kind_{kind}_hint")))
    });
    WhatPage {
        kinds: kinds.collect(),
        shell: Shell::new(portal, visitor, w.say("submit.title")),
        way: Step::What.way(&w, &scene),
        errors,
        title: scene.answers.title,
        body: scene.answers.body,
    }
}
