//! A report that says what another already says follows that one.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::ids::TicketCode;
use crate::portal::Portal;
use crate::store::{contacts, tickets};

/// Marks a report as a duplicate of the one with `master_code`, or of the last one that that repeats. Whoever sent it, or
/// one that repeats it, is told; the answer too, where there is one already.
///
/// # Errors
/// `Invalid` where no report has this code, where it leads back to this one, or where the other has ended or may end
/// without anybody having looked at it.
pub fn mark_duplicate(portal: &Portal, order: Order<'_>, master_code: &str) -> Result<Ticket, Refusal> {
    let unknown = || Refusal::field("master", "master_unknown");
    let code = TicketCode::parse(master_code).map_err(|_| unknown())?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::MarkDuplicate)?;
        let named = tickets::by_code(c, code.as_str())?.ok_or_else(unknown)?;
        if named.id == ticket.id {
            return Err(Refusal::field("master", "master_itself"));
        }
        let master = tickets::last_master(c, &named)?.unwrap_or(named);
        if master.id == ticket.id {
            return Err(Refusal::field("master", "master_follows"));
        }
        // `Duplicate` here: its chain leads nowhere.
        if matches!(master.status, Status::Duplicate | Status::Rejected | Status::Withdrawn) {
            return Err(Refusal::field("master", "master_ended"));
        }
        if contacts::state(c, master.id)?.confirm_by.is_some() {
            return Err(Refusal::field("master", "master_unconfirmed"));
        }
        let mut moved = ticket.take(Step::MarkDuplicate, now)?;
        moved.ticket.master_id = Some(master.id);
        let happening = Happening::of(EventKind::MarkedDuplicate).remarked(&master.code);
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::duplicate(portal, c, &ticket, &master)?;
        Ok(ticket)
    })
}
