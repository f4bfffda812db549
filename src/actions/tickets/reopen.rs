//! An answered report is opened again: the answer did not settle it.
use super::{Happening, Order, find_for, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::domain::city::Clocked;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::{Status, Step};
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use chrono::Duration;

/// Reopens a report for the agency that answered, with a new term; the public reads why. One that was closed before
/// anybody had checked it comes back among the new ones.
///
/// # Errors
/// `Invalid` without a reason, too long after the answer, or oftener than the city allows.
pub fn reopen(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    if count_letters(why) < 5 {
        return Err(Refusal::field("why", "why_missing"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Reopen)?;
        if !matches!(ticket.status, Status::Answered | Status::Closed) {
            return Err(Refusal::TooLate);
        }
        let last_day = ticket.answered_at.map(|at| at + Duration::days(portal.city.reopen_days));
        if last_day.is_some_and(|last| last < now) {
            return Err(Refusal::field("why", "reopen_too_late"));
        }
        if ticket.reopenings >= portal.city.reopen_times {
            return Err(Refusal::field("why", "reopen_too_often"));
        }
        let checked = ticket.checked_at.is_some();
        let mut moved = ticket.take(if checked { Step::Reopen } else { Step::Recheck }, now)?;
        let ticket = &mut moved.ticket;
        ticket.reopenings += 1;
        ticket.closed_at = None;
        ticket.due_at = now;
        if checked {
            start_clock(c, ticket, Clocked::Answer, now)?;
            start_clock(c, ticket, Clocked::Accept, now)?;
        } else {
            start_clock(c, ticket, Clocked::Triage, now)?;
        }
        let due = moved.ticket.answer_due;
        let happening = Happening::of(EventKind::Reopened).told(&tidy(why)).due(due);
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::reopened(portal, c, &ticket)?;
        Ok(ticket)
    })
}
