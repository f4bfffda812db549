//! Tells whoever the ladder names, once for each rung and deadline, and leaves a trail on the report. What was answered
//! meanwhile is left alone: its clock has stopped.
use crate::actions::Refusal;
use crate::actions::notices::{deliver, staff_of};
use crate::actions::upkeep::GoesOn;
use crate::clock::Moment;
use crate::domain::clocks::Clock;
use crate::domain::escalation::{Climb, Rung};
use crate::domain::event::{Event, EventKind};
use crate::domain::notice::{Addressee, addressees};
use crate::domain::ticket::Ticket;
use crate::ids::{ClimbId, ClockId, EventId, RungId};
use crate::portal::Portal;
use crate::store::{Conn, Db, contacts, events, rungs, tickets};
use std::collections::HashSet;

/// Tellings of one run.
const AT_ONCE: usize = 500;

/// Reaches every rung that is due, each in a transaction of its own: how many.
pub fn escalate(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let due = portal.db.look(|c| reached(&portal.db, c, portal.now()))?;
    due.into_iter().take(AT_ONCE).take_while(|_| goes_on()).try_fold(0, |count, (clock, rung)| {
        let done = portal.db.change(|c| climb(portal, c, clock.id, rung))?;
        Ok(count + usize::from(done))
    })
}

/// Rungs that are reached and were not before, those of the oldest deadline first.
pub(super) fn reached(db: &Db, conn: &mut Conn, now: Moment) -> Result<Vec<(Clock, Rung)>, Refusal> {
    let (ladder, city) = (rungs::all(conn)?, db.city(conn)?);
    let known = rungs::climbed(conn)?.into_iter().map(|one| (one.clock_id, one.rung_id, one.due_at));
    let known: HashSet<(ClockId, RungId, Moment)> = known.collect();
    let clocks = rungs::running(conn)?.into_iter();
    let due = clocks.flat_map(|clock| {
        let fresh = ladder.iter().filter(|rung| !known.contains(&(clock.id, rung.id, clock.due_at)));
        let due = fresh.filter(|rung| rung.is_reached(&clock, now, &city.calendar));
        due.map(|rung| (clock.clone(), *rung)).collect::<Vec<_>>()
    });
    Ok(due.collect())
}

/// Who hears it: the people that the rung names, or the next above them who are there at all.
pub(super) fn hears(
    conn: &mut Conn,
    ticket: &Ticket,
    clock: &Clock,
    rung: Rung,
    now: Moment,
) -> Result<Vec<Addressee>, Refusal> {
    for circle in rung.whom.circles(ticket, clock) {
        let told = [(rung.what(), circle)];
        let found = addressees(&told, &staff_of(conn, &told, now)?, None);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn climb(portal: &Portal, conn: &mut Conn, clock: ClockId, rung: Rung) -> Result<bool, Refusal> {
    let now = portal.now();
    let Some(clock) = rungs::clock(conn, clock)? else { return Ok(false) };
    let calendar = &portal.db.city(conn)?.calendar;
    if !rung.is_reached(&clock, now, calendar) || rungs::is_climbed(conn, &clock, rung.id)? {
        return Ok(false);
    }
    rungs::climb(
        conn,
        &Climb {
            id: ClimbId::fresh(now),
            clock_id: clock.id,
            rung_id: rung.id,
            due_at: clock.due_at,
            at: now,
        },
    )?;
    let ticket = tickets::find(conn, clock.ticket_id)?;
    // What its sender did not confirm waits in no queue, and is owed by nobody yet.
    if contacts::state(conn, ticket.id)?.confirm_by.is_some() {
        return Ok(false);
    }
    let event = Event {
        id: EventId::fresh(now),
        ticket_id: ticket.id,
        kind: EventKind::Escalated,
        status_from: None,
        status_to: ticket.status,
        actor_id: None,
        agency_id: clock.agency_id,
        is_public: EventKind::Escalated.is_public(),
        public_text: String::new(),
        remark: rung.code(clock.owed),
        due: Some(clock.due_at),
        at: now,
    };
    events::append(conn, &event)?;
    let found = hears(conn, &ticket, &clock, rung, now)?;
    deliver(conn, &found, &ticket, (event.id, None, Some(clock.due_at)), now)?;
    Ok(true)
}
