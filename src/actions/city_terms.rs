//! An administrator sets the numbers and choices of the city. They hold from now on, for what runs already too.
use crate::actions::audit::Journal;
use crate::actions::{Problem, Refusal};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city_term::CITY_TERMS;
use crate::domain::policy::{Act, Actor};
use crate::portal::Portal;
use crate::store::settings::{self, Settings};

/// What stands, in the order of [`CITY_TERMS`].
pub fn standing(all: &Settings) -> Vec<String> {
    CITY_TERMS.iter().map(|term| all.text(term.name).to_owned()).collect()
}

/// All that stands, to find out whether it is still what somebody saw.
pub fn print(standing: &[String]) -> String {
    standing.join("|")
}

/// Sets all of them; `typed` in the order of [`CITY_TERMS`], `seen` is the [`print`] of what the administrator looked at.
///
/// # Errors
/// `Forbidden`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn set_city_terms(portal: &Portal, actor: &Actor, typed: &[String], seen: &str) -> Result<(), Refusal> {
    if !actor.may_somewhere(Act::ManageCalendar) {
        return Err(Refusal::Forbidden);
    }
    let (mut wanted, mut problems) = (Vec::new(), Vec::new());
    for (at, term) in CITY_TERMS.iter().enumerate() {
        match typed.get(at).and_then(|typed| term.takes(typed)) {
            Some(value) => wanted.push(value),
            None => problems.push(Problem::new(term.field, term.problem())),
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let before = standing(&Settings::load(c)?);
        if before == wanted {
            return Ok(());
        }
        if print(&before) != seen {
            return Err(Refusal::Stale);
        }
        let mut changes = Vec::new();
        for ((term, was), is) in
            CITY_TERMS.iter().zip(&before).zip(&wanted).filter(|((_, was), is)| was != is)
        {
            settings::put(c, term.name, is)?;
            changes.push(Change::new(term.field, was, is));
        }
        Ok(Journal::by(actor.id, now).write(c, (Subject::CityTerms, 0), AuditKind::Edited, changes)?)
    })
}
