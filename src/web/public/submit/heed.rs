//! Between the first step and the second: what was written may need another way first. Nobody is kept from going on.
use super::{Scene, Step, Way, similar};
use crate::domain::signal::{Signal, SignalKind};
use crate::i18n::Words;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// What a sender should know before going on: whom to call, or which channel the law has for it.
#[derive(Template)]
#[template(path = "public/submit/heed.html")]
pub struct HeedPage {
    pub shell: Shell,
    pub way: Way,
    /// Somebody is in danger: the numbers come first.
    pub calls: bool,
    pub signals: Vec<SignalShown>,
    pub onward: String,
}

/// A signal as its writer sees it.
pub struct SignalShown {
    pub title: String,
    pub advice: String,
    /// Where its channel is; "" for nowhere.
    pub link: String,
    pub is_danger: bool,
    /// The words it is known by, for the page that listens while somebody types.
    pub words: String,
}

impl SignalShown {
    /// In the language of these words.
    pub fn of(w: &Words, signal: &Signal) -> Self {
        Self {
            title: signal.title(w.lang()).to_owned(),
            advice: signal.advice(w.lang()).to_owned(),
            link: signal.link.clone(),
            is_danger: signal.kind == SignalKind::Danger,
            words: signal.words.clone(),
        }
    }
}

/// What was heard in the draft, for its sender; where nothing was, on to the next step.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Category) {
        return Ok(redirect::to(&earlier));
    }
    let (w, city) = (visitor.words(), portal.city());
    let heard = city.signals.iter().filter(|signal| scene.answers.heeded.contains(&signal.id));
    let mut signals: Vec<SignalShown> = heard.map(|signal| SignalShown::of(&w, signal)).collect();
    signals.sort_by_key(|signal| !signal.is_danger);
    let calls = scene.answers.in_danger() || signals.iter().any(|signal| signal.is_danger);
    let onward = similar::onward(&portal, &visitor, &scene).await?;
    if !calls && signals.is_empty() {
        return Ok(redirect::to(&onward));
    }
    let title = w.say(if calls { "submit.heed_call" } else { "submit.heed_channel" });
    page::page(&HeedPage {
        shell: Shell::new(&portal, &visitor, title),
        way: Step::What.way(&w, &scene),
        calls,
        signals,
        onward,
    })
}
