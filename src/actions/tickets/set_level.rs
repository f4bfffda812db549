//! How pressing a report is, is judged anew. Deadlines that were set stay; the next step's clock goes by the new level.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::{Level, Ticket};
use crate::portal::Portal;

/// `why` is kept for the staff. `TooLate` once the report is settled.
pub fn set_level(portal: &Portal, order: Order<'_>, level: Level, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SetLevel)?;
        if ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let remark = format!("{} → {level}: {why}", ticket.level);
        let mut moved = ticket.change();
        moved.ticket.level = level;
        let happening = Happening::of(EventKind::LevelSet).remarked(&remark);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
