//! The approver mends the spelling of a draft and in whose name it goes out; who wrote it is told what was changed.
use super::{BODY_LIMIT, LINE_LIMIT};
use crate::actions::tickets::{Happening, Order, find_for, record};
use crate::actions::{Problem, Refusal};
use crate::domain::event::EventKind;
use crate::domain::mend::{self, Difference};
use crate::domain::policy::Act;
use crate::domain::reply::ReplyDraft;
use crate::domain::status::Status;
use crate::domain::text::tidy;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::reply_drafts;

/// Changes a few words of a draft that waits for approval. What was changed stays in the report's history; outcome, files,
/// numbers and dates are whose who wrote it.
///
/// # Errors
/// `Invalid` where nothing was changed, a number was, or more words than the city allows: then the draft goes back instead.
pub fn mend(portal: &Portal, order: Order<'_>, body: &str, signed_as: &str) -> Result<Ticket, Refusal> {
    let (body, signed_as) = (tidy(body), tidy(signed_as));
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::PublishReply)?;
        let draft = reply_drafts::find(c, ticket.id)?.ok_or(Refusal::TooLate)?;
        if ticket.status != Status::AwaitingApproval {
            return Err(Refusal::TooLate);
        }
        let words = Difference::between(&draft.body, &body);
        let signature = Difference::between(&draft.signed_as, &signed_as);
        let most = usize::try_from(portal.db.city(c)?.facts.mend_words).unwrap_or(0);
        let mut problems = Vec::new();
        if words.is_none() && signature.is_none() {
            problems.push(Problem::new("body", "mend_nothing"));
        }
        if body.chars().count() > BODY_LIMIT {
            problems.push(Problem::new("body", "too_long"));
        } else if let Err(word) = mend::check(&words, most) {
            problems.push(Problem::new("body", word));
        }
        if signed_as.chars().count() > LINE_LIMIT {
            problems.push(Problem::new("signed_as", "too_long"));
        }
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let author = draft.author_id;
        let version = draft.version + 1;
        reply_drafts::put(
            c,
            &ReplyDraft {
                body: body.clone(),
                signed_as: signed_as.clone(),
                version,
                updated_at: now,
                ..draft
            },
        )?;
        let changed = [words, signature].map(|one| one.to_string());
        let changed: Vec<_> = changed.into_iter().filter(|one| !one.is_empty()).collect();
        let happening = Happening::of(EventKind::DraftMended).remarked(&changed.join("; "));
        record(c, now, Some(order.actor.id), ticket.change(), happening.naming(vec![author]))
    })
}
