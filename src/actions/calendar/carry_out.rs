//! Stores a change of the calendar, in the transaction of whichever verb it is part of.
use super::due_moves;
use super::forecast::DueMove;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::tickets::{Happening, record};
use crate::clock::Moment;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor};
use crate::domain::{CalendarDay, DayChange};
use crate::ids::AccountId;
use crate::store::{Conn, calendar, tickets};
use chrono::Datelike;

/// How many days one line of the journal lists; of more it keeps the number.
const LISTED: usize = 40;
/// How many days a report's timeline names.
const NAMED: usize = 3;

/// What becomes of the deadlines that are running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadlines {
    /// They stay as they were told, which is the rule.
    Keep,
    /// They are reckoned again; each first deadline stays in its report.
    Recompute,
}

/// `Forbidden` for whoever may not change the calendar.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCalendar) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// Stores the changes, with the deadlines reckoned against the calendar as it stands in this transaction. How many
/// deadlines moved.
pub(super) fn carry_out(
    conn: &mut Conn,
    (actor, now): (AccountId, Moment),
    kind: AuditKind,
    changes: &[DayChange],
    deadlines: Deadlines,
) -> Result<usize, Refusal> {
    if changes.is_empty() {
        return Ok(0);
    }
    let moves = match deadlines {
        Deadlines::Keep => Vec::new(),
        Deadlines::Recompute => due_moves(conn, changes, now)?,
    };
    for change in changes {
        match &change.to {
            Some(day) => calendar::put(conn, day)?,
            None => calendar::remove(conn, change.day)?,
        }
    }
    let why = named(changes);
    for one in &moves {
        move_due(conn, one, &why, (actor, now))?;
    }
    let mut years: Vec<i32> = changes.iter().map(|change| change.day.year()).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let own: Vec<&DayChange> = changes.iter().filter(|change| change.day.year() == year).collect();
        let mut lines = told(&own);
        if deadlines == Deadlines::Recompute {
            lines.push(Change::new("due_moved", "", moves.len()));
        }
        Journal::by(actor, now).write(conn, (Subject::Calendar, i64::from(year)), kind, lines)?;
    }
    Ok(moves.len())
}

/// Gives one report its new deadline; what it was promised first stays.
pub(super) fn move_due(
    conn: &mut Conn,
    one: &DueMove,
    why: &str,
    (actor, now): (AccountId, Moment),
) -> Result<(), Refusal> {
    let mut moved = tickets::find(conn, one.id)?.change();
    if moved.ticket.answer_due() != Some(one.from) {
        return Err(Refusal::Stale);
    }
    moved.ticket.clocks.set_answer_due(one.to);
    let happening = Happening::of(EventKind::DueMoved).told(why).due(Some(one.to));
    record(conn, now, Some(actor), moved, happening).map(drop)
}

/// The first days by date and name, for the timeline: everybody may know why a deadline moved.
fn named(changes: &[DayChange]) -> String {
    let one = |change: &DayChange| {
        let (day, of) = (change.day, change.to.as_ref().or(change.from.as_ref()));
        let name = of.map(|of| of.name.as_str()).unwrap_or_default();
        format!("{}/{}/{}: {name}", day.day(), day.month(), day.year())
    };
    let mut text = changes.iter().take(NAMED).map(one).collect::<Vec<_>>().join("; ");
    if changes.len() > NAMED {
        text.push('…');
    }
    text
}

/// What the journal keeps: each day with what was said of it before and after.
fn told(changes: &[&DayChange]) -> Vec<Change> {
    if changes.len() > LISTED {
        return vec![Change::new("days", "", changes.len())];
    }
    let mut lines = Vec::new();
    for change in changes {
        let both = |read: fn(&CalendarDay) -> String| {
            [&change.from, &change.to].map(|day| day.as_ref().map(read).unwrap_or_default())
        };
        let fields = [
            ("name", both(|day| day.name.clone())),
            ("day_kind", both(|day| day.kind.to_string())),
            ("certainty", both(|day| day.certainty.to_string())),
        ];
        lines.push(Change::new("day", "", change.day));
        lines.extend(fields.map(|(field, [from, to])| Change::new(field, from, to)));
    }
    lines
}
