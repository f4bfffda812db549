//! A report is given to one person of the agency.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::clock::local;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Ticket;
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::{agencies, colleagues};

/// Gives a report to `to`, who must work in the agency that holds it; `None` puts it back among the unassigned, where
/// somebody has it.
pub fn assign(portal: &Portal, order: Order<'_>, to: Option<AccountId>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Assign)?;
        // What an agency sent back is not theirs to give out.
        if ticket.status.is_settled() || !ticket.holders.is_held() {
            return Err(Refusal::TooLate);
        }
        if to.is_none() && ticket.assignee().is_none() {
            return Err(Refusal::field("assignee", "assignee_missing"));
        }
        if let (Some(_), Some(agency)) = (to, ticket.agency())
            && !agencies::find(c, agency)?.is_current(local(now).date())
        {
            return Err(Refusal::field("assignee", "agency_ended"));
        }
        let name = match (to, ticket.agency()) {
            (Some(person), Some(agency)) => colleagues::of_agency(c, agency)?
                .into_iter()
                .find(|colleague| colleague.id == person)
                .map(|colleague| colleague.name)
                .ok_or_else(|| Refusal::field("assignee", "assignee_unknown"))?,
            _ => String::new(),
        };
        let mut moved = ticket.change();
        moved.ticket.holders.hand_to(to, now);
        let happening = Happening::of(EventKind::Assigned).remarked(&name);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
