//! The approver approves: the answer is published in the agency's name and letters go out.
use super::propose::check;
use crate::actions::tickets::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::promise;
use crate::domain::reply::{Outcome, Reply, ReplyDraft};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::ids::ReplyId;
use crate::mail::letters::Turn;
use crate::portal::Portal;
use crate::store::{documents, photos, replies, reply_drafts};

/// Publishes the draft. Four eyes, unless the city says otherwise: whoever wrote it cannot approve it.
///
/// # Errors
/// `Invalid` when approver and author are one person, the draft lost its proof since it was proposed, or neither it nor the approver
/// names a position.
pub fn publish(portal: &Portal, order: Order<'_>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::PublishReply)?;
        let agency = ticket.agency().ok_or(Refusal::TooLate)?;
        let draft = reply_drafts::find(c, ticket.id)?.ok_or(Refusal::TooLate)?;
        if portal.db.city(c)?.facts.four_eyes && draft.author_id == order.actor.id {
            return Err(Refusal::field("publish", "own_draft"));
        }
        check(portal, c, &ticket, &draft)?;
        // In whose name it goes out is who approves it, where nobody said otherwise.
        let own = &order.actor.position;
        let signed_as = if draft.signed_as.is_empty() { own.clone() } else { draft.signed_as.clone() };
        if signed_as.is_empty() {
            return Err(Refusal::field("publish", "signature_missing"));
        }
        let mut moved = ticket.take(Step::Answer, now)?;
        let (turn, happening) = promised(&mut moved.ticket, &draft, now);
        let reply = Reply {
            id: ReplyId::fresh(now),
            ticket_id: moved.ticket.id,
            version: replies::next_version(c, moved.ticket.id)?,
            agency_id: agency,
            signed_as,
            outcome: draft.outcome,
            body: draft.body,
            document_number: draft.document_number,
            author_id: draft.author_id,
            approver_id: order.actor.id,
            published_at: now,
        };
        replies::insert(c, &reply)?;
        photos::publish_after(c, reply.ticket_id, reply.id)?;
        documents::publish(c, reply.ticket_id, reply.id)?;
        reply_drafts::remove(c, reply.ticket_id)?;
        let ticket = record(c, now, Some(order.actor.id), moved, happening.at(Some(agency)))?;
        letters::answered(portal, c, &ticket, &reply, turn)?;
        Ok(ticket)
    })
}

/// What this answer does to what is promised: it keeps it, names another day, or promises for the first time.
fn promised(ticket: &mut Ticket, draft: &ReplyDraft, now: Moment) -> (Turn, Happening) {
    let before = ticket.clocks.running(Owed::Promise).map(|clock| clock.due_at);
    let due = draft.promised_for.filter(|_| draft.outcome == Outcome::Planned).map(promise::end_of);
    if let Some(due) = due {
        let agency = ticket.agency();
        ticket.clocks.promise(ticket.report.id, agency, due, now);
    } else {
        ticket.clocks.meet(Owed::Promise, now);
    }
    let (turn, kind) = match (before, due) {
        (None, _) => (Turn::Answer, EventKind::Answered),
        (Some(_), None) => (Turn::Kept, EventKind::PromiseKept),
        (Some(before), Some(_)) => (Turn::Moved { before }, EventKind::PromiseMoved),
    };
    (turn, Happening::of(kind).due(due))
}
