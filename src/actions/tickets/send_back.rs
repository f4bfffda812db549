//! An agency sends a report back: it is not theirs. After the city's limit the dispatcher's word is final.
use super::{Happening, Order, find_for, record, start_clock};
use crate::actions::Refusal;
use crate::domain::assignment::Ended;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Sends a report back to the dispatcher with a reason, which only the staff read.
///
/// # Errors
/// `Invalid` without a reason, or when it was sent back as often as the city allows.
pub fn send_back(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SendBack)?;
        let most = portal.db.city(c)?.facts.transfers_back;
        if i32::try_from(ticket.holders.sent_back()).unwrap_or(i32::MAX) >= most {
            return Err(Refusal::field("why", "transfers_used_up"));
        }
        let sender = ticket.agency();
        let mut moved = ticket.take(Step::SendBack, now)?;
        moved.ticket.holders.hand_to(None, now);
        moved.ticket.holders.end_lead(Ended::SentBack, now);
        start_clock(c, &mut moved.ticket, Owed::Triage, now)?;
        let happening = Happening::of(EventKind::SentBack).at(sender).remarked(why.as_str());
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
