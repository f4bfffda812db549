//! Whoever works with the lead says that it has no part in a report.
use super::{Happening, Order, find_for, own_part, record, takes_parts};
use crate::actions::Refusal;
use crate::domain::assignment::Ended;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// The agency that works with the lead says that it has no part in it, and why; it is theirs no more.
///
/// # Errors
/// `Invalid` without a reason; `TooLate` once the answer waits for approval or is out.
pub fn decline_part(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Contribute)?;
        if !takes_parts(ticket.status) {
            return Err(Refusal::TooLate);
        }
        let own = own_part(order.actor, &ticket).ok_or(Refusal::TooLate)?;
        let mut moved = ticket.change();
        let ticket = &mut moved.ticket;
        ticket.holders.end_with(own, Ended::TakenBack, now);
        ticket.clocks.drop_part(own, now);
        let happening = Happening::of(EventKind::PartDeclined).at(Some(own)).remarked(why.as_str());
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
