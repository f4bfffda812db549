//! The lead reminds whoever works with it.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// The lead reminds whoever works with it of the part that is still owed.
///
/// # Errors
/// `Invalid` without words; `TooLate` where no part is owed.
pub fn remind_part(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::DraftReply)?;
        if ticket.clocks.running(Owed::Part).is_none() {
            return Err(Refusal::TooLate);
        }
        let happening = Happening::of(EventKind::PartReminded).at(ticket.co_agency()).remarked(why.as_str());
        record(c, now, Some(order.actor.id), ticket.change(), happening)
    })
}
