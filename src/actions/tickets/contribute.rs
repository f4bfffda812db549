//! Whoever works with the lead does its part: words that the lead reads and composes the answer from.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor, Reach, reach};
use crate::domain::status::Status;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;

/// The longest part, in characters.
pub const PART_LIMIT: usize = 4_000;

/// Can a part be done while the report stands like this? Not once the answer waits for its approver.
pub fn takes_parts(status: Status) -> bool {
    matches!(status, Status::Forwarded | Status::Reopened | Status::InProgress)
}

/// Whose part this person may do: what is still owed before what was given, and their own agency's before that of one below it.
pub fn own_part(actor: &Actor, ticket: &Ticket) -> Option<AgencyId> {
    let grants = || actor.grants.iter().filter(|grant| reach(grant.role, Act::Contribute) == Reach::Agency);
    let partners = ticket.partners();
    let theirs = partners
        .all()
        .iter()
        .copied()
        .filter(|id| ticket.holders.is_with(*id) && grants().any(|grant| grant.tree.contains(id)));
    theirs.min_by_key(|id| (ticket.clocks.part_of(*id).is_none(), grants().all(|grant| grant.agency != *id)))
}

/// Gives the part of the agency that works with the lead: its clock stops, and the lead is told. More may follow.
///
/// # Errors
/// `Invalid` where it says nothing, or too much; `TooLate` where it works with the lead no more, and once the answer waits for approval or is out.
pub fn contribute(portal: &Portal, order: Order<'_>, text: &str) -> Result<Ticket, Refusal> {
    let text = tidy(text);
    if text.chars().count() > PART_LIMIT {
        return Err(Refusal::field("part_text", "too_long"));
    }
    if count_letters(&text) < 10 {
        return Err(Refusal::field("part_text", "too_short"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Contribute)?;
        if !takes_parts(ticket.status) {
            return Err(Refusal::TooLate);
        }
        let own = own_part(order.actor, &ticket).ok_or(Refusal::TooLate)?;
        let mut moved = ticket.change();
        moved.ticket.clocks.meet_part(own, now);
        let happening = Happening::of(EventKind::PartGiven).at(Some(own)).remarked(&text);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
