//! A report that does not repeat another after all goes its own way again.
use super::{Happening, Order, find_for, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::tickets;

/// Undoes [`mark_duplicate`](super::mark_duplicate): the report waits to be sent on again, in nobody's hands, with a triage
/// clock of its own. One that nobody had checked comes back among the new ones. Its sender is told; what repeats it follows
/// it again.
///
/// # Errors
/// `Invalid` without a reason, `TooLate` where it repeats nothing.
pub fn separate(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::MarkDuplicate)?;
        if ticket.status != Status::Duplicate {
            return Err(Refusal::TooLate);
        }
        let master = ticket.master_id.map(|id| tickets::find(c, id)).transpose()?;
        let step = if ticket.checked_at.is_some() { Step::Separate } else { Step::Recheck };
        let mut moved = ticket.take(step, now)?;
        let ticket = &mut moved.ticket;
        (ticket.master_id, ticket.closed_at) = (None, None);
        ticket.holders.take_back(now);
        start_clock(c, ticket, Owed::Triage, now)?;
        let from = master.map(|master| format!("{}: ", master.code)).unwrap_or_default();
        let happening = Happening::of(EventKind::Separated).remarked(&format!("{from}{why}"));
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::separated(portal, c, &ticket)?;
        Ok(ticket)
    })
}
