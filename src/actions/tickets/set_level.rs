//! How pressing a report is, is judged anew. Deadlines that were set stay; the next step's clock goes by the new level.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::{Level, Ticket};
use crate::portal::Portal;

pub fn set_level(portal: &Portal, order: Order<'_>, level: Level, why: &str) -> Result<Ticket, Refusal> {
    if count_letters(why) < 5 {
        return Err(Refusal::field("why", "why_missing"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SetLevel)?;
        if ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let remark = format!("{} → {level}: {}", ticket.level, tidy(why));
        let mut moved = ticket.change();
        moved.ticket.level = level;
        let happening = Happening::of(EventKind::LevelSet).remarked(&remark);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
