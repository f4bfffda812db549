//! The end, when the process is told to stop: everything that runs hears it at once, and nothing that hangs puts it off.
use crate::jobs::Stop;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The process ends after this long, whatever hangs. What was acknowledged is on disk.
const LIMIT: Duration = Duration::from_secs(9);

/// The word to stop: SIGTERM from a supervisor, SIGINT from a keyboard.
pub(super) struct Ending {
    terminate: Signal,
    interrupt: Signal,
    jobs: Stop,
}

impl Ending {
    /// Listens from now on, and passes the word on to the jobs.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    pub fn heard_by(jobs: Stop) -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            jobs,
        })
    }

    /// Waits for the word. From then on the time runs.
    pub async fn told(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
        self.jobs.tell();
        std::thread::spawn(|| {
            std::thread::sleep(LIMIT);
            tracing::warn!("something hangs and is left: the portal stops now");
            std::process::exit(0);
        });
    }
}
