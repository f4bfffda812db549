//! An answered report is opened again: the answer did not settle it.
use super::{Happening, Order, Work, find_for, record, start_clock, start_parts};
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::assignment::Ended;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::last_moment;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::{Conn, events};

/// Reopens a report for the agency that answered, or whoever took over from it, with a new term; for the agency above the
/// second time, and where nobody there can act; or the desk where nobody above can either. The public reads why. One
/// that was closed before anybody had checked it comes back among the new ones.
///
/// # Errors
/// `Invalid` without a reason, where nobody can take it, too long after the answer, or oftener than the city allows.
pub fn reopen(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Reopen)?;
        let happening = Happening::of(EventKind::Reopened).told(why.as_str());
        open_again(portal, c, Some(order.actor.id), ticket, happening)
    })
}

/// The reopening itself, inside whatever transaction it is part of: by a member of staff, or by nobody of them where its
/// sender asks.
pub(in crate::actions) fn open_again(
    portal: &Portal,
    conn: &mut Conn,
    by: Option<AccountId>,
    ticket: Ticket,
    happening: Happening,
) -> Result<Ticket, Refusal> {
    may_open_again(portal, conn, &ticket, portal.now())?;
    open_for_good_reason(portal, conn, by, ticket, happening)
}

/// The same for whoever is not bound by the sender's days: they looked at what went wrong.
pub(super) fn open_for_good_reason(
    portal: &Portal,
    conn: &mut Conn,
    by: Option<AccountId>,
    ticket: Ticket,
    happening: Happening,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    let again = events::count(conn, ticket.id, EventKind::Reopened)? > 0;
    let higher = higher(&Work::of(portal.db.city(conn)?, &ticket, now), ticket.agency(), again);
    // What no agency ever had, or nobody checked, has to be looked at by the desk first.
    let ready = ticket.checked_at.is_some() && ticket.agency().is_some() && higher != Higher::Desk;
    let mut moved = ticket.take(if ready { Step::Reopen } else { Step::Recheck }, now)?;
    let ticket = &mut moved.ticket;
    ticket.closed_at = None;
    match higher {
        Higher::Desk => ticket.holders.take_back(now),
        Higher::No | Higher::Agency(_) => ticket.holders.resume(now),
    }
    if ready {
        start_clock(conn, ticket, Owed::Answer, now)?;
        match higher {
            Higher::Agency(above) => {
                ticket.holders.give(ticket.report.id, above, Ended::Rerouted, now);
                ticket.clocks.pass_to(above);
            }
            Higher::No | Higher::Desk => hand_on(portal, conn, ticket, now)?,
        }
        hand_on_with(portal, conn, ticket, now)?;
        start_clock(conn, ticket, Owed::Take, now)?;
        start_parts(conn, ticket, now)?;
    } else {
        start_clock(conn, ticket, Owed::Triage, now)?;
    }
    let due = moved.ticket.answer_due();
    let ticket = record(conn, now, by, moved, happening.due(due))?;
    letters::reopened(portal, conn, &ticket)?;
    Ok(ticket)
}

/// Who has it when it is opened again once more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Higher {
    /// Whoever answered: it is the first time, and somebody there can act.
    No,
    /// The agency above.
    Agency(AgencyId),
    /// Nobody above can act: the desk sends it elsewhere.
    Desk,
}

fn higher(work: &Work, agency: Option<AgencyId>, again: bool) -> Higher {
    let Some(agency) = agency else { return if again { Higher::Desk } else { Higher::No } };
    if !again && !work.is_unmanned(agency) {
        return Higher::No;
    }
    work.above(agency).map_or(Higher::Desk, Higher::Agency)
}

/// Only what was answered or closed, within the city's days after the answer, and as often as the city allows.
fn may_open_again(portal: &Portal, conn: &mut Conn, ticket: &Ticket, now: Moment) -> Result<(), Refusal> {
    if !matches!(ticket.status, Status::Answered | Status::Closed) {
        return Err(Refusal::TooLate);
    }
    let city = portal.db.city(conn)?;
    let last = ticket.answered_at.map(|at| last_moment(at, city.facts.reopen_days));
    if last.is_some_and(|last| last < now) {
        return Err(Refusal::field("why", "reopen_too_late"));
    }
    let reopenings = events::count(conn, ticket.id, EventKind::Reopened)?;
    if reopenings >= i64::from(city.facts.reopen_times) {
        return Err(Refusal::field("why", "reopen_too_often"));
    }
    Ok(())
}

/// Whoever answered may have ended since, or end before this is due: then whoever takes over has it.
fn hand_on(portal: &Portal, conn: &mut Conn, ticket: &mut Ticket, now: Moment) -> Result<(), Refusal> {
    let Some(answered_by) = ticket.agency() else { return Ok(()) };
    let receiver = Work::of(portal.db.city(conn)?, ticket, now).receiver(answered_by);
    let receiver = receiver.ok_or_else(|| Refusal::field("why", "agency_gone"))?;
    if receiver != answered_by {
        ticket.holders.give(ticket.report.id, receiver, Ended::PassedOn, now);
        ticket.clocks.pass_to(receiver);
    }
    Ok(())
}

/// The same of each who works with the lead, who is left out where nobody there can act.
fn hand_on_with(portal: &Portal, conn: &mut Conn, ticket: &mut Ticket, now: Moment) -> Result<(), Refusal> {
    let work = Work::of(portal.db.city(conn)?, ticket, now);
    let lead = ticket.agency();
    for helped in ticket.partners().all() {
        let with = work.helper(*helped).filter(|with| Some(*with) != lead);
        if with != Some(*helped) {
            ticket.holders.pass_part(ticket.report.id, *helped, with, now);
        }
    }
    Ok(())
}
