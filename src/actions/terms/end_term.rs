//! A term of its own ends with a day: from then on the more general one holds.
use super::fields::{manages, named};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::clock::local;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::Actor;
use crate::domain::term::TermKey;
use crate::ids::RuleId;
use crate::portal::Portal;
use crate::store::{calendar, terms};

/// Ends a term with `last_day`; `seen` as in [`super::set_term`].
///
/// # Errors
/// `Missing`, `Stale` where somebody was faster, or `Invalid` where nothing more general holds on the day after.
pub fn end_term(
    portal: &Portal,
    actor: &Actor,
    (key, seen): (TermKey, Option<RuleId>),
    last_day: &str,
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    let mut reader = Reader::default();
    let last_day = reader.day("last_day", last_day).filter(|day| *day >= local(now).date());
    if last_day.is_none() {
        reader.wrong("last_day", "day_past");
    }
    reader.done()?;
    let Some((last_day, after)) = last_day.and_then(|day| Some((day, day.succ_opt()?))) else {
        return Err(Refusal::field("last_day", "day_past"));
    };
    portal.db.change(|c| {
        calendar::take_turns(c)?;
        let all = terms::rules(c)?;
        let rows = key.rows(&all);
        let last = rows.last().copied().ok_or(Refusal::Missing)?;
        if last.valid_to == Some(last_day) {
            return Ok(());
        }
        if seen != Some(last.id) {
            return Err(Refusal::Stale);
        }
        if !key.is_covered(&all, after) {
            return Err(Refusal::field("last_day", "term_needed"));
        }
        terms::end_rules(c, &rows, last_day)?;
        let mut changes = named(c, key)?;
        changes.push(Change::new("last_day", "", last_day));
        Ok(Journal::by(actor.id, now).write(c, (Subject::Terms, 0), AuditKind::Ended, changes)?)
    })
}
