//! Whoever watches over deadlines reminds those who owe the next step, and they answer.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::clock::{local, moment_of};
use crate::domain::clocks::{Clock, Owed};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::events;
use chrono::{Days, NaiveDate};

/// The furthest day that an answer may be asked for, in days from today.
const FURTHEST: u64 = 60;

/// Leaves a reminder on a report that an agency holds, and starts the clock of its answer, which is due at the end of that
/// day's work; a reminder before it that nobody answered gives way. The staff read its words, the public does not.
///
/// # Errors
/// `Invalid` without words, or for a day on which the city does not work; `TooLate` where no agency holds it.
pub fn remind(portal: &Portal, order: Order<'_>, why: &str, until: NaiveDate) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Remind)?;
        if ticket.status.is_settled() || !ticket.holders.is_held() {
            return Err(Refusal::TooLate);
        }
        let today = local(now).date();
        let due = portal.db.city(c)?.calendar.closing_time(until).map(moment_of);
        let due = due.filter(|due| *due > now && until <= today + Days::new(FURTHEST));
        let due = due.ok_or_else(|| Refusal::field("until", "remind_day"))?;
        let mut moved = ticket.change();
        let report = &mut moved.ticket;
        let agency_id = report.agency();
        report.clocks.start(Clock { agency_id, ..Clock::starting(report.report.id, Owed::Word, now, due) });
        let happening = Happening::of(EventKind::Reminded).remarked(why.as_str()).due(Some(due));
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// Whoever holds it answers the reminder; whoever reminded is told. Nothing else about the report changes.
///
/// # Errors
/// `Invalid` without words, `TooLate` where no reminder waits.
pub fn answer_reminder(portal: &Portal, order: Order<'_>, said: &str) -> Result<Ticket, Refusal> {
    let said = Reason::at("said", said)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::AnswerReminder)?;
        let since = ticket.clocks.running(Owed::Word).map(|clock| clock.since).ok_or(Refusal::TooLate)?;
        let all = events::of_ticket(c, ticket.id)?;
        let asked = all.iter().map(|(event, _)| event).filter(|event| event.kind == EventKind::Reminded);
        let asked = asked.filter(|event| event.at >= since).filter_map(|event| event.actor_id).collect();
        let mut moved = ticket.change();
        moved.ticket.clocks.meet(Owed::Word, now);
        let happening = Happening::of(EventKind::ReminderAnswered).remarked(said.as_str()).naming(asked);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
