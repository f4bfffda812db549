//! Files that people send. Photos: decoded, turned upright, stripped of all metadata, shrunk, and laid on the shelf by the
//! hash of their content; documents as they came. And pictures of the ground, which nobody sends.
mod colour;
mod decode;
mod document;
mod exif;
mod ground;
mod hash;
mod header;
mod holds;
mod jpeg;
mod kind;
mod limits;
mod picture;
mod problem;
mod shelf;
mod shrink;
mod webp;
mod workers;

pub use ground::Ground;
pub use hash::{FileHash, NotAHash};
pub use limits::Limits;
pub use problem::{DocumentProblem, PhotoProblem};
pub use shelf::{FileState, Lying, Section};

use crate::domain::point::Point;
use header::Header;
use holds::Hold;
use shelf::Shelf;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use workers::Workers;

/// How many photos are worked on at once, if `Limits::memory` is enough for them: a photo of 12 MP takes about 100 ms of
/// a processor and 36 MB.
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
    /// As it was sent, up to the end of its picture; never served.
    pub original: FileHash,
    /// Of the picture that is shown, in pixels.
    pub width: u32,
    pub height: u32,
    /// Size of the picture that is shown.
    pub bytes: u64,
    /// Where it says that it was taken: told to whoever sent it, and kept in their draft alone.
    pub taken_at: Option<Point>,
    /// Its files stay on the shelf while this value lives, though no row names them yet.
    hold: Hold,
}

/// A PDF that lies on the shelf; it stays there while this value lives, though no row names it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDocument {
    pub hash: FileHash,
    pub bytes: u64,
    /// It may do something by itself when it is opened (JavaScript, an open action), or its inside cannot be looked at.
    pub acts: bool,
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
        Self {
            shelf: Arc::new(Shelf::at(folder)),
            limits,
            workers: Arc::new(Workers::new(WORKING, WAITING, limits.memory)),
        }
    }

    /// Keeps a photo that lies in `file`, off the request threads and never too many at once; `file` is dropped when
    /// that is done.
    ///
    /// # Errors
    /// What is wrong with the file; `Busy` when too many are waiting; `Storage` when it could not be written.
    pub async fn keep(&self, file: impl AsRef<Path> + Send + 'static) -> Result<KeptPhoto, PhotoProblem> {
        let place = self.workers.come_in()?;
        let photos = self.clone();
        // How much memory it takes is known when its header was read, and for that the file's own size is enough.
        let (file, memory) = place
            .run(self.limits.max_bytes as u64, move || {
                photos.limits.weigh_file(file.as_ref())?;
                let memory = photos.header(&fs::read(&file)?)?.memory;
                Ok::<_, PhotoProblem>((file, memory))
            })
            .await??;
        let photos = self.clone();
        place.run(memory, move || photos.keep_now(&fs::read(&file)?)).await?
    }

    fn header<'a>(&self, bytes: &'a [u8]) -> Result<Header<'a>, PhotoProblem> {
        self.limits.weigh(bytes)?;
        Header::read(bytes, DISPLAY.0, self.limits.memory)
    }

    /// Keeps a photo on this thread. What hangs behind the picture is not kept.
    pub fn keep_now(&self, bytes: &[u8]) -> Result<KeptPhoto, PhotoProblem> {
        let header = self.header(bytes)?;
        let (picture, taken_at) = decode::upright(bytes, &header, DISPLAY.0)?;
        let bytes = &bytes[..header.end];
        let (width, height) = (picture.width, picture.height);
        let display = shrink::encode(&picture, DISPLAY.1)?;
        let thumb = shrink::encode(&shrink::fit(picture, THUMB.0)?, THUMB.1)?;
        let hashes @ [shown, small, original] = [&display[..], &thumb, bytes].map(FileHash::of);
        let hold = self.shelf.hold(hashes.to_vec());
        self.shelf.put(Section::Public, &shown, &display)?;
        self.shelf.put(Section::Public, &small, &thumb)?;
        self.shelf.put(Section::Private, &original, bytes)?;
        Ok(KeptPhoto {
            display: shown,
            thumb: small,
            original,
            width,
            height,
            bytes: display.len() as u64,
            taken_at,
            hold,
        })
    }

    /// Keeps a PDF as it is: it is signed, and a changed byte would break its signature.
    pub fn document(&self, bytes: &[u8]) -> Result<KeptDocument, DocumentProblem> {
        let paper = document::check(bytes, &self.limits)?;
        let hash = FileHash::of(bytes);
        let hold = self.shelf.hold(vec![hash]);
        self.shelf.put(Section::Public, &hash, bytes)?;
        Ok(KeptDocument { hash, bytes: bytes.len() as u64, acts: paper.acts, hold })
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
