//! A report is hidden from the public, or shown again. What it says stays as it is.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::{Prominence, Ticket};
use crate::portal::Portal;

/// Changes who may see a report; it needs a reason, which the event keeps.
///
/// # Errors
/// `Invalid` without a reason, or to show what is private: that can be hidden more, never less.
pub fn set_prominence(
    portal: &Portal,
    order: Order<'_>,
    prominence: Prominence,
    why: &str,
) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SetProminence)?;
        if ticket.is_private && prominence == Prominence::Public {
            return Err(Refusal::field("prominence", "stays_private"));
        }
        let mut moved = ticket.change();
        moved.ticket.prominence = prominence;
        let remark = format!("{prominence}: {why}");
        record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::ProminenceSet).remarked(&remark))
    })
}
