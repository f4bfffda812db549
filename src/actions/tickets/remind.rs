//! Whoever watches over deadlines reminds those who owe the next step.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Leaves a reminder on a report on which something is owed; the staff read its words, the public does not. No clock
/// changes.
pub fn remind(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Remind)?;
        if ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let happening = Happening::of(EventKind::Reminded).remarked(why.as_str());
        record(c, now, Some(order.actor.id), ticket.change(), happening)
    })
}
