//! An administrator says what senders are written about.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::letter_topic::Topic;
use crate::domain::policy::{Act, Actor};
use crate::portal::Portal;
use crate::store::letter_topics;

/// Writes about these events from now on, and about no other. What waits to go out already goes out.
///
/// # Errors
/// `Forbidden` for who does not keep the city's texts.
pub fn write_about(portal: &Portal, actor: &Actor, topics: &[Topic]) -> Result<(), Refusal> {
    if !actor.may_somewhere(Act::ManageCategories) {
        return Err(Refusal::Forbidden);
    }
    let now = portal.now();
    portal.db.change(|c| {
        let mut changes = Vec::new();
        for one in letter_topics::all(c)? {
            let written = topics.contains(&one.topic);
            if written != one.written {
                letter_topics::set(c, one.topic, written)?;
                changes.push(Change::new(&format!("topic_{}", one.topic), one.written, written));
            }
        }
        if !changes.is_empty() {
            Journal::by(actor.id, now).write(c, (Subject::Topics, 0), AuditKind::Edited, changes)?;
        }
        Ok(())
    })
}
