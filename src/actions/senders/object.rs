//! A sender does not agree that their report was refused.
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, record};
use crate::domain::event::EventKind;
use crate::domain::objection::{Heard, Objection};
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{events, objections, tickets};

/// Asks, once for each report, that somebody else than who refused it looks at it. Why is for the staff alone.
///
/// # Errors
/// `Invalid` without a reason, `TooLate` where nothing is refused or it was asked before.
pub fn object(portal: &Portal, id: TicketId, why: &str) -> Result<Ticket, Refusal> {
    let (why, now) = (Reason::at("objection", why)?, portal.now());
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        if ticket.status != Status::Rejected || events::count(c, id, EventKind::Objected)? > 0 {
            return Err(Refusal::TooLate);
        }
        let objection = Objection {
            ticket_id: id,
            by_sender: true,
            why: why.to_string(),
            raised_at: now,
            heard: Heard::Open,
        };
        objections::put(c, &objection)?;
        let refuser = events::last_actor(c, id, EventKind::Refused)?;
        let happening = Happening::of(EventKind::Objected).remarked(why.as_str());
        let happening = happening.naming(refuser.into_iter().collect());
        record(c, now, None, ticket.change(), happening)
    })
}
