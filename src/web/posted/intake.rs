//! What all requests together may hold while their bodies come in, and how long one body may take.
use crate::web::error::Failure;
use actix_web::dev::Payload;
use actix_web::web::Bytes;
use futures_util::StreamExt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
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
/// How often a body that waits looks whether it has become crowded.
const LOOK: Duration = Duration::from_secs(1);

/// Shared by all threads that answer requests; cheap to clone.
#[derive(Clone)]
pub struct Intake(Arc<Shared>);

struct Shared {
    folder: PathBuf,
    all: usize,
    places: Arc<Semaphore>,
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
            all: bodies,
            places: permits(bodies),
            typed: permits(TYPED_BUDGET),
            files: permits(FILES_BUDGET),
        })))
    }

    /// Lets a body of at most `most` bytes begin.
    ///
    /// # Errors
    /// `Overloaded` when all places are taken.
    pub fn begin(&self, payload: Payload, most: usize) -> Result<Body, Failure> {
        let place = self.0.places.clone().try_acquire_owned().map_err(|_| Failure::Overloaded)?;
        let due = Instant::now() + PATIENCE;
        Ok(Body { payload, intake: self.clone(), most, read: 0, due, _place: place })
    }

    /// Where files lie until they are dealt with.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    pub fn room_for_typed(&self) -> Result<Room, Failure> {
        self.0.typed.clone().try_acquire_many_owned(0).map(Room).map_err(|_| Failure::Overloaded)
    }

    pub fn room_for_file(&self) -> Result<Room, Failure> {
        self.0.files.clone().try_acquire_many_owned(0).map(Room).map_err(|_| Failure::Overloaded)
    }

    fn is_crowded(&self) -> bool {
        self.0.places.available_permits() * 2 < self.0.all
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
    payload: Payload,
    intake: Intake,
    most: usize,
    read: usize,
    /// When it has fallen behind too far. Bytes put it off, never further than the patience from now.
    due: Instant,
    _place: OwnedSemaphorePermit,
}

impl Body {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// `TooLarge`, `TooSlow`, or `Malformed` when the sender has gone.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        loop {
            let look = self.due().min(Instant::now() + LOOK);
            match timeout_at(look, self.payload.next()).await {
                Ok(Some(Ok(chunk))) => return self.take(chunk).map(Some),
                Ok(Some(Err(error))) => return Err(Failure::Malformed(error.to_string())),
                Ok(None) => return Ok(None),
                Err(_) if Instant::now() >= self.due() => return Err(Failure::TooSlow),
                Err(_) => {}
            }
        }
    }

    fn take(&mut self, chunk: Bytes) -> Result<Bytes, Failure> {
        self.read += chunk.len();
        if self.read > self.most {
            return Err(Failure::TooLarge);
        }
        let earned = Duration::from_secs(1) * u32::try_from(chunk.len()).unwrap_or(u32::MAX) / LEAST_RATE;
        self.due = (self.due + earned).min(Instant::now() + PATIENCE);
        Ok(chunk)
    }

    fn due(&self) -> Instant {
        if self.intake.is_crowded() { self.due - (PATIENCE - PATIENCE_CROWDED) } else { self.due }
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
