//! What all requests together may hold while their bodies come in, and how long one body may take.
use crate::web::connections;
use crate::web::error::Failure;
use crate::web::places::{Place, Places};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::web::Bytes;
use futures_util::StreamExt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

/// Bytes of typed text that all bodies under way may hold in memory.
const TYPED_BUDGET: usize = 24 * 1024 * 1024;
/// Bytes of files that came and were not dealt with yet, on disk.
const FILES_BUDGET: usize = 1024 * 1024 * 1024;

/// The least that a body must bring in a second, in bytes: what a phone does at the edge of the city.
const LEAST_RATE: u32 = 4 * 1024;
/// How long a body may fall behind that: a lift, a tunnel.
const PATIENCE: Duration = Duration::from_secs(20);
/// The same while more than half of the places are taken.
const PATIENCE_CROWDED: Duration = Duration::from_secs(4);
/// How many bytes show that a connection is of use.
const OF_USE: usize = 64 * 1024;
/// How long a body may take before it has to end for another.
const GRACE: Duration = Duration::from_secs(1);
/// How often a body that waits looks whether it has become crowded.
const LOOK: Duration = Duration::from_secs(1);

/// Shared by all threads that answer requests; cheap to clone.
#[derive(Clone)]
pub struct Intake(Arc<Shared>);

struct Shared {
    folder: PathBuf,
    places: Places<Arc<Notify>>,
    typed: Arc<Semaphore>,
    files: Arc<Semaphore>,
}

/// So many bytes that are held; given back when it is dropped.
pub struct Room(OwnedSemaphorePermit);

impl Intake {
    /// For `bodies` under way at once; their files lie in `tmp` under the data folder until they are dealt with.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(data: &Path, bodies: usize) -> io::Result<Self> {
        let folder = data.join("tmp");
        make_closed(&folder)?;
        let permits = |count| Arc::new(Semaphore::new(count));
        Ok(Self(Arc::new(Shared {
            folder,
            places: Places::new(bodies, 2 * bodies, GRACE),
            typed: permits(TYPED_BUDGET),
            files: permits(FILES_BUDGET),
        })))
    }

    /// Lets a body of at most `most` bytes begin; `from` is where it comes from. When all places are taken, another one
    /// has to end for it.
    pub fn begin(&self, request: &HttpRequest, from: &str, payload: Payload, most: usize) -> Body {
        let end = Arc::new(Notify::new());
        let (place, gone) = self.0.places.admit(from.to_owned(), end.clone());
        if let Some(gone) = gone {
            gone.notify_one();
        }
        let (request, intake, due) = (request.clone(), self.clone(), Instant::now() + PATIENCE);
        Body { request, payload, intake, most, read: 0, due, end, place }
    }

    /// Where files lie until they are dealt with.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Room in memory for typed text: none yet, to be grown as it comes in.
    pub fn room_for_typed(&self) -> Result<Room, Failure> {
        self.0.typed.clone().try_acquire_many_owned(0).map(Room).map_err(|_| Failure::Overloaded)
    }

    /// Room on disk for a file: none yet, to be grown as it comes in.
    pub fn room_for_file(&self) -> Result<Room, Failure> {
        self.0.files.clone().try_acquire_many_owned(0).map(Room).map_err(|_| Failure::Overloaded)
    }
}

impl Room {
    /// Takes `bytes` more.
    ///
    /// # Errors
    /// `Overloaded` when all bodies together hold as much as they may.
    pub fn grow(&mut self, bytes: usize) -> Result<(), Failure> {
        let more = u32::try_from(bytes).map_err(|_| Failure::TooLarge)?;
        let permits = self.0.semaphore().clone().try_acquire_many_owned(more);
        self.0.merge(permits.map_err(|_| Failure::Overloaded)?);
        Ok(())
    }
}

/// A body that comes in: no larger and no slower than it may.
pub struct Body {
    request: HttpRequest,
    payload: Payload,
    intake: Intake,
    most: usize,
    read: usize,
    /// When it has fallen behind too far. Bytes put it off, never further than the patience from now.
    due: Instant,
    /// Told when another body needs the place more.
    end: Arc<Notify>,
    place: Place<Arc<Notify>>,
}

impl Body {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// `TooLarge`, `TooSlow`, `Overloaded` when it had to end for another, or `Malformed` when the sender has gone.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        loop {
            let look = self.due().min(Instant::now() + LOOK);
            let came = async {
                tokio::select! {
                    biased;
                    () = self.end.notified() => Err(Failure::Overloaded),
                    chunk = self.payload.next() => Ok(chunk),
                }
            };
            let came = match timeout_at(look, came).await {
                Ok(came) => Ok(came?),
                Err(late) => Err(late),
            };
            match came {
                Ok(Some(Ok(chunk))) => return self.take(chunk).map(Some),
                Ok(Some(Err(error))) => return Err(Failure::Malformed(error.to_string())),
                Ok(None) => return Ok(None),
                Err(_) if Instant::now() >= self.due() => return Err(Failure::TooSlow),
                Err(_) => {}
            }
        }
    }

    fn take(&mut self, chunk: Bytes) -> Result<Bytes, Failure> {
        let before = self.read / OF_USE;
        self.read += chunk.len();
        if self.read / OF_USE > before {
            self.place.used();
            connections::used(&self.request);
        }
        if self.read > self.most {
            return Err(Failure::TooLarge);
        }
        let earned = Duration::from_secs(1) * u32::try_from(chunk.len()).unwrap_or(u32::MAX) / LEAST_RATE;
        self.due = (self.due + earned).min(Instant::now() + PATIENCE);
        Ok(chunk)
    }

    fn due(&self) -> Instant {
        if self.intake.0.places.are_crowded() { self.due - (PATIENCE - PATIENCE_CROWDED) } else { self.due }
    }
}

#[cfg(unix)]
fn make_closed(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_closed(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::error::PayloadError;
    use actix_web::test::TestRequest;
    use futures_util::{Stream, stream};

    /// A body that brings `bytes` after every `gap`, without end.
    fn dripping(bytes: usize, gap: Duration) -> Payload {
        let drops = stream::unfold((), move |()| async move {
            tokio::time::sleep(gap).await;
            Some((Ok::<_, PayloadError>(Bytes::from(vec![b'a'; bytes])), ()))
        });
        payload(drops)
    }

    fn payload(stream: impl Stream<Item = Result<Bytes, PayloadError>> + 'static) -> Payload {
        Payload::Stream { payload: Box::pin(stream) }
    }

    fn silent() -> Payload {
        payload(stream::pending())
    }

    fn begin(intake: &Intake, payload: Payload) -> Body {
        intake.begin(&TestRequest::default().to_http_request(), "a", payload, 100_000)
    }

    /// Reads until it ends: how, and after how many seconds of a clock that a test turns.
    async fn end(mut body: Body) -> (Failure, u64) {
        let began = Instant::now();
        loop {
            match body.next().await {
                Ok(Some(_)) => {}
                Ok(None) => panic!("it has no end"),
                Err(failure) => return (failure, began.elapsed().as_secs()),
            }
        }
    }

    fn intake(places: usize) -> (tempfile::TempDir, Intake) {
        let folder = tempfile::tempdir().expect("a folder");
        let intake = Intake::open(folder.path(), places).expect("it opens");
        (folder, intake)
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_falls_silent_or_drips_ends_and_a_slow_phone_goes_on() {
        let (_folder, intake) = intake(8);
        let (failure, seconds) = end(begin(&intake, silent())).await;
        assert!(matches!(failure, Failure::TooSlow) && seconds == 20, "{failure} {seconds}");
        let (failure, seconds) = end(begin(&intake, dripping(1, Duration::from_secs(1)))).await;
        assert!(matches!(failure, Failure::TooSlow) && seconds == 20, "{failure} {seconds}");
        let (failure, seconds) = end(begin(&intake, dripping(5_000, Duration::from_secs(1)))).await;
        assert!(matches!(failure, Failure::TooLarge) && seconds == 21, "{failure} {seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_came_fast_earns_no_long_silence() {
        let (_folder, intake) = intake(8);
        let burst = stream::iter([Ok::<_, PayloadError>(Bytes::from(vec![b'a'; 90_000]))]);
        let payload = payload(burst.chain(stream::pending()));
        let (failure, seconds) = end(begin(&intake, payload)).await;
        assert!(matches!(failure, Failure::TooSlow) && seconds == 20, "{failure} {seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn where_it_is_crowded_the_silent_go_sooner() {
        let (_folder, intake) = intake(3);
        let (one, _two) = (begin(&intake, silent()), begin(&intake, silent()));
        let (failure, seconds) = end(one).await;
        assert!(matches!(failure, Failure::TooSlow) && seconds == 4, "{failure} {seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn the_newest_body_comes_in_and_the_longest_silent_ends_for_it() {
        let (_folder, intake) = intake(2);
        let (first, second) = (begin(&intake, silent()), begin(&intake, silent()));
        tokio::time::sleep(GRACE).await;
        let third = begin(&intake, payload(stream::iter([Ok(Bytes::from_static(b"all"))])));
        let (failure, seconds) = end(first).await;
        assert!(matches!(failure, Failure::Overloaded) && seconds == 0, "{failure} {seconds}");
        let mut third = third;
        assert_eq!(third.next().await.unwrap().as_deref(), Some(&b"all"[..]));
        assert!(third.next().await.unwrap().is_none());
        assert!(matches!(end(second).await.0, Failure::TooSlow));
    }

    #[tokio::test]
    async fn all_bodies_share_what_they_hold() {
        let (_folder, intake) = intake(2);
        let mut first = intake.room_for_typed().unwrap();
        first.grow(TYPED_BUDGET).unwrap();
        let mut second = intake.room_for_typed().unwrap();
        assert!(matches!(second.grow(1), Err(Failure::Overloaded)));
        drop(first);
        assert!(second.grow(1).is_ok());
    }
}
