//! The city lets the agency that handles a report look at how to reach its sender, or ends that.
use super::{Happening, Order, find_for, note_down};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::look::shared;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::{contacts, events};

/// Lets the agency that holds the report look, with a reason that its sender reads. Another agency may not. Where it may
/// already, nothing changes.
///
/// # Errors
/// `Invalid` without a reason, `TooLate` where no agency holds it or the sender left nothing.
pub fn share_contact(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    change(portal, order, EventKind::ContactShared, why)
}

/// The agency may not look any more, nor at what it opened before.
///
/// # Errors
/// `Invalid` without a reason, `TooLate` where the sender left nothing.
pub fn unshare_contact(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    change(portal, order, EventKind::ContactKept, why)
}

fn change(portal: &Portal, order: Order<'_>, kind: EventKind, why: &str) -> Result<Ticket, Refusal> {
    let (why, now) = (Reason::new(why)?, portal.now());
    let shares = kind == EventKind::ContactShared;
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::ShareContact)?;
        let agency = ticket.agency().filter(|_| ticket.holders.is_held());
        if contacts::of_ticket(c, ticket.id)?.is_none() || (shares && agency.is_none()) {
            return Err(Refusal::TooLate);
        }
        let all = events::of_ticket(c, ticket.id)?;
        if shared(all.iter().map(|(event, _)| event), ticket.agency()).is_some() != shares {
            let happening = Happening::of(kind).at(agency).remarked(why.as_str());
            note_down(c, now, order.actor, &ticket, happening)?;
        }
        Ok(ticket)
    })
}
