//! When verbs run by themselves. Several instances over one database share the work: a job is claimed by a
//! conditional update, and whoever comes second passes on.
mod timetable;

pub use timetable::{Job, TIMETABLE};

use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store::jobs;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often the timetable is looked at.
const TICK: Duration = Duration::from_secs(5);

/// The jobs of one portal, running until they are stopped.
pub struct JobsHandle {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Starts the loop on the present runtime. The work itself runs on threads that may wait.
pub fn start(portal: Portal) -> JobsHandle {
    let (stop, mut stopped) = watch::channel(false);
    let task = tokio::spawn(async move {
        loop {
            let (working, halt) = (portal.clone(), stopped.clone());
            let run = tokio::task::spawn_blocking(move || run_due(&working, || *halt.borrow()));
            if let Err(error) = run.await {
                tracing::error!("a job broke off: {error}");
            }
            tokio::select! {
                _ = stopped.changed() => {}
                () = tokio::time::sleep(TICK) => {}
            }
            if *stopped.borrow() {
                return;
            }
        }
    });
    JobsHandle { stop, task }
}

impl JobsHandle {
    /// Begins nothing new, and returns when what was begun is finished.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!("the jobs did not stop cleanly: {error}");
        }
    }
}

/// Runs every job whose time has come, one after the other, unless `halted` says to begin nothing more.
pub fn run_due(portal: &Portal, halted: impl Fn() -> bool) {
    for job in TIMETABLE {
        if halted() {
            return;
        }
        if let Err(refusal) = run(portal, job) {
            tracing::error!(job = job.name, "the job could not run: {refusal:?}");
        }
    }
}

/// Runs one job if it is due and nobody else has it. What the job says, good or bad, is kept with it.
fn run(portal: &Portal, job: &Job) -> Result<(), Refusal> {
    let began = portal.now();
    if !portal.db.look(|c| Ok::<_, Refusal>(jobs::is_due(c, job.name, began)?))? {
        return Ok(());
    }
    let lease = began + job.every.max(timetable::LEASE);
    if !portal.db.change(|c| Ok::<_, Refusal>(jobs::claim(c, job.name, began, lease)?))? {
        return Ok(());
    }
    let said = match (job.work)(portal) {
        Ok(said) => said,
        Err(refusal) => {
            tracing::error!(job = job.name, "the job failed: {refusal:?}");
            "failed".to_owned()
        }
    };
    let (now, next) = (portal.now(), began + job.every);
    portal.db.change(|c| Ok::<_, Refusal>(jobs::release(c, job.name, now, next, &said)?))
}
