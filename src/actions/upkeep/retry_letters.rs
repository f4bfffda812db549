//! The mail server is well again: all letters that wait for another try, or were given up, go out now.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::{Act, Actor};
use crate::portal::Portal;
use crate::store::{jobs, letters};

/// Makes them due at once; how many they are. Letters stay where they are that go to an address known to be dead, or whose
/// reader wants no more.
pub fn retry_letters(portal: &Portal, actor: &Actor) -> Result<usize, Refusal> {
    if !actor.may_somewhere(Act::ReadLetters) {
        return Err(Refusal::Forbidden);
    }
    let now = portal.now();
    portal.db.change(|c| {
        let count = letters::revive_all(c, now)?;
        if count > 0 {
            jobs::hasten(c, letters::JOB)?;
            let changes = vec![Change::new("letters", "", count)];
            Journal::by(actor.id, now).write(c, (Subject::Job, 0), AuditKind::RetriedAll, changes)?;
        }
        Ok(count)
    })
}
