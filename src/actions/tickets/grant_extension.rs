//! The approver puts the answer off: once, no longer than the first term, and the public reads why.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::{Moment, moment_of};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::domain::{Calendar, ExtensionProblem, extend};
use crate::portal::Portal;
use crate::store::terms;
use chrono::{NaiveDate, NaiveTime};

/// Puts the answer off until the end of the working hours of `until`.
///
/// # Errors
/// `Invalid` without a reason, a second time, for a date that is not later, or later than a second term would end.
pub fn grant_extension(
    portal: &Portal,
    order: Order<'_>,
    until: NaiveDate,
    why: &str,
) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::GrantExtension)?;
        let open = [Status::Forwarded, Status::InProgress, Status::AwaitingApproval];
        if !open.contains(&ticket.status) {
            return Err(Refusal::TooLate);
        }
        if ticket.clocks.extensions() >= portal.db.city(c)?.facts.extensions {
            return Err(Refusal::field("until", "extension_used_up"));
        }
        let calendar = terms::calendar(c)?;
        let clock = ticket.clocks.running(Owed::Answer).ok_or(Refusal::TooLate)?;
        let (first, term) = (clock.first_due, clock.term().ok_or(Refusal::TooLate)?);
        let due = extend(first, term, end_of(until, &calendar), &calendar).map_err(|problem| {
            let word = match problem {
                ExtensionProblem::NotLater => "extension_not_later",
                ExtensionProblem::TooLong { .. } => "extension_too_long",
            };
            Refusal::field("until", word)
        })?;
        let mut moved = ticket.change();
        moved.ticket.clocks.put_off(due);
        let happening = Happening::of(EventKind::Extended).told(why.as_str()).due(Some(due));
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::extended(portal, c, &ticket, why.as_str())?;
        Ok(ticket)
    })
}

/// When the offices close on a day; on a day off, when that day begins.
fn end_of(day: NaiveDate, calendar: &Calendar) -> Moment {
    moment_of(calendar.closing_time(day).unwrap_or_else(|| day.and_time(NaiveTime::MIN)))
}
