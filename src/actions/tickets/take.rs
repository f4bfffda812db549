//! The agency takes a report on: from now on the answer's deadline is what counts.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::local;
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Role};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::agencies;

/// Takes a report. An officer who takes one is given it as well.
pub fn take(portal: &Portal, order: Order<'_>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Take)?;
        if let Some(agency) = ticket.agency()
            && !agencies::find(c, agency)?.is_current(local(now).date())
        {
            return Err(Refusal::TooLate);
        }
        let mut moved = ticket.take(Step::Take, now)?;
        let ticket = &mut moved.ticket;
        if order.actor.holds(Role::Officer) && !order.actor.holds(Role::Focal) {
            ticket.holders.hand_to(Some(order.actor.id), now);
        }
        let happening = Happening::of(EventKind::Taken).due(moved.ticket.answer_due());
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::taken(portal, c, &ticket)?;
        Ok(ticket)
    })
}
