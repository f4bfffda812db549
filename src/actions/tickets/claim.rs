//! An officer takes a report that nobody works on for themselves, or gives one back.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Makes an unassigned report one's own.
///
/// # Errors
/// `TooLate` when somebody has it, or the agency has not taken it on, or nothing is left to do.
pub fn claim(portal: &Portal, order: Order<'_>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Claim)?;
        if ticket.assignee().is_some() || !may_change_hands(&ticket) {
            return Err(Refusal::TooLate);
        }
        let mut moved = ticket.change();
        moved.ticket.holders.hand_to(Some(order.actor.id), now);
        record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::Claimed))
    })
}

/// Gives one's own report back to the unassigned, with a reason that only the staff read. A draft stays with it.
///
/// # Errors
/// `Invalid` without a reason, `TooLate` when nothing is left to do.
pub fn release(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Release)?;
        if !may_change_hands(&ticket) {
            return Err(Refusal::TooLate);
        }
        let mut moved = ticket.change();
        moved.ticket.holders.hand_to(None, now);
        let happening = Happening::of(EventKind::Released).remarked(why.as_str());
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// The agency has taken it on and owes an answer.
fn may_change_hands(ticket: &Ticket) -> bool {
    matches!(ticket.status, Status::InProgress | Status::AwaitingApproval)
}
