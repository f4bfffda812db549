//! Many days at once, from a list that somebody looked at first.
use super::carry_out::{Deadlines, carry_out, manages};
use crate::actions::Refusal;
use crate::domain::audit::AuditKind;
use crate::domain::day_list::{self, Line};
use crate::domain::policy::Actor;
use crate::domain::{CalendarDay, DayChange};
use crate::portal::Portal;
use crate::store::{Conn, Found, calendar};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What the lines that can be taken would change in the calendar as it stands now, in the order of the list.
pub fn changes_of(conn: &mut Conn, lines: &[Line]) -> Found<Vec<DayChange>> {
    let days: Vec<&CalendarDay> = lines.iter().filter_map(|line| line.day.as_ref().ok()).collect();
    let Some((first, last)) = days.iter().map(|day| day.day).min().zip(days.iter().map(|day| day.day).max())
    else {
        return Ok(Vec::new());
    };
    let standing: BTreeMap<NaiveDate, CalendarDay> =
        calendar::between(conn, first, last)?.into_iter().map(|day| (day.day, day)).collect();
    let change = |day: &CalendarDay| {
        let from = standing.get(&day.day);
        let to = Some(day.clone());
        (from != Some(day)).then(|| DayChange { day: day.day, from: from.cloned(), to })
    };
    Ok(days.into_iter().filter_map(change).collect())
}

/// Stores the good lines of a list but for the days that are left out; `refused` is how many bad ones were seen. How many
/// days changed, and how many deadlines moved.
///
/// # Errors
/// `Invalid` when the list cannot be read, or holds more or fewer bad lines than were seen.
pub fn import_days(
    portal: &Portal,
    actor: &Actor,
    list: &str,
    (refused, left_out): (usize, &BTreeSet<NaiveDate>),
    deadlines: Deadlines,
) -> Result<(usize, usize), Refusal> {
    manages(actor)?;
    let mut lines = day_list::read(list).map_err(|word| Refusal::field("rows", word))?;
    if lines.iter().filter(|line| line.day.is_err()).count() != refused {
        return Err(Refusal::field("rows", "rows_changed"));
    }
    lines.retain(|line| line.day.as_ref().is_ok_and(|day| !left_out.contains(&day.day)));
    let now = portal.now();
    portal.db.change(|c| {
        calendar::take_turns(c)?;
        let changes = changes_of(c, &lines)?;
        let moved = carry_out(c, (actor.id, now), AuditKind::DaysImported, &changes, deadlines)?;
        Ok((changes.len(), moved))
    })
}
