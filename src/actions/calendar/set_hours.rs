//! Other hours are worked from a day on, for a season or without an end.
use super::carry_out::{Deadlines, manages, move_due};
use super::moves_between;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::clock::local;
use crate::domain::Calendar;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::hours::{self, Stretch};
use crate::domain::policy::Actor;
use crate::portal::Portal;
use crate::store::{calendar, terms};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// The fields as they came in; the second stretch may be empty, and so may the last day.
#[derive(Debug, Clone, Default)]
pub struct HoursTyped {
    pub from_1: String,
    pub to_1: String,
    pub from_2: String,
    pub to_2: String,
    pub valid_from: String,
    pub valid_to: String,
}

/// The hours that were meant, and from when to when they hold.
type Meant = (Vec<Stretch>, NaiveDate, Option<NaiveDate>);

impl HoursTyped {
    fn read(&self, today: NaiveDate) -> Result<Meant, Refusal> {
        let mut reader = Reader::default();
        let first = stretch(&mut reader, ("from_1", &self.from_1), ("to_1", &self.to_1));
        let is_empty = self.from_2.trim().is_empty() && self.to_2.trim().is_empty();
        let second = if is_empty {
            None
        } else {
            stretch(&mut reader, ("from_2", &self.from_2), ("to_2", &self.to_2))
        };
        if let (Some((_, noon)), Some((from, _))) = (first, second)
            && from < noon
        {
            reader.wrong("from_2", "time_order");
        }
        let from = reader.day("valid_from", &self.valid_from);
        if from.is_none_or(|day| day < today) {
            reader.wrong("valid_from", "day_past");
        }
        let to = reader.day("valid_to", &self.valid_to);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            reader.wrong("valid_to", "date_before");
        }
        reader.done()?;
        let from = from.ok_or_else(|| Refusal::field("valid_from", "day_past"))?;
        Ok((first.into_iter().chain(second).collect(), from, to))
    }
}

fn stretch(
    reader: &mut Reader,
    (from_field, from): (&'static str, &str),
    (to_field, to): (&'static str, &str),
) -> Option<Stretch> {
    let mut time = |field, typed: &str| {
        let time = NaiveTime::parse_from_str(typed.trim(), "%H:%M").ok();
        if time.is_none() {
            reader.wrong(field, "time_shape");
        }
        time
    };
    let (from, to) = (time(from_field, from), time(to_field, to));
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        reader.wrong(to_field, "time_order");
    }
    from.zip(to)
}

/// Sets the hours. `seen` is what stood when the form was opened ([`hours::print`]). How many deadlines moved.
///
/// # Errors
/// `Forbidden`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn set_hours(
    portal: &Portal,
    actor: &Actor,
    typed: &HoursTyped,
    seen: &str,
    deadlines: Deadlines,
) -> Result<usize, Refusal> {
    manages(actor)?;
    let now = portal.now();
    let (stretches, first, last) = typed.read(local(now).date())?;
    portal.db.change(|c| {
        calendar::take_turns(c)?;
        let old = terms::calendar(c)?;
        let shifts = hours::laid_over(&old.shifts, &stretches, (first, last));
        let new = Calendar { shifts, ..old.clone() };
        if hours::print(&new.shifts) == hours::print(&old.shifts) {
            return Ok(0);
        }
        if hours::print(&old.shifts) != seen {
            return Err(Refusal::Stale);
        }
        let moves = match deadlines {
            Deadlines::Keep => Vec::new(),
            Deadlines::Recompute => moves_between(c, (&old, &new), now)?,
        };
        terms::put_hours(c, &new.shifts)?;
        let said = hours::said(&stretches);
        let why = format!("{}/{}/{}: {said}", first.day(), first.month(), first.year());
        for one in &moves {
            move_due(c, one, &why, (actor.id, now))?;
        }
        let mut lines = vec![
            Change::new("hours", "", said),
            Change::new("valid_from", "", first),
            Change::new("valid_to", "", last.map(|day| day.to_string()).unwrap_or_default()),
        ];
        if deadlines == Deadlines::Recompute {
            lines.push(Change::new("due_moved", "", moves.len()));
        }
        Journal::by(actor.id, now).write(c, (Subject::Hours, 0), AuditKind::Edited, lines)?;
        Ok(moves.len())
    })
}
