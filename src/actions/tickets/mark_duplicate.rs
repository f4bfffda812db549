//! A report that says what another already says follows that one.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::ids::TicketCode;
use crate::portal::Portal;
use crate::store::tickets;

/// Marks a report as a duplicate of the one with `master_code`. A master is never itself a duplicate, so that no
/// chain and no ring can arise.
pub fn mark_duplicate(portal: &Portal, order: Order<'_>, master_code: &str) -> Result<Ticket, Refusal> {
    let unknown = || Refusal::field("master", "master_unknown");
    let code = TicketCode::parse(master_code).map_err(|_| unknown())?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::MarkDuplicate)?;
        let master = tickets::by_code(c, code.as_str())?.ok_or_else(unknown)?;
        if master.id == ticket.id {
            return Err(Refusal::field("master", "master_itself"));
        }
        if matches!(master.status, Status::Duplicate | Status::Rejected | Status::Withdrawn) {
            return Err(Refusal::field("master", "master_ended"));
        }
        let mut moved = ticket.take(Step::MarkDuplicate, now)?;
        moved.ticket.master_id = Some(master.id);
        let happening = Happening::of(EventKind::MarkedDuplicate).remarked(&master.code);
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::duplicate(portal, c, &ticket, &master)?;
        Ok(ticket)
    })
}
