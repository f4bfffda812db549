//! Where files lie: a folder for what may be served, another for originals, each file under the hash of its content.
use super::FileHash;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

pub(super) struct Shelf {
    public: PathBuf,
    private: PathBuf,
}

impl Shelf {
    /// Opens the shelf; the originals' folder is closed to everyone but the portal's own user.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let shelf = Self { public: folder.join("public"), private: folder.join("private") };
        fs::create_dir_all(&shelf.public)?;
        fs::create_dir_all(&shelf.private)?;
        close(&shelf.private)?;
        Ok(shelf)
    }

    pub(super) fn put_public(&self, content: &[u8]) -> io::Result<FileHash> {
        put(&self.public, content)
    }

    pub(super) fn put_private(&self, content: &[u8]) -> io::Result<FileHash> {
        put(&self.private, content)
    }

    pub(super) fn read_public(&self, hash: &FileHash) -> io::Result<Option<Vec<u8>>> {
        match fs::read(place(&self.public, hash)) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn remove(&self, hash: &FileHash) -> io::Result<()> {
        remove(&place(&self.public, hash))?;
        remove(&place(&self.private, hash))
    }
}

/// Writes a file so that it is there whole or not at all, and survives a power cut: beside its place, onto the disk,
/// then renamed.
fn put(section: &Path, content: &[u8]) -> io::Result<FileHash> {
    let hash = FileHash::of(content);
    let path = place(section, &hash);
    if holds(&path, content.len())? {
        return Ok(hash);
    }
    let folder = path.parent().unwrap_or(section);
    make_drawer(section, folder)?;
    // A temporary file belongs to its owner alone (0600) and is removed again when anything fails.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    settle(folder)?;
    Ok(hash)
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
    match fs::create_dir(folder) {
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

/// Removes a file for good: what was taken back must not return after a power cut.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => path.parent().map_or(Ok(()), settle),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn close(_: &Path) -> io::Result<()> {
    Ok(())
}
