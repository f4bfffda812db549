//! A bounded number of hands, and of bytes, for work that takes a processor and memory for a while, off the threads
//! that answer requests.
use super::PhotoProblem;
use std::sync::Arc;
use std::thread;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// How far a picture steps back behind readers, in the machine's own steps of 0 to 19.
#[cfg(target_os = "linux")]
const BEHIND: i32 = 10;

/// Memory is handed out in pieces of this many bytes.
const PIECE: u64 = 1024;

/// So many jobs at once, with so much memory together; so many more may wait, in line; the next is turned away.
pub(super) struct Workers {
    hands: Arc<Semaphore>,
    memory: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// A place in line, kept while it lives and while a job that it gave runs.
pub(super) struct Place<'a> {
    workers: &'a Workers,
    held: Arc<OwnedSemaphorePermit>,
}

impl Workers {
    /// `working` jobs run at the same time, `waiting` more wait for their turn; all that run take at most `memory`
    /// bytes.
    pub(super) fn new(working: usize, waiting: usize, memory: u64) -> Self {
        let pieces = usize::try_from(memory.div_ceil(PIECE)).unwrap_or(Semaphore::MAX_PERMITS);
        Self {
            hands: Arc::new(Semaphore::new(working)),
            memory: Arc::new(Semaphore::new(pieces.min(Semaphore::MAX_PERMITS))),
            places: Arc::new(Semaphore::new(working + waiting)),
        }
    }

    /// # Errors
    /// `Busy` when all places are taken or the portal is stopping.
    pub(super) fn come_in(&self) -> Result<Place<'_>, PhotoProblem> {
        let held = Arc::clone(&self.places).try_acquire_owned().map_err(|_| PhotoProblem::Busy)?;
        Ok(Place { workers: self, held: Arc::new(held) })
    }
}

impl Place<'_> {
    /// Runs `job` when a hand and `bytes` of memory are free. Who needs much is not passed by those who need little.
    ///
    /// The job keeps its place until it has ended, also when nobody waits for its answer any more: a visitor who
    /// sends and leaves a hundred times cannot start a hundred jobs.
    ///
    /// # Errors
    /// `Busy` when the portal is stopping or has no thread for it, `Damaged` when the job broke down over its picture, `TooManyPixels` when
    /// there will never be so much memory.
    pub(super) async fn run<T, Job>(&self, bytes: u64, job: Job) -> Result<T, PhotoProblem>
    where
        T: Send + 'static,
        Job: FnOnce() -> T + Send + 'static,
    {
        let pieces = u32::try_from(bytes.div_ceil(PIECE)).map_err(|_| PhotoProblem::TooManyPixels)?;
        let memory = Arc::clone(&self.workers.memory).acquire_many_owned(pieces);
        let memory = memory.await.map_err(|_| PhotoProblem::Busy)?;
        let hand = Arc::clone(&self.workers.hands).acquire_owned().await.map_err(|_| PhotoProblem::Busy)?;
        let place = Arc::clone(&self.held);
        let (hand_over, done) = oneshot::channel();
        let work = thread::Builder::new().name("photo".into()).spawn(move || {
            let held = (place, memory, hand);
            step_back();
            let made = job();
            drop(held);
            // Who asked may have gone.
            let _ = hand_over.send(made);
        });
        work.map_err(|_| PhotoProblem::Busy)?;
        // A job that broke down hands nothing over.
        done.await.map_err(|_| PhotoProblem::Damaged)
    }
}

/// Lets the threads that answer readers go first: a picture takes a tenth of a second of a processor, a page a thousandth.
#[cfg(target_os = "linux")]
fn step_back() {
    // Where the machine does not allow it, pictures are as quick as pages.
    let _ = rustix::process::nice(BEHIND);
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    async fn run<T: Send + 'static>(
        workers: &Workers,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PhotoProblem> {
        workers.come_in()?.run(1, job).await
    }

    #[tokio::test]
    async fn jobs_share_the_memory_and_who_needs_much_is_not_passed_by() {
        let workers = Workers::new(3, 3, 10 * PIECE);
        let (all, much, little) = (workers.come_in(), workers.come_in(), workers.come_in());
        let (all, much, little) = (all.unwrap(), much.unwrap(), little.unwrap());
        let (release, wait) = mpsc::channel::<()>();
        let order = Arc::new(std::sync::Mutex::new(Vec::new()));
        let note = |name: &'static str| {
            let order = Arc::clone(&order);
            move || order.lock().unwrap().push(name)
        };
        let first = note("all");
        let first = all.run(10 * PIECE, move || {
            wait.recv().unwrap();
            first();
        });
        let second = much.run(9 * PIECE, note("much"));
        let third = little.run(2 * PIECE, note("little"));
        let let_go = async { release.send(()).unwrap() };
        let (first, second, third, ()) = tokio::join!(first, second, third, let_go);
        assert!(first.is_ok() && second.is_ok() && third.is_ok());
        assert_eq!(*order.lock().unwrap(), ["all", "much", "little"]);
    }

    #[tokio::test]
    async fn who_comes_when_all_places_are_taken_is_turned_away() {
        let workers = Arc::new(Workers::new(1, 0, 10_000));
        let (started, begun) = tokio::sync::oneshot::channel();
        let (release, wait) = mpsc::channel::<()>();
        let busy = Arc::clone(&workers);
        let first = tokio::spawn(async move {
            busy.come_in()?
                .run(1, move || {
                    started.send(()).expect("the test is listening");
                    wait.recv()
                })
                .await
        });
        begun.await.expect("the first job starts");
        assert!(matches!(run(&workers, || ()).await, Err(PhotoProblem::Busy)));

        release.send(()).expect("the first job waits");
        assert!(first.await.expect("the first job ends").is_ok());
        assert!(matches!(run(&workers, || 7).await, Ok(7)), "a place is free again");
    }

    #[tokio::test]
    async fn a_job_that_nobody_waits_for_keeps_its_place_until_it_ends() {
        let workers = Arc::new(Workers::new(1, 0, 10_000));
        let (started, begun) = tokio::sync::oneshot::channel();
        let (release, wait) = mpsc::channel::<()>();
        let busy = Arc::clone(&workers);
        let left = tokio::spawn(async move {
            busy.come_in()?
                .run(1, move || {
                    started.send(()).expect("the test is listening");
                    wait.recv()
                })
                .await
        });
        begun.await.expect("the job starts");
        left.abort();
        assert!(left.await.expect_err("the visitor has left").is_cancelled());
        assert!(matches!(run(&workers, || ()).await, Err(PhotoProblem::Busy)));
        release.send(()).expect("the job is still at work");
    }

    #[tokio::test]
    async fn a_job_that_breaks_down_harms_nobody_else() {
        let workers = Workers::new(1, 0, 10_000);
        let broken: Result<(), _> = run(&workers, || panic!("the decoder broke down")).await;
        assert!(matches!(broken, Err(PhotoProblem::Damaged)));
        assert!(run(&workers, || ()).await.is_ok());
    }
}
