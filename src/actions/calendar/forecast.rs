//! Which deadlines a change of the calendar would move. Looks only.
use crate::clock::Moment;
use crate::domain::recompute::Running;
use crate::domain::{Calendar, DayChange};
use crate::ids::TicketId;
use crate::store::{Conn, Found, calendar, terms};

/// A report whose answer would be due at another moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueMove {
    pub id: TicketId,
    pub code: String,
    pub from: Moment,
    pub to: Moment,
}

/// What these changes of the calendar as it stands now would move, what is due next first.
pub fn due_moves(conn: &mut Conn, changes: &[DayChange], now: Moment) -> Found<Vec<DueMove>> {
    let old = terms::calendar(conn)?;
    let new = old.with(changes);
    moves_between(conn, (&old, &new), now)
}

/// What would move where one calendar takes the place of another.
pub fn moves_between(
    conn: &mut Conn,
    (old, new): (&Calendar, &Calendar),
    now: Moment,
) -> Found<Vec<DueMove>> {
    if old == new {
        return Ok(Vec::new());
    }
    let moves = calendar::open_terms(conn, now)?.into_iter().filter_map(|(code, clock)| {
        let running = Running { since: clock.runs_since(), due: clock.due_at, unit: clock.term()?.unit };
        let to = running.moved(old, new, now)?;
        Some(DueMove { id: clock.ticket_id, code, from: clock.due_at, to })
    });
    Ok(moves.collect())
}
