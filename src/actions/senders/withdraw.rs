//! A sender takes a report back.
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, record};
use crate::domain::event::EventKind;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::tickets;

/// Withdraws a report that nobody answered yet.
///
/// # Errors
/// `TooLate` where it was answered or has ended, `Invalid` where other people's reports follow it: what they wait for is
/// not its sender's to end.
pub fn withdraw(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let moved = tickets::find(c, id)?.take(Step::Withdraw, now)?;
        if !tickets::followers(c, id)?.is_empty() {
            return Err(Refusal::field("withdraw", "others_follow"));
        }
        record(c, now, None, moved, Happening::of(EventKind::Withdrawn))
    })
}
