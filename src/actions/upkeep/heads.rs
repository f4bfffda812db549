//! The head over all reports, kept each night in the data folder, from where it can be copied elsewhere: it shows what is
//! missing altogether, and what was set back or sealed anew by somebody who had the key too.
//!
//! `heads.txt` has a line for each night and only grows; its last one names the file with the head itself, which has a
//! line for each report.
use super::GoesOn;
use crate::actions::Refusal;
use crate::clock::{Moment, local};
use crate::domain::seal::{Fault, HOUSE, Key, ReportSeal};
use crate::store::Db;
use crate::store::seals::journal::{self, End};
use crate::store::seals::read;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::iter::Peekable;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// One line a night.
pub const LINES: &str = "heads.txt";

/// Reports read at a time.
const PART: i64 = 2000;

/// One report in a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    report: i64,
    events: i32,
    changes: i32,
    seal: String,
}

/// The newest head, read report by report.
pub struct Kept {
    /// When it was kept.
    pub at: String,
    pub journal: End,
    entries: Peekable<Box<dyn Iterator<Item = io::Result<Entry>>>>,
}

/// What a head knows about a stretch of reports.
#[derive(Debug, Default)]
pub struct Older {
    /// Reports before this one that are not there any more.
    pub before: Vec<i64>,
    /// This report, if it was there.
    pub same: Option<Entry>,
}

impl Kept {
    /// The newest head in a folder; none where none was kept yet.
    ///
    /// # Errors
    /// In plain words: when the files do not belong together, or were not written with our key.
    pub fn open(folder: &Path, key: &Key) -> Result<Option<Self>, String> {
        let lines = match std::fs::read_to_string(folder.join(LINES)) {
            Ok(lines) => lines,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{LINES}: {error}")),
        };
        let Some(line) = newest(&lines, key)? else { return Ok(None) };
        let words: Vec<&str> = line.split(' ').collect();
        let [at, count, seal, hash, _] = words[..] else {
            return Err(format!("{LINES}: a line is not ours"));
        };
        let path = folder.join(file_name(hash));
        let file = |error: io::Error| format!("{}: {error}", path.display());
        if hash_of(&path).map_err(file)? != hash {
            return Err(format!("{} was changed", path.display()));
        }
        let journal =
            End { count: count.parse().unwrap_or_default(), seal: seal.trim_matches('-').to_owned() };
        let entries: Box<dyn Iterator<Item = io::Result<Entry>>> =
            Box::new(BufReader::new(File::open(&path).map_err(file)?).lines().map(|line| entry(&line?)));
        Ok(Some(Self { at: at.to_owned(), journal, entries: entries.peekable() }))
    }

    /// What the head knows up to `report`, in order; asked with growing numbers.
    ///
    /// # Errors
    /// When it cannot be read on.
    pub fn upto(&mut self, report: i64) -> io::Result<Older> {
        let mut older = Older::default();
        while let Some(entry) =
            self.entries.next_if(|entry| entry.as_ref().map_or(true, |one| one.report <= report))
        {
            let entry = entry?;
            if entry.report == report { older.same = Some(entry) } else { older.before.push(entry.report) }
        }
        Ok(older)
    }
}

/// Whether a report is older than in the head, or has other seals without having been changed.
pub fn set_back(then: Option<&Entry>, now: Option<&ReportSeal>) -> Option<Fault> {
    let (then, now) = (then?, now?);
    let older = now.events < then.events || now.changes < then.changes;
    let other = now.changes == then.changes && !now.seal.starts_with(&then.seal);
    (older || other).then_some(Fault::SetBack)
}

/// Keeps the head of this moment, unless it is broken off; over how many reports.
///
/// # Errors
/// When the database or the folder does not let it.
pub fn keep_head(
    db: &Db,
    folder: &Path,
    now: Moment,
    goes_on: &GoesOn<'_>,
) -> Result<Option<usize>, Refusal> {
    let unkept = |error: io::Error| Refusal::Unavailable(format!("the head cannot be kept: {error}"));
    let end = db.look(|c| Ok::<_, Refusal>(journal::end(c, db.key())?))?.unwrap_or_default();
    let file = tempfile::NamedTempFile::new_in(folder).map_err(unkept)?;
    let mut out = BufWriter::new(file);
    let (mut count, mut after) = (0, Some(HOUSE - 1));
    while let Some(from) = after {
        if !goes_on() {
            return Ok(None);
        }
        let part = db.look(|c| Ok::<_, Refusal>(read::seals(c, from, PART)?))?;
        after = part.last().map(|seal| seal.report).filter(|_| part.len() as i64 == PART);
        for seal in &part {
            let ReportSeal { report, events, changes, seal, .. } = seal;
            writeln!(out, "{report} {events} {changes} {}", &seal[..seal.len().min(24)]).map_err(unkept)?;
            count += usize::from(*report != HOUSE);
        }
    }
    let file = out.into_inner().map_err(|error| unkept(error.into_error()))?;
    file.as_file().sync_all().map_err(unkept)?;
    let hash = hash_of(file.path()).map_err(unkept)?;
    file.persist(folder.join(file_name(&hash))).map_err(|error| unkept(error.error))?;
    let before = std::fs::read_to_string(folder.join(LINES)).unwrap_or_default();
    let said = format!("{} {} {}- {hash}", now.format("%Y-%m-%dT%H:%M:%S"), end.count, end.seal);
    let seal = db.key().over("head", &[before.lines().last().unwrap_or_default(), &said]);
    let mut lines =
        OpenOptions::new().append(true).create(true).mode(0o600).open(folder.join(LINES)).map_err(unkept)?;
    writeln!(lines, "{said} {seal}").and_then(|()| lines.sync_all()).map_err(unkept)?;
    if let Some(older) =
        before.lines().last().and_then(|line| line.split(' ').nth(3)).filter(|one| *one != hash)
    {
        drop(std::fs::remove_file(folder.join(file_name(older))));
    }
    Ok(Some(count))
}

fn file_name(hash: &str) -> String {
    format!("head-{}.txt", hash.get(..16).unwrap_or(hash))
}

/// Whether a head was kept on the day of `now` (Vietnam) already.
pub fn kept_today(folder: &Path, now: Moment) -> bool {
    let lines = std::fs::read_to_string(folder.join(LINES)).unwrap_or_default();
    let last = lines.lines().last().and_then(|line| line.split(' ').next());
    let last = last.and_then(|at| Moment::parse_from_str(at, "%Y-%m-%dT%H:%M:%S").ok());
    last.is_some_and(|at| local(at).date() >= local(now).date())
}

/// The last line, when all of them are ours and follow one another.
fn newest<'a>(lines: &'a str, key: &Key) -> Result<Option<&'a str>, String> {
    let mut before = "";
    for (number, line) in lines.lines().enumerate() {
        let ours =
            line.rsplit_once(' ').is_some_and(|(said, seal)| key.over("head", &[before, said]) == seal);
        if !ours {
            return Err(format!("{LINES}: line {} is not ours", number + 1));
        }
        before = line;
    }
    Ok(Some(before).filter(|line| !line.is_empty()))
}

fn entry(line: &str) -> io::Result<Entry> {
    let mut words = line.split(' ');
    let mut read = || {
        Some(Entry {
            report: words.next()?.parse().ok()?,
            events: words.next()?.parse().ok()?,
            changes: words.next()?.parse().ok()?,
            seal: words.next()?.to_owned(),
        })
    };
    read().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a line is not ours"))
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut reader = BufReader::new(File::open(path)?);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(bytes);
        let read = bytes.len();
        reader.consume(read);
    }
}
