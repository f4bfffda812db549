//! Whoever may hide a report decides whether a comment on it is read, and may decide anew.
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, Order, find_for, note_down};
use crate::domain::comment::{COMMENT_LIMIT, Comment, CommentDecision, checked};
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor};
use crate::domain::reason::Reason;
use crate::domain::text::tidy;
use crate::ids::CommentId;
use crate::portal::Portal;
use crate::store::{comments, tickets};

/// What is decided, as it was typed.
#[derive(Debug, Clone, Copy)]
pub enum Decided<'a> {
    /// Everybody reads these words, and what is answered to them; "" for nothing.
    Shown { words: &'a str, answer: &'a str },
    /// Nobody reads it, or not any more: why.
    Refused { why: &'a str },
}

/// Keeps the decision about the version `seen` of a comment, and takes it to the public copy or out of it. Of the report
/// nothing changes, nor does its version.
///
/// # Errors
/// `Invalid` without words or a reason, or where the category shows no such comment; `Missing` or `Forbidden` for who may not, `Stale` where somebody else decided.
pub fn decide(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (CommentId, i32),
    decided: Decided<'_>,
) -> Result<(), Refusal> {
    let now = portal.now();
    let (decision, words, answer, why) = read(decided)?;
    portal.db.change(|c| {
        let before = comments::find(c, id)?;
        let standing = tickets::find(c, before.ticket_id)?;
        let order = Order { actor, code: &standing.code, seen: standing.version };
        let ticket = find_for(c, order, Act::SetProminence)?;
        let agency = actor.grant_for(Act::SetProminence, &ticket.holding()).map(|grant| grant.agency);
        let city = portal.db.city(c)?;
        let discussion = city.categories.get(&ticket.category_id).map(|one| one.discussion);
        if decision == CommentDecision::Shown && !discussion.is_some_and(|one| one.allows(before.by_sender)) {
            return Err(Refusal::field("decision", "comment_off"));
        }
        let is_news = before.decision != Some(decision);
        let after = Comment {
            decision: Some(decision),
            shown_words: words.clone(),
            answered_by: agency.filter(|_| !answer.is_empty()),
            answer: answer.clone(),
            why: why.clone(),
            decided_at: Some(now),
            decided_by: Some(actor.id),
            version: seen + 1,
            ..before
        };
        if !comments::decide(c, &after)? {
            return Err(Refusal::Stale);
        }
        let happening = match decision {
            CommentDecision::Shown if is_news => Happening::of(EventKind::CommentShown),
            CommentDecision::Shown => Happening::of(EventKind::CommentMended),
            CommentDecision::Refused => Happening::of(EventKind::CommentRefused).remarked(&why),
        };
        note_down(c, now, actor, &ticket, happening).map(drop)
    })
}

/// The decision with what is read, what is answered, and why it is not read.
fn read(decided: Decided<'_>) -> Result<(CommentDecision, String, String, String), Refusal> {
    match decided {
        Decided::Shown { words, answer } => {
            let words = checked("words", words).map_err(Refusal::Invalid)?;
            let answer = tidy(answer);
            if answer.chars().count() > COMMENT_LIMIT {
                return Err(Refusal::field("answer", "too_long"));
            }
            Ok((CommentDecision::Shown, words, answer, String::new()))
        }
        Decided::Refused { why } => {
            let why = Reason::new(why)?;
            Ok((CommentDecision::Refused, String::new(), String::new(), why.to_string()))
        }
    }
}
