//! A question is asked no more. What was answered stays.
use super::fields::manages;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::Actor;
use crate::ids::{CategoryId, QuestionId};
use crate::portal::Portal;
use crate::store::questions;

/// Ends a question. Pressed twice it is ended once.
///
/// # Errors
/// `Forbidden`, or `Invalid` where another question is asked by its answer.
pub fn end(
    portal: &Portal,
    actor: &Actor,
    (category, root): (CategoryId, QuestionId),
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let all = questions::of_category(c, category)?;
        let Some(standing) = all.iter().find(|one| one.root_id == root) else { return Ok(()) };
        if all.iter().any(|one| one.depends_on == Some(root)) {
            return Err(Refusal::field("choices", "question_depended"));
        }
        if questions::retire(c, standing.id)? {
            let changes = vec![Change::new("label_vi", &standing.label_vi, "")];
            Journal::by(actor.id, now).write(c, (Subject::Question, root.0), AuditKind::Ended, changes)?;
        }
        Ok(())
    })
}
