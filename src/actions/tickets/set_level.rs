//! How pressing a report is, is judged anew: what is owed is due sooner where the new level says so, and never later.
use super::deadlines::hasten;
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
        hasten(c, &mut moved.ticket, level, now)?;
        let due = moved.ticket.clocks.next().map(|clock| clock.due_at);
        let happening = Happening::of(EventKind::LevelSet).remarked(&remark).due(due);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
