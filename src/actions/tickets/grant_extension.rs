//! The approver puts the answer off: once, no longer than the first term, and the public reads why.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::{Moment, moment_of};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::domain::{Calendar, ExtensionProblem, Term, extend};
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
        if ticket.extensions >= portal.db.city(c)?.facts.extensions {
            return Err(Refusal::field("until", "extension_used_up"));
        }
        let calendar = terms::calendar(c)?;
        let (first, term) = first_term(&ticket).ok_or(Refusal::TooLate)?;
        let due = extend(first, term, end_of(until, &calendar), &calendar).map_err(|problem| {
            let word = match problem {
                ExtensionProblem::NotLater => "extension_not_later",
                ExtensionProblem::TooLong { .. } => "extension_too_long",
            };
            Refusal::field("until", word)
        })?;
        let mut moved = ticket.change();
        let ticket = &mut moved.ticket;
        ticket.extensions += 1;
        ticket.answer_due = Some(due);
        if ticket.status != Status::Forwarded {
            ticket.due_at = due;
        }
        let happening = Happening::of(EventKind::Extended).told(why.as_str()).due(Some(due));
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::extended(portal, c, &ticket, why.as_str())?;
        Ok(ticket)
    })
}

/// The first deadline and the term that gave it, kept on the report.
fn first_term(ticket: &Ticket) -> Option<(Moment, Term)> {
    let term = Term {
        amount: ticket.answer_amount?.unsigned_abs(),
        unit: ticket.answer_unit.as_deref()?.parse().ok()?,
    };
    Some((ticket.first_answer_due?, term))
}

/// When the offices close on a day; on a day off, when that day begins.
fn end_of(day: NaiveDate, calendar: &Calendar) -> Moment {
    moment_of(calendar.closing_time(day).unwrap_or_else(|| day.and_time(NaiveTime::MIN)))
}
