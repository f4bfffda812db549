//! An administrator does not wait until a job's time has come.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::{Act, Actor};
use crate::portal::Portal;
use crate::store::jobs;

/// Makes a job due at once; its lane takes it up within seconds.
///
/// # Errors
/// `Missing` for a job that never ran, `TooLate` while somebody works on it.
pub fn run_job(portal: &Portal, actor: &Actor, name: &str) -> Result<(), Refusal> {
    if !actor.may_somewhere(Act::RunJobs) {
        return Err(Refusal::Forbidden);
    }
    let now = portal.now();
    portal.db.change(|c| {
        let job = jobs::find(c, name)?.ok_or(Refusal::Missing)?;
        if job.is_held(now) {
            return Err(Refusal::TooLate);
        }
        jobs::hasten(c, name)?;
        let changes = vec![Change::new("task", "", name)];
        Ok(Journal::by(actor.id, now).write(c, (Subject::Job, 0), AuditKind::JobRun, changes)?)
    })
}
