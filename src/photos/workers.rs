//! A bounded number of hands for work that takes a processor for a while, off the threads that answer requests.
use super::PhotoProblem;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// So many jobs at once; so many more may wait; the next is turned away.
pub(super) struct Workers {
    hands: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Workers {
    /// `working` jobs run at the same time, `waiting` more wait for their turn.
    pub(super) fn new(working: usize, waiting: usize) -> Self {
        Self { hands: Arc::new(Semaphore::new(working)), places: Arc::new(Semaphore::new(working + waiting)) }
    }

    /// Runs `job` when a hand is free.
    ///
    /// The job keeps its place until it has ended, also when nobody waits for its answer any more: a visitor who
    /// sends and leaves a hundred times cannot start a hundred jobs.
    ///
    /// # Errors
    /// `Busy` when all places are taken or the portal is stopping, `Damaged` when the job broke down over its picture.
    pub(super) async fn run<T, Job>(&self, job: Job) -> Result<T, PhotoProblem>
    where
        T: Send + 'static,
        Job: FnOnce() -> T + Send + 'static,
    {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| PhotoProblem::Busy)?;
        let hand = Arc::clone(&self.hands).acquire_owned().await.map_err(|_| PhotoProblem::Busy)?;
        let work = spawn_blocking(move || {
            let _held = (place, hand);
            job()
        });
        work.await.map_err(
            |broken| {
                if broken.is_panic() { PhotoProblem::Damaged } else { PhotoProblem::Busy }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn who_comes_when_all_places_are_taken_is_turned_away() {
        let workers = Arc::new(Workers::new(1, 0));
        let (started, begun) = tokio::sync::oneshot::channel();
        let (release, wait) = mpsc::channel::<()>();
        let busy = Arc::clone(&workers);
        let first = tokio::spawn(async move {
            busy.run(move || {
                started.send(()).expect("the test is listening");
                wait.recv()
            })
            .await
        });
        begun.await.expect("the first job starts");
        assert!(matches!(workers.run(|| ()).await, Err(PhotoProblem::Busy)));

        release.send(()).expect("the first job waits");
        assert!(first.await.expect("the first job ends").is_ok());
        assert!(matches!(workers.run(|| 7).await, Ok(7)), "a place is free again");
    }

    #[tokio::test]
    async fn a_job_that_nobody_waits_for_keeps_its_place_until_it_ends() {
        let workers = Arc::new(Workers::new(1, 0));
        let (started, begun) = tokio::sync::oneshot::channel();
        let (release, wait) = mpsc::channel::<()>();
        let busy = Arc::clone(&workers);
        let left = tokio::spawn(async move {
            busy.run(move || {
                started.send(()).expect("the test is listening");
                wait.recv()
            })
            .await
        });
        begun.await.expect("the job starts");
        left.abort();
        assert!(left.await.expect_err("the visitor has left").is_cancelled());
        assert!(matches!(workers.run(|| ()).await, Err(PhotoProblem::Busy)));
        release.send(()).expect("the job is still at work");
    }

    #[tokio::test]
    async fn a_job_that_breaks_down_harms_nobody_else() {
        let workers = Workers::new(1, 0);
        let broken: Result<(), _> = workers.run(|| panic!("the decoder broke down")).await;
        assert!(matches!(broken, Err(PhotoProblem::Damaged)));
        assert!(workers.run(|| ()).await.is_ok());
    }
}
