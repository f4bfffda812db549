//! Whether the database, the keys and the shelf of files belong together: instances of one portal share all three.
use crate::actions::Refusal;
use crate::secrets::Secrets;
use crate::store::Db;
use crate::store::seals::marks::{self, Mark};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Under which names the database remembers them.
const KEYS: &str = "keys";
const SHELF: &str = "shelf";
/// The file on the shelf that says which one it is.
const SHELF_FILE: &str = "shelf.id";

/// Whether this database knows these keys and this shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Both,
    /// It remembers none yet, of one or of both.
    New,
    OtherKeys,
    OtherShelf,
}

/// Compares keys and shelf with what the database remembers, and changes nothing.
///
/// # Errors
/// When the database or the shelf cannot be read.
pub fn recognise(db: &Db, secrets: &Secrets, shelf: &Path) -> Result<Known, Refusal> {
    let keys = db.look(|c| Ok::<_, Refusal>(marks::read(c, db.key(), KEYS)?))?;
    let known = db.look(|c| Ok::<_, Refusal>(marks::read(c, db.key(), SHELF)?))?;
    let own = mark_of(shelf).map_err(|error| unread(shelf, &error))?;
    // With another key nothing that stands there is ours.
    Ok(match (keys, known) {
        (Mark::Foreign, _) => Known::OtherKeys,
        (Mark::Ours(kept), _) if kept != secrets.fingerprint() => Known::OtherKeys,
        (_, Mark::Ours(kept)) if own.as_ref() != Some(&kept) => Known::OtherShelf,
        (_, Mark::Foreign) => Known::OtherShelf,
        (Mark::Ours(_), Mark::Ours(_)) => Known::Both,
        (Mark::None, _) | (_, Mark::None) => Known::New,
    })
}

/// Lets a database that remembers none take these keys and this shelf.
///
/// # Errors
/// When the database or the shelf cannot be written.
pub fn remember(db: &Db, secrets: &Secrets, shelf: &Path) -> Result<(), Refusal> {
    let own = match mark_of(shelf).map_err(|error| unread(shelf, &error))? {
        Some(own) => own,
        None => write_mark(shelf).map_err(|error| unread(shelf, &error))?,
    };
    let taken = [(KEYS, secrets.fingerprint()), (SHELF, own)];
    db.change(|c| {
        for (name, value) in &taken {
            // Another instance may have been first.
            if marks::read(c, db.key(), name)? == Mark::None {
                marks::put(c, db.key(), name, value)?;
            }
        }
        Ok(())
    })
}

fn unread(shelf: &Path, error: &std::io::Error) -> Refusal {
    Refusal::Unavailable(format!("{}: {error}", shelf.display()))
}

fn mark_of(shelf: &Path) -> std::io::Result<Option<String>> {
    match std::fs::read_to_string(shelf.join(SHELF_FILE)) {
        Ok(text) => Ok(Some(text.trim().to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives the shelf its mark; of two that do so at once, one wins and both read it.
fn write_mark(shelf: &Path) -> std::io::Result<String> {
    let mut file = tempfile::NamedTempFile::new_in(shelf)?;
    writeln!(file, "{:032x}", rand::random::<u128>())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(shelf.join(SHELF_FILE)) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => return Err(error.error),
        _ => {}
    }
    mark_of(shelf)?.ok_or_else(|| ErrorKind::NotFound.into())
}
