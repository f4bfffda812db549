//! The lead reminds an agency that works with it.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;

/// The lead reminds an agency of the part that it still owes.
///
/// # Errors
/// `Invalid` without words, or at `agency` where it owes no part.
pub fn remind_part(
    portal: &Portal,
    order: Order<'_>,
    agency: AgencyId,
    why: &str,
) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::DraftReply)?;
        if ticket.clocks.part_of(agency).is_none() {
            return Err(Refusal::field("agency", "part_not_owed"));
        }
        let happening = Happening::of(EventKind::PartReminded).at(Some(agency)).remarked(why.as_str());
        record(c, now, Some(order.actor.id), ticket.change(), happening)
    })
}
