//! Photos: decoded, turned upright, stripped of all metadata, shrunk, and laid on the shelf by the hash of their content.
mod decode;
mod document;
mod hash;
mod holds;
mod kind;
mod limits;
mod problem;
mod shelf;
mod shrink;
mod workers;

pub use hash::{FileHash, NotAHash};
pub use limits::Limits;
pub use problem::{DocumentProblem, PhotoProblem};
pub use shelf::{FileState, Lying, Section};

use holds::Hold;
use shelf::Shelf;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use workers::Workers;

/// How many photos are worked on at once: one 12 MP picture takes about 100 ms of a processor and 60 MB of memory, the
/// largest that is allowed up to 450 MB.
const WORKING: usize = 2;
/// How many more may wait for a worker; the next one is told to come back.
const WAITING: usize = 32;

/// The longest side of the picture that is shown, and of the small one in lists, in pixels.
const DISPLAY: (u32, u8) = (1600, 82);
const THUMB: (u32, u8) = (400, 76);

/// Keeps photos and documents. Cheap to clone.
#[derive(Clone)]
pub struct Photos {
    shelf: Arc<Shelf>,
    limits: Limits,
    workers: Arc<Workers>,
}

/// A photo that lies on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPhoto {
    pub display: FileHash,
    pub thumb: FileHash,
    /// As it was sent; never served.
    pub original: FileHash,
    /// Of the picture that is shown, in pixels.
    pub width: u32,
    pub height: u32,
    /// Size of the picture that is shown.
    pub bytes: u64,
    /// Its files stay on the shelf while this value lives, though no row names them yet.
    hold: Hold,
}

/// A PDF that lies on the shelf; it stays there while this value lives, though no row names it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDocument {
    pub hash: FileHash,
    pub bytes: u64,
    hold: Hold,
}

impl KeptPhoto {
    /// The names of its files, for who did not want it after all.
    pub fn let_go(self) -> [FileHash; 3] {
        drop(self.hold);
        [self.display, self.thumb, self.original]
    }
}

impl KeptDocument {
    /// The name of its file, for who did not want it after all.
    pub fn let_go(self) -> FileHash {
        drop(self.hold);
        self.hash
    }
}

impl Photos {
    /// Opens the shelf in `folder`, making it where there is none.
    pub fn open(folder: &Path, limits: Limits) -> io::Result<Self> {
        let photos = Self::at(folder, limits);
        photos.shelf.make()?;
        Ok(photos)
    }

    /// The shelf in `folder` as it is, for who only looks: nothing is made.
    pub fn at(folder: &Path, limits: Limits) -> Self {
        Self { shelf: Arc::new(Shelf::at(folder)), limits, workers: Arc::new(Workers::new(WORKING, WAITING)) }
    }

    /// Keeps a photo that lies in `file`, off the request threads and never too many at once; `file` is dropped when
    /// that is done.
    ///
    /// # Errors
    /// What is wrong with the file; `Busy` when too many are waiting; `Storage` when it could not be written.
    pub async fn keep(&self, file: impl AsRef<Path> + Send + 'static) -> Result<KeptPhoto, PhotoProblem> {
        let photos = self.clone();
        self.workers
            .run(move || {
                photos.limits.weigh_file(file.as_ref())?;
                photos.keep_now(&fs::read(&file)?)
            })
            .await?
    }

    /// Keeps a photo on this thread.
    pub fn keep_now(&self, bytes: &[u8]) -> Result<KeptPhoto, PhotoProblem> {
        self.limits.weigh(bytes)?;
        let picture = decode::upright(bytes, &self.limits, DISPLAY.0)?;
        let display = shrink::encode(&picture, DISPLAY.1)?;
        let thumb = shrink::encode(&shrink::fit(&picture, THUMB.0)?, THUMB.1)?;
        let hashes @ [shown, small, original] = [&display[..], &thumb, bytes].map(FileHash::of);
        let hold = self.shelf.hold(hashes.to_vec());
        self.shelf.put(Section::Public, &shown, &display)?;
        self.shelf.put(Section::Public, &small, &thumb)?;
        self.shelf.put(Section::Private, &original, bytes)?;
        Ok(KeptPhoto {
            display: shown,
            thumb: small,
            original,
            width: picture.width(),
            height: picture.height(),
            bytes: display.len() as u64,
            hold,
        })
    }

    /// Keeps a PDF as it is: it is signed, and a changed byte would break its signature.
    pub fn document(&self, bytes: &[u8]) -> Result<KeptDocument, DocumentProblem> {
        document::check(bytes, &self.limits)?;
        let hash = FileHash::of(bytes);
        let hold = self.shelf.hold(vec![hash]);
        self.shelf.put(Section::Public, &hash, bytes)?;
        Ok(KeptDocument { hash, bytes: bytes.len() as u64, hold })
    }

    /// A display picture, a thumbnail or a document; an original is not among them.
    pub fn read_public(&self, hash: &FileHash) -> io::Result<Option<Vec<u8>>> {
        self.shelf.read_public(hash)
    }

    /// Takes a file off the shelf, wherever on it the file lies, unless it was just laid there or `is_named` says that
    /// a row names it. Whether it went.
    pub fn let_go<E>(
        &self,
        hash: &FileHash,
        is_named: impl FnOnce() -> Result<bool, E>,
    ) -> Result<io::Result<bool>, E> {
        self.shelf.let_go(hash, is_named)
    }

    /// Can anything be laid on the shelf now? The error is for the log and for whoever watches over the machine.
    pub fn writable(&self) -> io::Result<()> {
        self.shelf.writable()
    }

    /// Is the file there, and is it what its name says? Reads all of it.
    pub fn inspect(&self, section: Section, hash: &FileHash) -> io::Result<FileState> {
        self.shelf.inspect(section, hash)
    }

    /// What lies in one of the shelf's 256 drawers.
    pub fn drawer(&self, first: u8) -> io::Result<Vec<Lying>> {
        self.shelf.drawer(first)
    }
}
