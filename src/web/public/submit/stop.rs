//! What is said instead of taking a report: its category, or an answer, needs another way. One goes back and changes it.
use super::{Scene, Step, Way, key_of};
use crate::actions::drafts::note_stopped;
use crate::domain::text::words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::shell::{Emergency, Shell};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// The advice in the place of the next step, for the sender of the draft.
#[derive(Template)]
#[template(path = "public/submit/stop.html")]
pub struct StopPage {
    pub shell: Shell,
    pub way: Way,
    pub advice: String,
    /// The city's numbers that the advice names, to be called at a touch.
    pub calls: Vec<Emergency>,
    /// Where the answer is changed; "" where the category itself takes no reports.
    pub answer: String,
    pub category: String,
}

/// On to the advice, where the report cannot be sent so; nothing where it can.
pub(super) async fn leads_to(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    scene: &Scene,
) -> Result<Option<HttpResponse>, Failure> {
    let Some(stopped) = scene.stopped() else { return Ok(None) };
    let (own, key) = (portal.clone(), key_of(portal, visitor));
    off_thread::change(move || Ok::<_, Failure>(note_stopped(&own, &key, &stopped.stop)?)).await?;
    Ok(Some(redirect::to(&links::submit_stop())))
}

/// The advice, for the sender of the draft; where nothing stops it, on to the step that is not done yet.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Category) {
        return Ok(redirect::to(&earlier));
    }
    let Some(stopped) = scene.stopped() else {
        return Ok(redirect::to(&scene.gap().unwrap_or_else(|| Step::Review.url())));
    };
    let w = visitor.words();
    let mut shell = Shell::new(&portal, &visitor, w.say("submit.stop_title"));
    let advice = stopped.advice(w.lang()).to_owned();
    let named = words(&advice);
    let calls = std::mem::take(&mut shell.emergency);
    let by_answer = stopped.stop.answer.is_some();
    let step = if by_answer { Step::Questions } else { Step::Category };
    page::page(&StopPage {
        calls: calls.into_iter().filter(|one| named.contains(&one.number)).collect(),
        shell,
        way: step.way(&w, &scene),
        advice,
        answer: if by_answer { Step::Questions.url() } else { String::new() },
        category: Step::Category.url(),
    })
}
