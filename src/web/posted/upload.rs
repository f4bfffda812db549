//! A file that came with a form: on disk from its first bytes on, and gone when nobody holds it any more.
use super::intake::{Intake, Room};
use crate::web::error::Failure;
use actix_web::web::block;
use std::io::{self, Write};
use std::path::Path;
use tempfile::{NamedTempFile, TempPath};

/// Bytes that are gathered before they are written.
const GATHERED: usize = 64 * 1024;

/// A file that came with a form. It lies under a name of its own and is removed with this value.
pub struct Upload {
    pub field: String,
    /// As its sender called it; "" where the name cannot be read.
    pub name: String,
    /// In bytes; of one that is too large, no more than shows that it is.
    pub size: u64,
    file: TempPath,
    _room: Room,
}

impl Upload {
    /// A file that came and could not be written. Whoever reads it finds that out, and answers for it by its name.
    pub fn unwritten(intake: &Intake, field: String, name: String) -> Result<Self, Failure> {
        let file = TempPath::try_from_path(intake.folder().join("unwritten"))?;
        Ok(Self { field, name, size: 1, file, _room: intake.room_for_file()? })
    }

    /// All of it. Waits for the disk.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        std::fs::read(&self.file)
    }
}

impl AsRef<Path> for Upload {
    fn as_ref(&self) -> &Path {
        &self.file
    }
}

/// A file on its way in.
pub struct Incoming {
    file: NamedTempFile,
    gathered: Vec<u8>,
    size: usize,
    most: usize,
    room: Room,
}

impl Incoming {
    /// Begins a file of at most `most` bytes.
    pub async fn begin(intake: &Intake, most: usize) -> Result<Self, Failure> {
        let (folder, room) = (intake.folder().to_owned(), intake.room_for_file()?);
        let file = block(move || NamedTempFile::new_in(folder)).await?.map_err(unwritten)?;
        Ok(Self { file, gathered: Vec::with_capacity(GATHERED), size: 0, most, room })
    }

    /// Adds what came. Of a file that is too large one byte too many is kept, to be judged by, and no more.
    pub async fn add(mut self, chunk: &[u8]) -> Result<Self, Failure> {
        let kept = &chunk[..chunk.len().min(self.most + 1 - self.size)];
        self.room.grow(kept.len())?;
        self.size += kept.len();
        self.gathered.extend_from_slice(kept);
        if self.gathered.len() >= GATHERED { self.write().await } else { Ok(self) }
    }

    /// The last of it came: what is still gathered is written, and the file can be read.
    pub async fn end(self, field: String, name: String) -> Result<Upload, Failure> {
        let whole = if self.gathered.is_empty() { self } else { self.write().await? };
        let size = whole.size as u64;
        Ok(Upload { field, name, size, file: whole.file.into_temp_path(), _room: whole.room })
    }

    async fn write(mut self) -> Result<Self, Failure> {
        let written = block(move || {
            self.file.write_all(&self.gathered)?;
            self.gathered.clear();
            Ok(self)
        });
        written.await?.map_err(unwritten)
    }
}

fn unwritten(error: io::Error) -> Failure {
    Failure::Unavailable(format!("a file that was sent could not be written: {error}"))
}
