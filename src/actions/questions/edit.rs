//! A question is asked in other words from now on. What was answered stays with the words that were asked.
use super::QuestionFields;
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::Actor;
use crate::domain::question::Question;
use crate::ids::{CategoryId, QuestionId};
use crate::portal::Portal;
use crate::store::questions;

/// Changes what is typed; `seen` is the version of the question that the administrator looked at.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn edit(
    portal: &Portal,
    actor: &Actor,
    (category, root, seen): (CategoryId, QuestionId, i32),
    typed: &QuestionFields,
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let all = questions::of_category(c, category)?;
        let before = all.iter().find(|one| one.root_id == root).ok_or(Refusal::Missing)?;
        if before.version != seen {
            // The same words once more: a button was pressed twice.
            let same = typed.put_into(before.clone(), &all).is_ok_and(|put| put == *before);
            return if same { Ok(()) } else { Err(Refusal::Stale) };
        }
        let put = typed.put_into(before.clone(), &all)?;
        if put == *before {
            return Ok(());
        }
        let after = Question { id: QuestionId::fresh(now), version: seen + 1, ..put };
        if !questions::retire(c, before.id)? {
            return Err(Refusal::Stale);
        }
        questions::insert(c, &after)?;
        let changes = changes(before, &after);
        Journal::by(actor.id, now).write(c, (Subject::Question, root.0), AuditKind::Edited, changes)?;
        Ok(())
    })
}
