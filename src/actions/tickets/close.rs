//! A report is closed before it would close by itself.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Closes an answered report, or one whose sender never said what was asked.
pub fn close(portal: &Portal, order: Order<'_>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let moved = find_for(c, order, Act::Close)?.take(Step::Close, now)?;
        let ticket = record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::Closed))?;
        letters::closed(portal, c, &ticket)?;
        Ok(ticket)
    })
}
