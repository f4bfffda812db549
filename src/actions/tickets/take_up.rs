//! A refusal was wrong: the report is taken up again.
use super::uphold_refusal::heard;
use super::{Happening, Order, find_for, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::objection::Heard;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Puts a refused report among the new ones again, in nobody's hands, with a triage clock of its own; its sender and whoever
/// repeats it are told. Why is for the staff alone.
///
/// # Errors
/// `Invalid` without a reason or for one's own refusal, `TooLate` where nobody objects.
pub fn take_up(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let (why, now) = (Reason::new(why)?, portal.now());
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SettleRefusal)?;
        heard(c, &ticket, (order.actor.id, "why"), Heard::TakenUp)?;
        let mut moved = ticket.take(Step::Recheck, now)?;
        let ticket = &mut moved.ticket;
        (ticket.reason, ticket.closed_at) = (None, None);
        ticket.refusal.clear();
        ticket.holders.take_back(now);
        start_clock(c, ticket, Owed::Triage, now)?;
        let happening = Happening::of(EventKind::TakenUp).remarked(why.as_str());
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::taken_up(portal, c, &ticket)?;
        Ok(ticket)
    })
}
