//! The agency begins to say what became of what it promised: that it is done, or that it needs another day. The word itself
//! is an answer like the first, drafted and approved.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::clock::local;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reply::{Outcome, ReplyDraft};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::{agencies, reply_drafts};

/// Takes a report whose answer promised something up again, with a draft that says how it ends: kept, or planned anew. The
/// promise runs on, and the public reads it as before.
///
/// # Errors
/// `TooLate` where nothing is promised, or the agency has ended.
pub fn fulfil(portal: &Portal, order: Order<'_>, outcome: Outcome) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::DraftReply)?;
        let agency = ticket.agency().ok_or(Refusal::TooLate)?;
        let promised = ticket.clocks.running(Owed::Promise).is_some();
        if !promised || !agencies::find(c, agency)?.is_current(local(now).date()) {
            return Err(Refusal::TooLate);
        }
        if outcome == Outcome::Explained {
            return Err(Refusal::field("how", "choose_one"));
        }
        let mut moved = ticket.take(Step::Fulfil, now)?;
        let ticket = &mut moved.ticket;
        ticket.closed_at = None;
        if !ticket.holders.is_held() {
            ticket.holders.resume(now);
        }
        ticket.holders.take_on(now);
        reply_drafts::put(
            c,
            &ReplyDraft {
                ticket_id: ticket.id,
                outcome,
                body: String::new(),
                signed_as: String::new(),
                document_number: String::new(),
                author_id: order.actor.id,
                remark: String::new(),
                updated_at: now,
                version: 1,
                promised_for: None,
            },
        )?;
        record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::PromiseTakenUp))
    })
}
