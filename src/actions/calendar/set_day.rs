//! A day is marked as off or as worked, or said otherwise than before.
use super::carry_out::{Deadlines, carry_out, manages};
use crate::actions::{Problem, Refusal};
use crate::domain::audit::AuditKind;
use crate::domain::policy::Actor;
use crate::domain::{CalendarDay, DayChange, day_list};
use crate::portal::Portal;
use crate::store::calendar;

/// The fields as they came in.
#[derive(Debug, Clone, Default)]
pub struct DayTyped {
    pub day: String,
    pub name: String,
    pub kind: String,
    pub certainty: String,
}

impl DayTyped {
    /// The day that was meant.
    ///
    /// # Errors
    /// `Invalid` with the first field that cannot be taken.
    pub fn read(&self) -> Result<CalendarDay, Refusal> {
        const FIELDS: [&str; 4] = ["day", "name", "kind", "certainty"];
        let typed = [&self.day, &self.name, &self.kind, &self.certainty].map(String::as_str);
        day_list::day_of(typed).map_err(|(at, word)| {
            let word = if at > 1 { "choice_missing" } else { word };
            Refusal::Invalid(vec![Problem::new(FIELDS[at], word)])
        })
    }
}

/// Stores a day. `seen` is what was said of it when the change was looked at ([`CalendarDay::print`]), "" for nothing.
/// How many deadlines moved.
///
/// # Errors
/// `Stale` when somebody has changed the same day since.
pub fn set_day(
    portal: &Portal,
    actor: &Actor,
    typed: &DayTyped,
    seen: &str,
    deadlines: Deadlines,
) -> Result<usize, Refusal> {
    manages(actor)?;
    let (day, now) = (typed.read()?, portal.now());
    portal.db.change(|c| {
        calendar::take_turns(c)?;
        let standing = calendar::find(c, day.day)?;
        if standing.as_ref() == Some(&day) {
            return Ok(0);
        }
        if standing.as_ref().map(CalendarDay::print).unwrap_or_default() != seen {
            return Err(Refusal::Stale);
        }
        let change = DayChange { day: day.day, from: standing, to: Some(day.clone()) };
        carry_out(c, (actor.id, now), AuditKind::DaySet, &[change], deadlines)
    })
}
