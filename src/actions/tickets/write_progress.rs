//! Progress that the public reads: an interim word, which does not stop the clock.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// The longest word of progress, in characters.
pub const PROGRESS_LIMIT: usize = 1_000;

/// Adds a line to the public timeline.
pub fn write_progress(portal: &Portal, order: Order<'_>, text: &str) -> Result<Ticket, Refusal> {
    let text = tidy(text);
    if count_letters(&text) < 10 {
        return Err(Refusal::field("progress", "too_short"));
    }
    if text.chars().count() > PROGRESS_LIMIT {
        return Err(Refusal::field("progress", "too_long"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::WriteProgress)?;
        if ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let happening = Happening::of(EventKind::Progress).told(&text);
        let ticket = record(c, now, Some(order.actor.id), ticket.change(), happening)?;
        letters::progress(portal, c, &ticket, &text)?;
        Ok(ticket)
    })
}
