//! The approver puts the answer off: as often as the city allows, no longer than the first term, and the public reads why.
use super::ask_extension::{asker, closing};
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::domain::{ExtensionProblem, extend};
use crate::portal::Portal;
use crate::store::{Conn, terms};
use chrono::NaiveDate;

/// Puts the answer off until the end of the working hours of `until`: because somebody asked, or of one's own accord.
///
/// # Errors
/// `Invalid` without a reason, oftener than the city allows, for a date that is not later, or later than a second term
/// would end; and where whoever asked would grant it, unless the city does without four eyes.
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
        let due = longest(portal, c, &ticket, until)?;
        let asker = asker(c, &ticket)?;
        if asker == Some(order.actor.id) && portal.db.city(c)?.facts.four_eyes {
            return Err(Refusal::field("until", "own_extension"));
        }
        let mut moved = ticket.change();
        moved.ticket.clocks.put_off(due);
        moved.ticket.clocks.meet(Owed::Consent, now);
        let happening = Happening::of(EventKind::Extended).told(why.as_str()).due(Some(due));
        let happening = happening.naming(asker.into_iter().collect());
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::extended(portal, c, &ticket, why.as_str())?;
        Ok(ticket)
    })
}

/// The new deadline of the answer, if it may be put off to this day.
pub(super) fn longest(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    until: NaiveDate,
) -> Result<Moment, Refusal> {
    if !matches!(ticket.status, Status::Forwarded | Status::InProgress | Status::AwaitingApproval) {
        return Err(Refusal::TooLate);
    }
    if ticket.clocks.extensions() >= portal.db.city(conn)?.facts.extensions {
        return Err(Refusal::field("until", "extension_used_up"));
    }
    let calendar = terms::calendar(conn)?;
    let clock = ticket.clocks.running(Owed::Answer).ok_or(Refusal::TooLate)?;
    let (first, term) = (clock.first_due, clock.term().ok_or(Refusal::TooLate)?);
    extend(first, term, closing(until, &calendar), &calendar).map_err(|problem| {
        let word = match problem {
            ExtensionProblem::NotLater => "extension_not_later",
            ExtensionProblem::TooLong { .. } => "extension_too_long",
        };
        Refusal::field("until", word)
    })
}
