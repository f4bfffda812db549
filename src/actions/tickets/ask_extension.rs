//! Whoever works on a report asks its approver for more time, and the approver says no; to say yes is to grant it.
use super::grant_extension::longest;
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::clock::{Moment, moment_of};
use crate::domain::Calendar;
use crate::domain::clocks::{Clock, Owed};
use crate::domain::event::{Event, EventKind};
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::{Conn, events};
use chrono::{NaiveDate, NaiveTime};

/// Asks for time until the end of the working hours of `until`. The approver owes a word before the answer is due; until
/// then nobody but the staff knows of it.
///
/// # Errors
/// `Invalid` without a reason, where it was extended or asked before, for a date that is not later, or later than a second
/// term would end.
pub fn ask_extension(
    portal: &Portal,
    order: Order<'_>,
    until: NaiveDate,
    why: &str,
) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::AskExtension)?;
        let due = longest(portal, c, &ticket, until)?;
        if ticket.clocks.running(Owed::Consent).is_some() {
            return Err(Refusal::field("until", "extension_asked"));
        }
        let answer = ticket.clocks.running(Owed::Answer).ok_or(Refusal::TooLate)?.due_at;
        let mut moved = ticket.change();
        let report = &mut moved.ticket;
        let agency_id = report.agency();
        let clock = Clock::starting(report.report.id, Owed::Consent, now, answer.max(now));
        report.clocks.start(Clock { agency_id, ..clock });
        let happening = Happening::of(EventKind::ExtensionAsked).remarked(why.as_str()).due(Some(due));
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// The approver leaves the deadline as it is, with a word for whoever asked.
///
/// # Errors
/// `Invalid` without a word, `TooLate` where nobody asks.
pub fn decline_extension(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::GrantExtension)?;
        let asked = asked(c, &ticket)?.ok_or(Refusal::TooLate)?;
        let mut moved = ticket.change();
        moved.ticket.clocks.meet(Owed::Consent, now);
        let happening = Happening::of(EventKind::ExtensionDeclined).remarked(why.as_str());
        let happening = happening.naming(asked.actor_id.into_iter().collect());
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// The request that waits for the approver: who asks, for which day, and why.
pub(super) fn asked(conn: &mut Conn, ticket: &Ticket) -> Result<Option<Event>, Refusal> {
    if ticket.clocks.running(Owed::Consent).is_none() {
        return Ok(None);
    }
    let mut all = events::of_ticket(conn, ticket.id)?.into_iter().map(|(event, _)| event);
    Ok(all.rfind(|event| event.kind == EventKind::ExtensionAsked))
}

/// Who asked, where somebody waits for it.
pub(super) fn asker(conn: &mut Conn, ticket: &Ticket) -> Result<Option<AccountId>, Refusal> {
    Ok(asked(conn, ticket)?.and_then(|event| event.actor_id))
}

/// When the offices close on a day; on a day off, when that day begins.
pub(super) fn closing(day: NaiveDate, calendar: &Calendar) -> Moment {
    moment_of(calendar.closing_time(day).unwrap_or_else(|| day.and_time(NaiveTime::MIN)))
}
