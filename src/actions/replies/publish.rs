//! The approver approves: the answer is published in the agency's name and letters go out.
use super::propose::check;
use crate::actions::tickets::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reply::Reply;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::ids::ReplyId;
use crate::portal::Portal;
use crate::store::{documents, photos, replies, reply_drafts};

/// Publishes the draft. Four eyes, unless the city says otherwise: whoever wrote it cannot approve it.
///
/// # Errors
/// `Invalid` when approver and author are one person, or the draft lost its proof since it was proposed.
pub fn publish(portal: &Portal, order: Order<'_>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::PublishReply)?;
        let agency = ticket.agency().ok_or(Refusal::TooLate)?;
        let draft = reply_drafts::find(c, ticket.id)?.ok_or(Refusal::TooLate)?;
        if portal.db.city(c)?.facts.four_eyes && draft.author_id == order.actor.id {
            return Err(Refusal::field("publish", "own_draft"));
        }
        check(c, &ticket, &draft)?;
        let moved = ticket.take(Step::Answer, now)?;
        let reply = Reply {
            id: ReplyId::fresh(now),
            ticket_id: moved.ticket.id,
            version: replies::next_version(c, moved.ticket.id)?,
            agency_id: agency,
            signed_as: draft.signed_as,
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
        let happening = Happening::of(EventKind::Answered).at(Some(agency));
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::answered(portal, c, &ticket, &reply)?;
        Ok(ticket)
    })
}
