//! Withdraws reports that nobody confirmed in time, and forgets who sent them.
use super::GoesOn;
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, record};
use crate::domain::event::EventKind;
use crate::domain::status::Step;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{contacts, letters, tickets};

/// Reports of one run; the rest wait for the next, an hour later.
const BATCH: i64 = 500;

/// Withdraws them one by one, each in its own transaction; how many. Whoever confirms in the same moment wins or finds
/// the address erased.
pub fn expire_unconfirmed(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let due = portal.db.look(|c| Ok::<_, Refusal>(contacts::unconfirmed(c, now, BATCH)?))?;
    due.into_iter()
        .take_while(|_| goes_on())
        .try_fold(0, |count, id| Ok(count + usize::from(expire(portal, id)?)))
}

fn expire(portal: &Portal, id: TicketId) -> Result<bool, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        if contacts::state(c, id)?.confirm_by.is_none_or(|by| by > now) {
            return Ok(false);
        }
        let ticket = tickets::find(c, id)?;
        // One that the desk refused meanwhile has ended already; only who sent it is forgotten.
        if let Ok(moved) = ticket.take(Step::Withdraw, now) {
            record(c, now, None, moved, Happening::of(EventKind::Expired))?;
        }
        letters::erase(c, id)?;
        contacts::erase(c, id)?;
        Ok(true)
    })
}
