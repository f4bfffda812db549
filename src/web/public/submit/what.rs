//! Step 1: what happened.
use super::heed::SignalShown;
use super::{Scene, Step, Way, YES, keep, similar};
use crate::actions::drafts::note_shown;
use crate::domain::draft::Answers;
use crate::domain::intake::{BODY_LIMIT, TITLE_LIMIT};
use crate::domain::signal::hear;
use crate::domain::ticket::Kind;
use crate::ids::SignalId;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// What happened: the kind, a title and the text, for the sender.
#[derive(Template)]
#[template(path = "public/submit/what.html")]
pub struct WhatPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    pub kinds: Vec<Choice>,
    pub title: String,
    pub body: String,
    /// Whether somebody is in danger.
    pub dangers: Vec<Choice>,
    /// What is shown as soon as its words are typed.
    pub signals: Vec<SignalShown>,
    /// What came before the words; "" for none.
    pub photos: String,
}

/// The kind, the title and the text as typed.
#[derive(Clone, Deserialize)]
pub struct WhatForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    danger: String,
}

impl Form for WhatForm {
    const TEXTS: &'static [Text] =
        &[Text::new("title", TITLE_LIMIT, "title_long"), Text::new("body", BODY_LIMIT, "body_long")];
}

/// The first step, for anybody.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    page::page(&page_of(&portal, &visitor, scene, Errors::default()))
}

/// Keeps what was typed and goes on once nothing lacks.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<WhatForm>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    let Posted { form: typed, too_long, fields, .. } = posted;
    if !too_long.is_empty() {
        let errors = Errors::of(&visitor.words(), &too_long);
        let scene = scene.typed(|answers| typed.fill(answers));
        return page::again(&page_of(&portal, &visitor, scene, errors));
    }
    let (heard, before) = (typed.signals(&portal), scene.answers.clone());
    let heeded = heard.clone();
    let kept = keep(&portal, &visitor, Step::What, &fields, move |answers| {
        typed.fill(answers);
        answers.heeded.clone_from(&heeded);
    });
    let draft = match kept.await? {
        Ok(draft) => draft,
        Err(again) => return Ok(again),
    };
    let scene = scene.after(draft);
    let problems = Step::What.problems(&scene);
    if problems.is_empty() {
        let new: Vec<_> = heard.into_iter().filter(|one| !before.heeded.contains(one)).collect();
        let alarmed = scene.answers.in_danger() && !before.in_danger();
        if new.is_empty() && !alarmed {
            return Ok(redirect::to(&similar::onward(&portal, &visitor, &scene).await?));
        }
        let own = portal.clone();
        off_thread::change(move || Ok::<_, Failure>(note_shown(&own, &new)?)).await?;
        return Ok(redirect::to(&links::submit_heed()));
    }
    let errors = Errors::of(&visitor.words(), &problems);
    page::again(&page_of(&portal, &visitor, scene, errors))
}

/// The page as it was sent; sent from the review it held nothing.
pub fn again(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    fields: &Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let scene = if fields.has("body") {
        let typed: WhatForm = fields.read()?;
        scene.typed(|answers| typed.fill(answers))
    } else {
        scene
    };
    page::page_as(status, &page_of(portal, visitor, scene, Errors::default()))
}

impl WhatForm {
    fn fill(&self, answers: &mut Answers) {
        answers.kind.clone_from(&self.kind);
        answers.title.clone_from(&self.title);
        answers.body.clone_from(&self.body);
        answers.danger.clone_from(&self.danger);
    }

    /// The signals in what was typed.
    fn signals(&self, portal: &Portal) -> Vec<SignalId> {
        let city = portal.city();
        let heard = hear(&city.signals, &[&self.title, &self.body]);
        heard.iter().map(|one| one.signal.id).collect()
    }
}

fn page_of(portal: &Portal, visitor: &Visitor, scene: Scene, errors: Errors) -> WhatPage {
    let w = visitor.words();
    let chosen = scene.answers.kind.as_str();
    let kinds = Kind::ALL.iter().map(|kind| {
        Choice::new(kind.as_str(), w.say(&format!("submit.kind_{kind}")), chosen)
            .with_hint(w.say(&format!("submit.kind_{kind}_hint")))
    });
    WhatPage {
        kinds: kinds.collect(),
        shell: Shell::new(portal, visitor, w.say("submit.title")).indexed(w.say("submit.about")),
        way: Step::What.way(&w, &scene),
        errors,
        dangers: [("no", "submit.no"), (YES, "submit.yes")]
            .map(|(word, key)| Choice::new(word, w.say(key), &scene.answers.danger))
            .into(),
        photos: match scene.photos.len() {
            0 => String::new(),
            many => w.fill("submit.photos_there", [("n", many)]),
        },
        signals: portal.city().signals.iter().map(|one| SignalShown::of(&w, one)).collect(),
        title: scene.answers.title,
        body: scene.answers.body,
    }
}
