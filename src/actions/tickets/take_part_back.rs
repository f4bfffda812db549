//! A part that was asked for is not waited for any more.
use super::{Happening, Order, find_for, record, takes_parts};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::assignment::Ended;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;

/// The lead, or a dispatcher, takes back what an agency was asked for; it is told why.
///
/// # Errors
/// `Invalid` without a reason, or at `agency` where it owes no part; `TooLate` once the answer waits for approval or is out.
pub fn take_part_back(
    portal: &Portal,
    order: Order<'_>,
    agency: AgencyId,
    why: &str,
) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::AskPart)?;
        if !takes_parts(ticket.status) {
            return Err(Refusal::TooLate);
        }
        if ticket.clocks.part_of(agency).is_none() {
            return Err(Refusal::field("agency", "part_not_owed"));
        }
        let mut moved = ticket.change();
        wait_no_more(&mut moved.ticket, agency, now);
        let happening = Happening::of(EventKind::PartTakenBack).at(Some(agency)).remarked(why.as_str());
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// What this agency still owes is owed no more. Whoever gave a part before goes on standing with its name.
pub(in crate::actions) fn wait_no_more(ticket: &mut Ticket, agency: AgencyId, now: Moment) {
    ticket.clocks.drop_part(agency, now);
    if !ticket.clocks.gave_part(agency) {
        ticket.holders.end_with(agency, Ended::TakenBack, now);
    }
}
