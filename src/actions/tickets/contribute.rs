//! Whoever works with the lead does its part: words that the lead reads and composes the answer from.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// The longest part, in characters.
pub const PART_LIMIT: usize = 4_000;

/// Can a part be done while the report stands like this? Not once the answer waits for its approver.
pub fn takes_parts(status: Status) -> bool {
    matches!(status, Status::Forwarded | Status::Reopened | Status::InProgress)
}

/// Gives the part of the agency that works with the lead: its clock stops, and the lead is told. More may follow.
///
/// # Errors
/// `Invalid` where it says nothing, or too much; `TooLate` once the answer waits for approval or is out.
pub fn contribute(portal: &Portal, order: Order<'_>, text: &str) -> Result<Ticket, Refusal> {
    let text = tidy(text);
    if text.chars().count() > PART_LIMIT {
        return Err(Refusal::field("part_text", "too_long"));
    }
    if count_letters(&text) < 10 {
        return Err(Refusal::field("part_text", "too_short"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Contribute)?;
        if !takes_parts(ticket.status) {
            return Err(Refusal::TooLate);
        }
        let with = ticket.co_agency();
        let mut moved = ticket.change();
        moved.ticket.clocks.meet(Owed::Part, now);
        let happening = Happening::of(EventKind::PartGiven).at(with).remarked(&text);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
