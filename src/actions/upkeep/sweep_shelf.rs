//! Compares the shelf with the rows: what none of them names any more goes, and what a crash left half written.
use super::GoesOn;
use crate::actions::{Refusal, shelf};
use crate::clock::Moment;
use crate::files::{FileHash, Lying};
use crate::portal::Portal;
use crate::store;
use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Younger files are left alone: their row may still be on its way.
const AGE: Duration = Duration::from_secs(24 * 60 * 60);
/// Names asked for in one query.
const PART: usize = 400;

/// Clears the shelf and the folder of files under way; how many files went.
pub(super) fn sweep_shelf(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let before = day_before(portal.now());
    let mut gone = clear_folder(&portal.config.data.join("tmp"), before).map_err(unavailable)?;
    for first in 0..=u8::MAX {
        if !goes_on() {
            break;
        }
        let mut old = portal.photos.drawer(first).map_err(unavailable)?;
        old.retain(|file| file.written < before);
        gone += clear_torn(&old).map_err(unavailable)?;
        let names: HashSet<FileHash> = old.iter().filter_map(|file| file.hash).collect();
        let names: Vec<FileHash> = names.into_iter().collect();
        for part in names.chunks(PART) {
            let asked: Vec<String> = part.iter().map(ToString::to_string).collect();
            let named = portal.db.look(|c| Ok::<_, Refusal>(store::shelf::named(c, &asked)?))?;
            let unnamed = part.iter().filter(|hash| !named.contains(&hash.to_string()));
            gone += shelf::clear(portal, unnamed.copied());
        }
    }
    Ok(gone)
}

/// Files that are no whole ones: a crash came while they were written.
fn clear_torn(files: &[Lying]) -> io::Result<usize> {
    let torn = files.iter().filter(|file| file.hash.is_none());
    torn.map(|file| remove(&file.path)).sum()
}

/// Uploads that were under way when the portal was killed.
fn clear_folder(folder: &Path, before: SystemTime) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut gone = 0;
    for entry in entries {
        let entry = entry?;
        // A file that went meanwhile is what was wanted.
        if entry.metadata().is_ok_and(|meta| meta.is_file() && meta.modified().is_ok_and(|at| at < before)) {
            gone += remove(&entry.path())?;
        }
    }
    Ok(gone)
}

fn remove(path: &Path) -> io::Result<usize> {
    match fs::remove_file(path) {
        Ok(()) => Ok(1),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

fn day_before(now: Moment) -> SystemTime {
    let seconds = u64::try_from(now.and_utc().timestamp()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds).saturating_sub(AGE)
}

fn unavailable(error: io::Error) -> Refusal {
    Refusal::Unavailable(error.to_string())
}
