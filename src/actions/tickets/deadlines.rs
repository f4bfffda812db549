//! Sets the clock of the next step by the city's rules, and keeps the rule that gave it.
use crate::actions::Refusal;
use crate::clock::{Moment, local};
use crate::domain::city::{Clocked, DeadlineRule};
use crate::domain::ticket::{Level, Ticket};
use crate::ids::CategoryId;
use crate::store::{Conn, terms};

/// Starts the clock of `step` at `now`: when it is due, and for an answer also the rule, which is kept because
/// rules change and old deadlines do not. A city without a rule for the step leaves the clock as it was.
pub fn start_clock(conn: &mut Conn, ticket: &mut Ticket, step: Clocked, now: Moment) -> Result<(), Refusal> {
    let Some((moment, rule)) = reckon(conn, step, ticket.level, ticket.category_id, now)? else {
        return Ok(());
    };
    if step == Clocked::Answer {
        ticket.answer_due = Some(moment);
        ticket.first_answer_due = Some(moment);
        ticket.answer_amount = Some(rule.amount);
        ticket.answer_unit = Some(rule.unit);
        ticket.answer_rule = rule.legal_basis;
    } else {
        ticket.due_at = moment;
    }
    Ok(())
}

/// When an answer may be expected for a report forwarded at `now`, to tell the sender a date.
pub fn expected_answer(
    conn: &mut Conn,
    level: Level,
    category: CategoryId,
    now: Moment,
) -> Result<Option<Moment>, Refusal> {
    Ok(reckon(conn, Clocked::Answer, level, category, now)?.map(|(moment, _)| moment))
}

fn reckon(
    conn: &mut Conn,
    step: Clocked,
    level: Level,
    category: CategoryId,
    now: Moment,
) -> Result<Option<(Moment, DeadlineRule)>, Refusal> {
    let rules = terms::rules(conn)?;
    let Some(rule) = DeadlineRule::choose(&rules, step, level, category, local(now).date()) else {
        return Ok(None);
    };
    let ends = rule.ends(now, &terms::calendar(conn)?);
    let ends = ends.ok_or_else(|| Refusal::Unavailable(format!("no such unit: {}", rule.unit)))?;
    Ok(Some((ends, rule.clone())))
}
