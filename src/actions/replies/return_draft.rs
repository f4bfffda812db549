//! The approver sends a draft back with a remark.
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, Order, find_for, record};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::reply_drafts;

/// Returns the draft to its officer; the remark stands beside it until it is proposed again.
pub fn return_draft(portal: &Portal, order: Order<'_>, remark: &str) -> Result<Ticket, Refusal> {
    let remark = Reason::at("remark", remark)?;
    let now = portal.now();
    portal.db.change(|c| {
        let moved = find_for(c, order, Act::ReturnReply)?.take(Step::ReturnDraft, now)?;
        reply_drafts::remark(c, moved.ticket.id, remark.as_str(), now)?;
        let author = reply_drafts::find(c, moved.ticket.id)?.map(|draft| draft.author_id);
        let happening = Happening::of(EventKind::DraftReturned).remarked(remark.as_str());
        let happening = happening.naming(author.into_iter().collect());
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
