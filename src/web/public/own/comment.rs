//! Whoever sent a report says something publicly about it.
use super::load::OwnReport;
use super::page::Typing;
use super::{refused, whose};
use crate::actions::comments;
use crate::actions::throttle::{self, Count};
use crate::domain::comment::{COMMENT_LIMIT, Comment, CommentDecision};
use crate::domain::limits::Limited;
use crate::domain::status::Status;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::parts::moment;
use crate::web::posted::{Form, Posted, Text};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What its sender said about it, and what became of that.
pub struct OwnComment {
    pub words: String,
    /// "9:20, 24/11/2026 · đang chờ xem"
    pub about: String,
    /// Why nobody reads it; "" where that is not so.
    pub why: String,
}

/// What is said.
#[derive(Deserialize)]
pub struct OwnCommentForm {
    #[serde(default)]
    comment: String,
}

impl Form for OwnCommentForm {
    const TEXTS: &'static [Text] = &[Text::new("comment", COMMENT_LIMIT, "too_long")];
}

/// Keeps what was said; it counts like a report that is begun.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<OwnCommentForm>,
) -> Result<HttpResponse, Failure> {
    let (id, within, words) = (whose(&portal, &key).await?, sent.within(), sent.form.comment);
    let count = Count::new(Limited::Drafts, format!("own {id}"));
    let (inside, said) = (portal.clone(), words.clone());
    let done = off_thread::change(move || {
        throttle::count(&inside, &[count])?;
        Ok::<_, Failure>(within.and_then(|()| comments::say_as_sender(&inside, id, &said)))
    });
    match done.await? {
        Ok(()) => Ok(redirect::to_saying(&portal, &links::own(&key), "comment.sent")),
        Err(refusal) => {
            let typed = Typing { comment: words, ..Typing::default() };
            refused(&portal, &visitor, &key, refusal, typed).await
        }
    }
}

/// May its sender say something that everybody reads?
pub fn is_open(found: &OwnReport) -> bool {
    let category = found.city.categories.get(&found.ticket.category_id);
    let open = found.is_public && found.ticket.status != Status::Duplicate;
    open && category.is_some_and(|one| one.discussion.allows(true))
}

/// What was said before, with what became of it.
pub fn said(w: &Words, one: &Comment) -> OwnComment {
    let stands = match one.decision {
        None => "comment.waits",
        Some(CommentDecision::Shown) => "comment.is_shown",
        Some(CommentDecision::Refused) => "comment.is_refused",
    };
    let words = if one.shown_words.is_empty() { &one.words } else { &one.shown_words };
    OwnComment {
        words: words.clone(),
        about: format!("{} · {}", moment::full(one.sent_at), w.say(stands)),
        why: one.why.clone(),
    }
}
