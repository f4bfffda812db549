//! Step 3, where the category has one: what it asks beside what all are asked.
use super::{Scene, Step, Way, keep, stop};
use crate::domain::question::{ANSWER_LIMIT, FIELDS, TypedAnswers};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::question::{self, QuestionShown};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The category's questions, for the sender.
#[derive(Template)]
#[template(path = "public/submit/questions.html")]
pub struct QuestionsPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    pub category: String,
    pub questions: Vec<QuestionShown>,
}

/// The answers, read by the questions that the page had.
#[derive(Deserialize)]
pub struct QuestionsForm {}

/// The field of each answer, as a form names its texts.
pub const TEXTS: [Text; FIELDS.len()] = {
    let mut texts = [Text::new(FIELDS[0], ANSWER_LIMIT, "answer_long"); FIELDS.len()];
    let mut at = 0;
    while at < FIELDS.len() {
        texts[at] = Text::new(FIELDS[at], ANSWER_LIMIT, "answer_long");
        at += 1;
    }
    texts
};

impl Form for QuestionsForm {
    const TEXTS: &'static [Text] = &TEXTS;
}

/// The questions, for the sender of the draft; without a category that asks something, on to the step before.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Questions) {
        return Ok(redirect::to(&earlier));
    }
    page::page(&page_of(&portal, &visitor, &scene, Errors::default()))
}

/// Keeps the answers and goes on: to a question that they bring, to advice, or to the next step.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<QuestionsForm>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    let Posted { too_long, fields, .. } = posted;
    let typed = question::typed(&fields);
    if !too_long.is_empty() {
        let scene = scene.typed(|answers| answers.asked.extend(typed));
        let errors = question::errors(&visitor.words(), scene.asking(), &too_long);
        return page::again(&page_of(&portal, &visitor, &scene, errors));
    }
    let kept = keep(&portal, &visitor, Step::Questions, &fields, move |answers| {
        answers.asked.extend(typed.clone());
        answers.asked_of = answers.category;
    });
    let draft = match kept.await? {
        Ok(draft) => draft,
        Err(again) => return Ok(again),
    };
    let scene = scene.after(draft);
    if let Some(advice) = stop::leads_to(&portal, &visitor, &scene).await? {
        return Ok(advice);
    }
    let problems = Step::Questions.problems(&scene);
    let unseen = question::has_unseen(&fields, scene.asking());
    if unseen && !problems.iter().any(|one| was_seen(&fields, &scene, one.field)) {
        return Ok(redirect::to(&Step::Questions.url()));
    }
    if problems.is_empty() {
        return Ok(redirect::to(&Step::Questions.onward(&scene)));
    }
    let errors = question::errors(&visitor.words(), scene.asking(), &problems);
    page::again(&page_of(&portal, &visitor, &scene, errors))
}

/// Did the form that was sent ask what is answered in this field?
fn was_seen(fields: &Fields, scene: &Scene, field: &str) -> bool {
    let question = scene.questions.iter().find(|one| scene.asking().field(one) == field);
    question.is_none_or(|one| {
        let root = one.root_id.to_string();
        fields.all("asked").contains(&root.as_str()) && !fields.all("held").contains(&root.as_str())
    })
}

/// The page as it was sent.
pub fn again(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    fields: &Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let typed: TypedAnswers = question::typed(fields);
    let scene = scene.typed(|answers| answers.asked.extend(typed));
    page::page_as(status, &page_of(portal, visitor, &scene, Errors::default()))
}

fn page_of(portal: &Portal, visitor: &Visitor, scene: &Scene, errors: Errors) -> QuestionsPage {
    let w = visitor.words();
    let category = scene.category.as_ref().map(|one| one.name(w.lang()).to_owned());
    QuestionsPage {
        shell: Shell::new(portal, visitor, w.say("submit.questions_title")),
        way: Step::Questions.way(&w, scene),
        errors,
        category: w.fill("submit.questions_of", [("category", category.unwrap_or_default())]),
        questions: question::shown(&w, scene.asking()),
    }
}
