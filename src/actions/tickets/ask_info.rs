//! More is asked of the sender, who has a term for it; what others owe stands still until they answer.
use super::{Happening, Order, find_for, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::{Status, Step};
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::{Conn, terms};

/// Asks the sender; the question stands on the page that they find with their code.
pub fn ask_info(portal: &Portal, order: Order<'_>, question: &str) -> Result<Ticket, Refusal> {
    let question = tidy(question);
    if count_letters(&question) < 5 {
        return Err(Refusal::field("question", "too_short"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let mut moved = find_for(c, order, Act::AskInfo)?.take(Step::AskInfo, now)?;
        start_clock(c, &mut moved.ticket, Owed::Info, now)?;
        let until = moved.ticket.clocks.running(Owed::Info).map(|clock| clock.due_at);
        let happening = Happening::of(EventKind::InfoAsked).told(&question).due(until);
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::info_asked(portal, c, &ticket, &question)?;
        Ok(ticket)
    })
}

/// What the sender answered is written down for the staff; the clock goes on with the time that was left. What nobody had
/// checked before comes back among the new reports.
pub fn give_info(portal: &Portal, order: Order<'_>, given: &str) -> Result<Ticket, Refusal> {
    let given = tidy(given);
    if count_letters(&given) < 2 {
        return Err(Refusal::field("given", "empty"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::AskInfo)?;
        let happening = Happening::of(EventKind::InfoGiven).remarked(&given);
        go_on(c, now, Some(order.actor.id), ticket, happening)
    })
}

/// What was asked has its answer, inside whatever transaction it is part of: by a member of staff, or by nobody of them
/// where the sender answers.
///
/// # Errors
/// `TooLate` where nobody asked.
pub(in crate::actions) fn go_on(
    conn: &mut Conn,
    now: Moment,
    by: Option<AccountId>,
    ticket: Ticket,
    happening: Happening,
) -> Result<Ticket, Refusal> {
    if ticket.status != Status::NeedsInfo {
        return Err(Refusal::TooLate);
    }
    let working = ticket.holders.is_taken();
    let step = match (working, ticket.checked_at) {
        (true, _) => Step::ResumeWork,
        (false, Some(_)) => Step::ResumeTriage,
        (false, None) => Step::Recheck,
    };
    let mut moved = ticket.take(step, now)?;
    let ticket = &mut moved.ticket;
    ticket.clocks.resume(now, &terms::calendar(conn)?);
    if !working {
        ticket.clocks.drop(Owed::Take, now);
        start_clock(conn, ticket, Owed::Triage, now)?;
    }
    let due = if working { moved.ticket.answer_due() } else { None };
    record(conn, now, by, moved, happening.due(due))
}
