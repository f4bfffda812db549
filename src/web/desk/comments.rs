//! What is said publicly about reports, for those who may hide them: all that waits, or all of one report.
use crate::actions::Refusal;
use crate::actions::comments::{Decided, decide};
use crate::domain::comment::{COMMENT_LIMIT, CommentDecision};
use crate::domain::policy::Act;
use crate::i18n::Words;
use crate::ids::{CommentId, TicketCode};
use crate::links;
use crate::portal::Portal;
use crate::store::comments::{self, Listed};
use crate::store::tickets;
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

/// Comments on one page; what is decided makes room for the next.
const SHOWN: i64 = 50;

/// Comments, each with the form that decides about it.
#[derive(Template)]
#[template(path = "desk/comments.html")]
pub struct CommentsPage {
    pub shell: Shell,
    pub errors: Errors,
    pub rows: Vec<CommentRow>,
    /// All that wait; "" where these are they.
    pub waiting: String,
}

/// A comment.
pub struct CommentRow {
    pub id: String,
    /// The report at the desk, and as anybody reads it.
    pub href: String,
    pub shown_at: String,
    pub title: String,
    /// "HP-…, 9:20, 24/11/2026 · người gửi phản ánh"
    pub about: String,
    /// As it was sent.
    pub sent: String,
    pub action: String,
    pub version: i32,
    pub decisions: Vec<Choice>,
    /// What is to be read, and what is answered.
    pub words: String,
    pub answer: String,
    pub why: String,
    /// What is wrong with what was typed stands beside this field.
    pub field: String,
}

/// The decision.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct CommentDecisionForm {
    decision: String,
    words: String,
    answer: String,
    why: String,
    version: String,
}

impl Form for CommentDecisionForm {
    const TEXTS: &'static [Text] = &[
        Text::new("words", COMMENT_LIMIT, "too_long"),
        Text::new("answer", COMMENT_LIMIT, "too_long"),
        Text::new("why", COMMENT_LIMIT, "too_long"),
    ];
}

/// What was typed about one of them.
#[derive(Debug, Default, Clone)]
struct TypedDecision {
    id: Option<CommentId>,
    form: CommentDecisionForm,
}

/// All within this person's reach that wait.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, None, TypedDecision::default(), Errors::default()).await?)
}

/// All that was said about one report, decided or not.
pub async fn show_of(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    page::page(&page_of(&portal, &visitor, Some(code), TypedDecision::default(), Errors::default()).await?)
}

/// Decides about one.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<CommentId>,
    posted: Posted<CommentDecisionForm>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let seen = posted.form.version.parse().map_err(|_| Failure::Malformed("no version".into()))?;
    let typed = TypedDecision { id: Some(id), form: posted.form.clone() };
    Press::of(&portal, &visitor, posted.within(), typed)
        .answer(
            move |portal, actor, typed| {
                let form = &typed.form;
                let decided = match form.decision.parse() {
                    Ok(CommentDecision::Shown) => Decided::Shown { words: &form.words, answer: &form.answer },
                    Ok(CommentDecision::Refused) => Decided::Refused { why: &form.why },
                    Err(_) => return Err(Refusal::field("decision", "choose_one")),
                };
                decide(portal, actor, (id, seen), decided)
            },
            async |()| Ok(redirect::to_saying(&portal, &links::comments(), "comment.decided")),
            async |visitor, typed, errors| {
                page_of(&portal, visitor, None, typed, errors.all_at(&field(id))).await
            },
        )
        .await
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    code: Option<TicketCode>,
    typed: TypedDecision,
    errors: Errors,
) -> Result<CommentsPage, Failure> {
    let w = visitor.words();
    let scope = visitor.staff()?.scope(Act::SetProminence);
    let (of_one, pressed) = (code.is_some(), typed.id);
    let listed = off_thread::look(portal, move |c| {
        // One that does not wait stands on the page of its report: what was typed about it is seen there again.
        let decided = pressed.map(|id| comments::find(c, id)).transpose()?;
        let code = match (code, decided.filter(|one| one.decision.is_some())) {
            (Some(code), _) => Some(code.to_string()),
            (None, Some(one)) => Some(tickets::find(c, one.ticket_id)?.report.code),
            (None, None) => None,
        };
        Ok(comments::listed(c, &scope, code.as_deref(), SHOWN)?)
    })
    .await?;
    Ok(CommentsPage {
        shell: Shell::new(portal, visitor, w.say("comment.queue")),
        rows: listed.into_iter().map(|one| row(&w, one, &typed)).collect(),
        waiting: if of_one { links::comments() } else { String::new() },
        errors,
    })
}

fn row(w: &Words, (comment, code, title): Listed, typed: &TypedDecision) -> CommentRow {
    let standing = CommentDecisionForm {
        decision: comment.decision.map(|one| one.to_string()).unwrap_or_default(),
        words: if comment.shown_words.is_empty() { &comment.words } else { &comment.shown_words }.clone(),
        answer: comment.answer,
        why: comment.why,
        version: String::new(),
    };
    let form = if typed.id == Some(comment.id) { typed.form.clone() } else { standing };
    let by = if comment.by_sender { "comment.by_sender" } else { "comment.by_reader" };
    CommentRow {
        id: comment.id.to_string(),
        href: links::desk_ticket(&code),
        shown_at: links::ticket(&code),
        about: format!("{code} · {} · {}", moment::full(comment.sent_at), w.say(by)),
        title,
        sent: comment.words,
        action: links::comment_decided(comment.id),
        version: comment.version,
        decisions: CommentDecision::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("comment.decide_{one}")), &form.decision))
            .collect(),
        words: form.words,
        answer: form.answer,
        why: form.why,
        field: field(comment.id),
    }
}

fn field(id: CommentId) -> String {
    format!("words-{id}")
}
