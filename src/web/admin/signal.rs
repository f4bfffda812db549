//! One signal: the words that are listened for, and what is said to whoever writes them.
use super::history::{self, HistoryRow};
use crate::actions::signals::{
    ADVICE_LIMIT, LINK_LIMIT, SignalFields, TITLE_LIMIT, WORDS_LIMIT, create, edit,
};
use crate::domain::audit::Subject;
use crate::domain::signal::{Signal, SignalKind};
use crate::ids::SignalId;
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, signals};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// One signal for an administrator, or the form of a new one, and its journal.
#[derive(Template)]
#[template(path = "admin/signal.html")]
pub struct SignalPage {
    pub shell: Shell,
    pub action: String,
    pub version: i32,
    pub typed: SignalFields,
    pub kinds: Vec<Choice>,
    pub errors: Errors,
    pub history: Vec<HistoryRow>,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// The version that was seen. What was typed is read field by field.
#[derive(Deserialize)]
pub struct SignalForm {
    #[serde(default)]
    version: i32,
}

impl Form for SignalForm {
    const TEXTS: &'static [Text] = &[
        Text::new("words", WORDS_LIMIT, "too_long"),
        Text::new("title_vi", TITLE_LIMIT, "too_long"),
        Text::new("title_en", TITLE_LIMIT, "too_long"),
        Text::new("advice_vi", ADVICE_LIMIT, "too_long"),
        Text::new("advice_en", ADVICE_LIMIT, "too_long"),
        Text::new("link", LINK_LIMIT, "too_long"),
    ];
}

/// The form of a new signal, for an administrator.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let typed = SignalFields { position: "100".into(), ..SignalFields::default() };
    page::page(&page_of(&portal, &visitor, None, Some(typed), Errors::default()).await?)
}

/// Keeps a new signal and goes on to its page.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<SignalForm>,
) -> Result<HttpResponse, Failure> {
    Press::of(&portal, &visitor, posted.within(), fields(&posted.fields))
        .answer(
            create,
            async |id| Ok(saved(&portal, id)),
            async |visitor, typed, errors| page_of(&portal, visitor, None, Some(typed), errors).await,
        )
        .await
}

/// The page of one signal, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, Some(read_id(&id)?), None, Errors::default()).await?)
}

/// Changes a signal. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn edit_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<SignalForm>,
) -> Result<HttpResponse, Failure> {
    let (id, seen) = (read_id(&id)?, posted.form.version);
    Press::of(&portal, &visitor, posted.within(), fields(&posted.fields))
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| edit(portal, actor, (id, seen), typed),
            async |()| Ok(saved(&portal, id)),
            async |visitor, typed, errors| page_of(&portal, visitor, Some(id), Some(typed), errors).await,
        )
        .await
}

fn saved(portal: &Portal, id: SignalId) -> HttpResponse {
    redirect::to_saying(portal, &links::admin_signal(id), "admin.saved")
}

fn read_id(text: &str) -> Result<SignalId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn fields(fields: &Fields) -> SignalFields {
    let get = |name| fields.get(name).to_owned();
    SignalFields {
        kind: get("kind"),
        position: get("position"),
        words: get("words"),
        title_vi: get("title_vi"),
        title_en: get("title_en"),
        advice_vi: get("advice_vi"),
        advice_en: get("advice_en"),
        link: get("link"),
    }
}

/// The page of a signal (a new one without `id`): as it stands, or as it was typed.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    id: Option<SignalId>,
    typed: Option<SignalFields>,
    errors: Errors,
) -> Result<SignalPage, Failure> {
    let (words, w) = (visitor.words(), visitor.words());
    let known: Option<(Signal, Vec<HistoryRow>)> = off_thread::look(portal, move |c| {
        let Some(id) = id else { return Ok(None) };
        let past = audit::of(c, Subject::Signal, id.0, history::SHOWN)?;
        Ok(Some((signals::find(c, id)?, history::rows(&words, past))))
    })
    .await?;
    let standing = known.as_ref().map(|(signal, _)| SignalFields::standing(signal));
    let conflict = match (&standing, &typed) {
        (Some(standing), Some(typed)) if errors.is_empty() => {
            history::differing(&w, &standing.pairs(), &typed.pairs())
        }
        _ => Vec::new(),
    };
    let typed = typed.or(standing).unwrap_or_default();
    let title =
        known.as_ref().map_or_else(|| w.say("admin.signal_new"), |(one, _)| one.title(w.lang()).into());
    Ok(SignalPage {
        shell: Shell::new(portal, visitor, title),
        action: id.map_or_else(links::admin_signal_new, links::admin_signal),
        version: known.as_ref().map_or(0, |(signal, _)| signal.version),
        kinds: SignalKind::ALL
            .iter()
            .map(|kind| {
                Choice::new(kind.as_str(), w.say(&format!("admin.signal_kind.{kind}")), &typed.kind)
                    .with_hint(w.say(&format!("admin.signal_kind.{kind}_hint")))
            })
            .collect(),
        typed,
        errors,
        history: known.map(|(_, history)| history).unwrap_or_default(),
        conflict,
    })
}
