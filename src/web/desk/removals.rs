//! Requests that something public is taken down, for those who may hide it: what is due first stands first.
use crate::actions::removals::decide;
use crate::clock::Moment;
use crate::domain::policy::Act;
use crate::domain::removal::{REMOVAL_LIMIT, Removal, RemovalDecision};
use crate::i18n::Words;
use crate::ids::RemovalId;
use crate::links;
use crate::portal::Portal;
use crate::store::removals;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment;
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Requests on one page; what is decided makes room for the next.
const SHOWN: i64 = 50;

/// What waits to be decided, each with its form.
#[derive(Template)]
#[template(path = "desk/removals.html")]
pub struct RemovalsPage {
    pub shell: Shell,
    pub errors: Errors,
    pub rows: Vec<RemovalRow>,
}

/// A request.
pub struct RemovalRow {
    pub id: String,
    pub code: String,
    /// The report at the desk, and as anybody reads it.
    pub href: String,
    pub shown_at: String,
    pub title: String,
    pub why: String,
    pub words: String,
    /// "Hỏi lúc …, quyết định trước …"
    pub about: String,
    pub is_late: bool,
    /// Does a letter go out?
    pub answers: bool,
    pub action: String,
    pub version: i32,
    pub decisions: Vec<Choice>,
    pub answer: String,
    pub answer_id: String,
}

/// The decision, with the words for whoever asked.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    decision: String,
    answer: String,
    version: String,
}

impl Form for DecisionForm {
    const TEXTS: &'static [Text] = &[Text::new("answer", REMOVAL_LIMIT, "too_long")];
}

/// What was typed for one of them.
#[derive(Debug, Default, Clone)]
struct TypedDecision {
    id: Option<RemovalId>,
    form: DecisionForm,
}

/// All that wait within this person's reach.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, TypedDecision::default(), Errors::default()).await?)
}

/// Decides one.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<RemovalId>,
    posted: Posted<DecisionForm>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let seen = posted.form.version.parse().map_err(|_| Failure::Malformed("no version".into()))?;
    let typed = TypedDecision { id: Some(id), form: posted.form.clone() };
    Press::of(&portal, &visitor, posted.within(), typed)
        .answer(
            move |portal, actor, typed| {
                let decision: RemovalDecision = typed
                    .form
                    .decision
                    .parse()
                    .map_err(|_| crate::actions::Refusal::field("decision", "choose_one"))?;
                decide(portal, actor, (id, seen), (decision, &typed.form.answer))
            },
            async |()| Ok(redirect::to_saying(&portal, &links::removals(), "removal.decided")),
            async |visitor, typed, errors| {
                page_of(&portal, visitor, typed, errors.all_at(&answer_id(id))).await
            },
        )
        .await
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    typed: TypedDecision,
    errors: Errors,
) -> Result<RemovalsPage, Failure> {
    let (w, now) = (visitor.words(), portal.now());
    let scope = visitor.staff()?.scope(Act::SetProminence);
    let open = off_thread::look(portal, move |c| Ok(removals::open(c, &scope, SHOWN)?)).await?;
    Ok(RemovalsPage {
        shell: Shell::new(portal, visitor, w.say("removal.queue")),
        rows: open.into_iter().map(|one| row(&w, one, &typed, now)).collect(),
        errors,
    })
}

fn row(
    w: &Words,
    (removal, code, title, version): (Removal, String, String, i32),
    typed: &TypedDecision,
    now: Moment,
) -> RemovalRow {
    let form = if typed.id == Some(removal.id) { typed.form.clone() } else { DecisionForm::default() };
    let decision = |one: &RemovalDecision| {
        Choice::new(one.as_str(), w.say(&format!("removal.decide_{one}")), &form.decision)
    };
    let times = [("asked", moment::full(removal.asked_at)), ("due", moment::full(removal.due_at))];
    RemovalRow {
        id: removal.id.to_string(),
        href: links::desk_ticket(&code),
        shown_at: match removal.reply_version {
            Some(version) => links::answer_version(&code, version),
            None => links::ticket(&code),
        },
        title,
        why: w.say(&format!("removal.why_{}", removal.why)),
        words: removal.words,
        about: w.fill("removal.about", times),
        is_late: removal.due_at < now,
        answers: !removal.email.is_empty(),
        action: links::removal_decided(removal.id),
        version,
        decisions: RemovalDecision::ALL.iter().map(decision).collect(),
        answer: form.answer,
        answer_id: answer_id(removal.id),
        code,
    }
}

fn answer_id(id: RemovalId) -> String {
    format!("answer-{id}")
}
