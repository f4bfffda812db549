//! The ladder by which somebody is told that something is owed for long, and who stands where on it.
use super::{Conn, Found};
use crate::domain::clocks::{Clock, Owed, Stopped};
use crate::domain::escalation::{Climb, Rung};
use crate::ids::{ClockId, RungId};
use crate::schema::{climbs, clocks, rungs};
use diesel::prelude::*;

/// Clocks of one look.
const AT_ONCE: i64 = 20_000;

/// Every rung, in no order that matters.
pub fn all(conn: &mut Conn) -> Found<Vec<Rung>> {
    rungs::table.order(rungs::id).select(Rung::as_select()).load(conn)
}

/// Adds a rung.
pub fn insert(conn: &mut Conn, rung: &Rung) -> Found<()> {
    diesel::insert_into(rungs::table).values(rung).execute(conn).map(drop)
}

/// Takes a rung away; false when there is none. Who stood on it stays written.
pub fn remove(conn: &mut Conn, id: RungId) -> Found<bool> {
    Ok(diesel::delete(rungs::table.filter(rungs::id.eq(id))).execute(conn)? == 1)
}

/// The clocks that run, but for those that senders owe, and what an approver is asked, which ends with the answer's own; those due
/// first first.
pub fn running(conn: &mut Conn) -> Found<Vec<Clock>> {
    clocks::table
        .filter(clocks::stopped.eq(Stopped::Not))
        .filter(clocks::owed.ne_all([Owed::Info, Owed::Consent]))
        .order((clocks::due_at, clocks::id))
        .limit(AT_ONCE)
        .select(Clock::as_select())
        .load(conn)
}

/// Which rungs were reached on the clocks that run.
pub fn climbed(conn: &mut Conn) -> Found<Vec<Climb>> {
    let running = clocks::table.filter(clocks::stopped.eq(Stopped::Not)).select(clocks::id);
    climbs::table.filter(climbs::clock_id.eq_any(running)).select(Climb::as_select()).load(conn)
}

/// A clock as it stands; none where there is none.
pub fn clock(conn: &mut Conn, id: ClockId) -> Found<Option<Clock>> {
    clocks::table.filter(clocks::id.eq(id)).select(Clock::as_select()).first(conn).optional()
}

/// Was this rung reached for this deadline?
pub fn is_climbed(conn: &mut Conn, clock: &Clock, rung: RungId) -> Found<bool> {
    let known = climbs::table
        .filter(climbs::clock_id.eq(clock.id))
        .filter(climbs::rung_id.eq(rung))
        .filter(climbs::due_at.eq(clock.due_at));
    diesel::select(diesel::dsl::exists(known)).get_result(conn)
}

/// Writes down that it was.
pub fn climb(conn: &mut Conn, climb: &Climb) -> Found<()> {
    diesel::insert_into(climbs::table).values(climb).execute(conn).map(drop)
}
