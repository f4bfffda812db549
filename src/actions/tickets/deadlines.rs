//! Sets the clock of the next step by the city's rules, and keeps the rule that gave it.
use crate::actions::Refusal;
use crate::clock::{Moment, local};
use crate::domain::Calendar;
use crate::domain::city::DeadlineRule;
use crate::domain::clocks::{Clock, Owed};
use crate::domain::ticket::{Level, Ticket};
use crate::ids::{AgencyId, CategoryId};
use crate::store::city::City;
use crate::store::{Conn, terms};

/// Starts the clock of what is owed at `now`, with the rule that gives the deadline, which is kept because rules change and
/// old deadlines do not. A city without a rule for it leaves the clocks as they were.
pub fn start_clock(conn: &mut Conn, ticket: &mut Ticket, owed: Owed, now: Moment) -> Result<(), Refusal> {
    let Some((due, rule)) = reckon(conn, owed, ticket.level, ticket.category_id, now)? else {
        return Ok(());
    };
    let agency_id = match owed {
        Owed::Triage | Owed::Info => None,
        // Whose part it is, `start_part` says.
        Owed::Take | Owed::Answer | Owed::Part | Owed::Word | Owed::Promise | Owed::Consent => {
            ticket.agency()
        }
    };
    ticket.clocks.start(Clock {
        agency_id,
        amount: Some(rule.amount),
        unit: Some(rule.unit),
        rule: rule.legal_basis,
        ..Clock::starting(ticket.id, owed, now, due)
    });
    Ok(())
}

/// Starts the clock of the part that an agency owes: until the moment that was said, or by the city's rule for it, else it has as
/// long as the answer has.
pub(super) fn start_part(
    conn: &mut Conn,
    ticket: &mut Ticket,
    (agency, said): (AgencyId, Option<Moment>),
    now: Moment,
) -> Result<(), Refusal> {
    if let Some(due) = said {
        let clock = Clock::starting(ticket.id, Owed::Part, now, due);
        ticket.clocks.start(Clock { agency_id: Some(agency), ..clock });
        return Ok(());
    }
    let ruled = reckon(conn, Owed::Part, ticket.level, ticket.category_id, now)?;
    let answer = ticket.clocks.running(Owed::Answer);
    let (due, amount, unit, rule) = match (ruled, answer) {
        (Some((due, rule)), _) => (due, Some(rule.amount), Some(rule.unit), rule.legal_basis),
        (None, Some(answer)) => (answer.due_at, answer.amount, answer.unit.clone(), answer.rule.clone()),
        (None, None) => return Ok(()),
    };
    let clock = Clock::starting(ticket.id, Owed::Part, now, due);
    ticket.clocks.start(Clock { agency_id: Some(agency), amount, unit, rule, ..clock });
    Ok(())
}

/// The same of everybody who works with the lead now.
pub(super) fn start_parts(conn: &mut Conn, ticket: &mut Ticket, now: Moment) -> Result<(), Refusal> {
    for agency in ticket.partners().all() {
        if ticket.holders.is_with(*agency) {
            start_part(conn, ticket, (*agency, None), now)?;
        }
    }
    Ok(())
}

/// What is owed is due as the city's rules say of this level, counted from now on, where that is sooner. A date that somebody
/// was promised never moves away.
pub fn hasten(conn: &mut Conn, ticket: &mut Ticket, level: Level, now: Moment) -> Result<(), Refusal> {
    for owed in [Owed::Triage, Owed::Take, Owed::Answer, Owed::Part] {
        let Some(from) = ticket.clocks.running(owed).map(|clock| clock.counts_from(now)) else { continue };
        if let Some((due, rule)) = reckon(conn, owed, level, ticket.category_id, from)? {
            ticket.clocks.hasten(owed, due, &rule);
        }
    }
    Ok(())
}

/// When an answer may be expected for a report forwarded at `now`, to tell the sender a date.
pub fn expected_answer(
    city: &City,
    level: Level,
    category: CategoryId,
    now: Moment,
) -> Result<Option<Moment>, Refusal> {
    let found = by_rule((&city.rules, &city.calendar), (Owed::Answer, level, category), now)?;
    Ok(found.map(|(moment, _)| moment))
}

fn reckon(
    conn: &mut Conn,
    owed: Owed,
    level: Level,
    category: CategoryId,
    now: Moment,
) -> Result<Option<(Moment, DeadlineRule)>, Refusal> {
    let rules = terms::rules(conn)?;
    by_rule((&rules, &terms::calendar(conn)?), (owed, level, category), now)
}

fn by_rule(
    (rules, calendar): (&[DeadlineRule], &Calendar),
    (owed, level, category): (Owed, Level, CategoryId),
    now: Moment,
) -> Result<Option<(Moment, DeadlineRule)>, Refusal> {
    let Some(rule) = DeadlineRule::choose(rules, owed, level, category, local(now).date()) else {
        return Ok(None);
    };
    let ends = rule.ends(now, calendar);
    let ends = ends.ok_or_else(|| Refusal::Unavailable(format!("no such unit: {}", rule.unit)))?;
    Ok(Some((ends, rule.clone())))
}
