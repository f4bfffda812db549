//! Where files lie: a folder for what may be served, another for originals, each file under the hash of its content.
use super::FileHash;
use super::holds::{Hold, Holds};
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The folder in which photos and documents are kept.
pub(super) struct Shelf {
    public: PathBuf,
    private: PathBuf,
    holds: Arc<Holds>,
}

/// The two halves of the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What may be served: pictures that are shown, small ones, documents.
    Public,
    /// Originals.
    Private,
}

/// A file as it lies on the shelf.
#[derive(Debug, Clone)]
pub struct Lying {
    pub path: PathBuf,
    /// Its name; none for what a crash left half written.
    pub hash: Option<FileHash>,
    pub written: SystemTime,
}

/// How a file on the shelf was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    Whole,
    Missing,
    /// Cut off, or replaced by something else.
    Changed,
}

impl Shelf {
    /// The shelf in `folder`, whether or not it is there.
    pub(super) fn at(folder: &Path) -> Self {
        let (public, private) = (folder.join("public"), folder.join("private"));
        Self { public, private, holds: Arc::default() }
    }

    /// Makes what is missing of the shelf, and closes it to everyone but the portal's own user.
    pub(super) fn make(&self) -> io::Result<()> {
        for section in [&self.public, &self.private] {
            fs::create_dir_all(section)?;
            close(section)?;
        }
        Ok(())
    }

    /// Keeps these files from being cleared away while a row for them is being written.
    pub(super) fn hold(&self, hashes: Vec<FileHash>) -> Hold {
        Hold::new(&self.holds, hashes)
    }

    /// Writes a file so that it is there whole or not at all, and survives a power cut: beside its place, onto the
    /// disk, then renamed.
    pub(super) fn put(&self, section: Section, hash: &FileHash, content: &[u8]) -> io::Result<()> {
        let section = self.folder(section);
        let path = place(section, hash);
        if holds(&path, content.len())? {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(section);
        make_drawer(section, folder)?;
        // A temporary file belongs to its owner alone (0600) and is removed again when anything fails.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|error| error.error)?;
        settle(folder)
    }

    /// The content of a file that may be served; none when it does not lie there.
    pub(super) fn read_public(&self, hash: &FileHash) -> io::Result<Option<Vec<u8>>> {
        match fs::read(place(&self.public, hash)) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Takes a file off both sections, unless it is held or `is_named` says that a row names it; whether it went.
    /// Nobody can take it up in between: who puts a file holds it first, and holds wait here.
    pub(super) fn let_go<E>(
        &self,
        hash: &FileHash,
        is_named: impl FnOnce() -> Result<bool, E>,
    ) -> Result<io::Result<bool>, E> {
        let held = self.holds.lock();
        if held.contains_key(hash) || is_named()? {
            return Ok(Ok(false));
        }
        let gone = remove(&place(&self.public, hash))
            .and_then(|public| Ok(public | remove(&place(&self.private, hash))?));
        Ok(gone)
    }

    /// Tries whether a file could be laid into both sections, and leaves none.
    pub(super) fn writable(&self) -> io::Result<()> {
        for section in [&self.public, &self.private] {
            let mut file = tempfile::NamedTempFile::new_in(section)?;
            file.write_all(b"x")?;
            file.as_file().sync_data()?;
        }
        Ok(())
    }

    /// Reads a file whole, to see whether it still is what its name says.
    pub(super) fn inspect(&self, section: Section, hash: &FileHash) -> io::Result<FileState> {
        let file = match File::open(place(self.folder(section), hash)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(FileState::Missing),
            Err(error) => return Err(error),
        };
        let whole = FileHash::read(file)? == *hash;
        Ok(if whole { FileState::Whole } else { FileState::Changed })
    }

    /// The files of both sections whose names begin with this byte, and what lies beside them.
    pub(super) fn drawer(&self, first: u8) -> io::Result<Vec<Lying>> {
        let mut files = Vec::new();
        for section in [&self.public, &self.private] {
            let entries = match fs::read_dir(section.join(format!("{first:02x}"))) {
                Ok(entries) => entries,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            for entry in entries {
                let entry = entry?;
                let hash = entry.file_name().to_str().and_then(|name| name.parse().ok());
                files.push(Lying { path: entry.path(), hash, written: entry.metadata()?.modified()? });
            }
        }
        Ok(files)
    }

    fn folder(&self, section: Section) -> &Path {
        match section {
            Section::Public => &self.public,
            Section::Private => &self.private,
        }
    }
}

/// Whether the file is there already. The same name means the same content, unless the disk lost a part of it.
fn holds(path: &Path, size: usize) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) => Ok(there.len() == size as u64),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes one of a section's folders. The section itself is never made anew here: if it is gone, its disk is, and a
/// folder in its place would be open to others.
fn make_drawer(section: &Path, folder: &Path) -> io::Result<()> {
    match own_folder().create(folder) {
        Ok(()) => settle(section),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Brings a folder's list of files onto the disk.
fn settle(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Two hundred and fifty-six folders, so that none grows too long.
fn place(section: &Path, hash: &FileHash) -> PathBuf {
    let name = hash.to_string();
    section.join(&name[..2]).join(name)
}

/// Removes a file for good: what was taken back must not return after a power cut. Whether there was one.
fn remove(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => path.parent().map_or(Ok(()), settle).map(|()| true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(unix)]
fn own_folder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn close(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn own_folder() -> DirBuilder {
    DirBuilder::new()
}
