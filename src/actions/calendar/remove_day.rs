//! A day is as its weekday has it again.
use super::carry_out::{Deadlines, carry_out, manages};
use crate::actions::Refusal;
use crate::domain::DayChange;
use crate::domain::audit::AuditKind;
use crate::domain::policy::Actor;
use crate::portal::Portal;
use crate::store::calendar;
use chrono::NaiveDate;

/// Takes a day out of the calendar. `seen` as in [`super::set_day`]. How many deadlines moved.
///
/// # Errors
/// `Stale` when somebody has changed the day since; `Missing` when nothing is said of it.
pub fn remove_day(
    portal: &Portal,
    actor: &Actor,
    day: NaiveDate,
    seen: &str,
    deadlines: Deadlines,
) -> Result<usize, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        calendar::take_turns(c)?;
        let standing = calendar::find(c, day)?.ok_or(Refusal::Missing)?;
        if standing.print() != seen {
            return Err(Refusal::Stale);
        }
        let change = DayChange { day, from: Some(standing), to: None };
        carry_out(c, (actor.id, now), AuditKind::DayRemoved, &[change], deadlines)
    })
}
