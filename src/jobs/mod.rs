//! When verbs run by themselves. Several instances over one database share the work: a job is claimed by a
//! conditional update, and whoever comes second passes on. Each lane has a thread of its own, so that what hangs keeps
//! nothing else away.
mod lane;
mod timetable;
mod watch;

pub use lane::run_lane;
pub use timetable::{Job, LANES, Lane, jobs};
pub use watch::ClockWatch;

use crate::portal::Portal;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// How often a lane looks at its timetable.
const TICK: Duration = Duration::from_secs(5);
/// How long the end waits for work that has begun. What takes longer is left; its claims run out, and it is done again.
const PATIENCE: Duration = Duration::from_secs(3);

/// The lanes of one portal, running until they are stopped.
pub struct JobsHandle {
    stop: Stop,
    /// Closed when the last lane has ended.
    ended: mpsc::Receiver<()>,
}

/// The word to stop, which every lane hears, asleep or at work. Cheap to clone.
#[derive(Clone, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

/// Starts the lanes.
///
/// # Errors
/// When the machine gives no more threads.
pub fn start(portal: &Portal) -> std::io::Result<JobsHandle> {
    let stop = Stop::default();
    let (running, ended) = mpsc::channel(1);
    for lane in LANES {
        let (portal, stop, running) = (portal.clone(), stop.clone(), running.clone());
        std::thread::Builder::new().name(lane.name.into()).spawn(move || {
            drive(&portal, lane, &stop);
            drop(running);
        })?;
    }
    Ok(JobsHandle { stop, ended })
}

/// One lane, until it is told to stop.
fn drive(portal: &Portal, lane: &Lane, stop: &Stop) {
    let (mut watch, began) = (ClockWatch::default(), Instant::now());
    while !stop.is_told() {
        let right = watch.believes(portal.now(), began.elapsed());
        run_lane(portal, lane, right, &|| stop.is_told());
        stop.wait(TICK);
    }
}

impl JobsHandle {
    /// What tells the lanes to begin nothing new.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Begins nothing new, and returns when what was begun is finished, or after a few seconds.
    pub async fn end(mut self) {
        self.stop.tell();
        if tokio::time::timeout(PATIENCE, self.ended.recv()).await.is_err() {
            tracing::warn!("a job hangs and is left; what it held is free again within a minute");
        }
    }
}

impl Stop {
    /// Says the word, and wakes every lane that sleeps.
    pub fn tell(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }

    /// Has the word been said? Work that takes long asks between its parts.
    pub fn is_told(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps for `time`, or until the word comes.
    fn wait(&self, time: Duration) {
        let told = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.0.1.wait_timeout_while(told, time, |told| !*told));
    }
}
