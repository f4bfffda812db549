//! A sender lets the agency that handles the report look at how to reach them, or ends that.
use super::remember_as;
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::look::shared;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{consents, events, tickets};

/// Whichever agency handles the report may look, with a reason each time. Which words were agreed to stands with it.
///
/// # Errors
/// `TooLate` where nobody works on it any more.
pub fn share_contact(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    change(portal, id, EventKind::ContactShared)
}

/// No agency may look any more, nor at what it opened before; whoever let it look.
pub fn unshare_contact(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    change(portal, id, EventKind::ContactKept)
}

fn change(portal: &Portal, id: TicketId, kind: EventKind) -> Result<Ticket, Refusal> {
    let (now, shares) = (portal.now(), kind == EventKind::ContactShared);
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        if shares && ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let all = events::of_ticket(c, id)?;
        if shared(all.iter().map(|(event, _)| event), ticket.agency()).is_some() != shares {
            let consent = if shares { consents::latest(c, consents::TO_SHARE, &ticket.lang)? } else { None };
            let agreed = consent.map(|words| words.version).unwrap_or_default();
            remember_as(c, id, (kind, &agreed), now)?;
        }
        Ok(ticket)
    })
}
