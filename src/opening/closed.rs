//! The data folder belongs to its owner alone: folders 700, files 600, whatever the machine's usual rights are.
use rustix::fs::Mode;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;

/// From here on, whatever this process makes is its owner's alone, also what SQLite and the mail lay down.
pub fn keep_closed() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// Closes what stands open in a folder, and the folder; how many files and folders that were.
///
/// # Errors
/// When a folder cannot be read, or its rights cannot be changed.
pub fn close(folder: &Path) -> io::Result<usize> {
    let mut count = close_one(folder, FOLDER)?;
    for inside in walk(folder)? {
        count += close_one(&inside, if inside.is_dir() { FOLDER } else { FILE })?;
    }
    Ok(count)
}

/// Closes one file or folder, if it is there and open; 1 if it was.
pub fn close_file(file: &Path) -> io::Result<usize> {
    if file.exists() { close_one(file, FILE) } else { Ok(0) }
}

fn close_one(path: &Path, mode: u32) -> io::Result<usize> {
    let open = match fs::symlink_metadata(path) {
        // What a link leads to is somebody else's to close.
        Ok(found) => !found.is_symlink() && found.permissions().mode() & 0o077 != 0,
        // Cleared away by another instance meanwhile.
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if open {
        fs::set_permissions(path, Permissions::from_mode(mode))?;
    }
    Ok(usize::from(open))
}

/// All files and folders below a folder that are no links.
fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut left) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                left.push(entry.path());
            }
            found.push(entry.path());
        }
    }
    Ok(found)
}
