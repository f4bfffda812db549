//! A term is another from a day on. The rows before stay with their last day; what runs keeps its deadline.
use super::TermTyped;
use super::fields::{manages, named};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::clock::local;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::DeadlineRule;
use crate::domain::policy::Actor;
use crate::domain::term::TermKey;
use crate::ids::RuleId;
use crate::portal::Portal;
use crate::store::{calendar, categories, terms};

/// Sets a term from a day on, in the place of whatever was to hold from then. `seen` is the last row of the term that the
/// administrator looked at; nobody's for a term that is not there yet.
///
/// # Errors
/// `Forbidden`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn set_term(
    portal: &Portal,
    actor: &Actor,
    seen: Option<RuleId>,
    typed: &TermTyped,
) -> Result<TermKey, Refusal> {
    manages(actor)?;
    let now = portal.now();
    let (id, today) = (RuleId::fresh(now), local(now).date());
    portal.db.change(|c| {
        calendar::take_turns(c)?;
        let (rule, from) = typed.read(&categories::all(c)?, (id, today))?;
        let (key, all) = (TermKey::of(&rule), terms::rules(c)?);
        let rows = key.rows(&all);
        let last = rows.last().copied();
        if last.is_some_and(|last| DeadlineRule { id, ..last.clone() } == rule) {
            return Ok(key);
        }
        match (last.map(|last| last.id), seen) {
            (Some(_), None) => return Err(Refusal::field("owed", "term_known")),
            (last, seen) if last != seen => return Err(Refusal::Stale),
            _ => {}
        }
        let changes = changes(named(c, key)?, last, &rule);
        if let Some(day_before) = from.pred_opt() {
            terms::end_rules(c, &rows, day_before)?;
        }
        terms::insert_rule(c, &rule)?;
        let kind = if last.is_some() { AuditKind::Edited } else { AuditKind::Created };
        Journal::by(actor.id, now).write(c, (Subject::Terms, 0), kind, changes)?;
        Ok(key)
    })
}

fn changes(named: Vec<Change>, before: Option<&DeadlineRule>, after: &DeadlineRule) -> Vec<Change> {
    let was = before.map(TermTyped::standing).unwrap_or_default();
    let is = TermTyped::standing(after);
    let pairs = was.pairs().into_iter().zip(is.pairs());
    let others = pairs.map(|((field, was), (_, is))| Change::new(field, was, is));
    named.into_iter().chain(others).collect()
}
