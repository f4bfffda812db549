//! A copy of everything that a portal is made of, taken while it serves: keys, database, files, and a list of them.
//!
//! The order matters. Keys and heads come first, so that no head is newer than the database; then the database; then the
//! shelf, whose files are named by their content and added before a row names them: whatever the copied database names is
//! there.
use crate::clock::Moment;
use crate::config::Config;
use crate::store::dump::{self, DumpError, Dumped};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.toml";
const LIST: &str = "files.txt";
/// Where in a backup the data folder's files and the database lie.
const DATA: &str = "data";
const DATABASE: &str = "database";
/// The shelf within the data folder.
const SHELF: &str = "photos";

/// What a backup says of itself. It is written last: a folder without it is no backup.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Manifest {
    /// When it was begun, UTC.
    pub made: String,
    pub program: String,
    pub files: u64,
    /// The SHA-256 of the list of files.
    pub list: String,
    pub database: Dumped,
}

/// How far it is: what was done, so many at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Rows(u64),
    Copied(u64),
    Verified(u64),
}

type Told<'a> = &'a mut dyn FnMut(Done);

/// Writes a backup into `to`, which is made, or is there and empty.
///
/// # Errors
/// In words for the person at the terminal. What was written so far stays, without a manifest.
pub fn backup(config: &Config, to: &Path, now: Moment, told: Told<'_>) -> Result<Manifest, DumpError> {
    let (data, to) = (whole(&config.data)?, fresh(to)?);
    if to.starts_with(&data) || data.starts_with(&to) {
        return Err(DumpError("the backup cannot lie in the data folder, nor the data folder in it".into()));
    }
    let mut list = Vec::new();
    copy_all(config, &data, &to, &mut list, |inside| !inside.starts_with(SHELF), told)?;
    let database =
        dump::save(&config.database_url, &subfolder(&to, DATABASE)?, &mut |rows| told(Done::Rows(rows)))?;
    copy_all(config, &data, &to, &mut list, |inside| inside.starts_with(SHELF), told)?;
    for file in walk(&to.join(DATABASE))? {
        let hash = hash_of(&file)?;
        list.push((hash, file.strip_prefix(&to).unwrap_or(&file).to_owned()));
    }
    let lines = write_list(&to, &list)?;
    let manifest = Manifest {
        made: now.format("%Y-%m-%dT%H:%M:%S").to_string(),
        program: env!("CARGO_PKG_VERSION").into(),
        files: list.len() as u64,
        list: lines,
        database,
    };
    verify_files(&to, &manifest, told)?;
    let text = toml::to_string(&manifest).map_err(|error| DumpError(error.to_string()))?;
    let mut file = File::create_new(to.join(MANIFEST))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    File::open(&to)?.sync_all()?;
    Ok(manifest)
}

/// Looks whether a backup is whole: every file there, with the content that was written.
///
/// # Errors
/// What is missing or changed.
pub fn verify_backup(from: &Path, told: Told<'_>) -> Result<Manifest, DumpError> {
    let text = fs::read_to_string(from.join(MANIFEST)).map_err(|error| {
        DumpError(format!("{} is no finished backup: {MANIFEST}: {error}", from.display()))
    })?;
    let manifest: Manifest =
        toml::from_str(&text).map_err(|error| DumpError(format!("{MANIFEST}: {error}")))?;
    verify_files(from, &manifest, told)?;
    Ok(manifest)
}

/// Brings a backup back where nothing is yet: the shelf, the database, then keys and heads.
///
/// # Errors
/// When the backup is not whole, or something is there already.
pub fn restore(config: &Config, from: &Path, told: Told<'_>) -> Result<Manifest, DumpError> {
    let manifest = verify_backup(from, told)?;
    let data = &config.data;
    if fs::read_dir(data).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(DumpError(format!("{} is not empty: name a new folder (LANGNGHE_DATA)", data.display())));
    }
    if !dump::is_empty(&config.database_url)? {
        return Err(DumpError("the database is not empty: name a new one (LANGNGHE_DATABASE_URL)".into()));
    }
    fs::create_dir_all(data)?;
    let files = read_list(from)?;
    let inside = |path: &Path| path.strip_prefix(DATA).ok().map(Path::to_owned);
    let on_shelf = |path: &PathBuf| path.starts_with(SHELF);
    for (hash, path) in
        files.iter().filter_map(|(hash, path)| Some((hash, inside(path)?))).filter(|(_, p)| on_shelf(p))
    {
        bring(from, data, (hash, &path), told)?;
    }
    dump::load(&config.database_url, &from.join(DATABASE), &manifest.database, &mut |rows| {
        told(Done::Rows(rows))
    })?;
    for (hash, path) in
        files.iter().filter_map(|(hash, path)| Some((hash, inside(path)?))).filter(|(_, p)| !on_shelf(p))
    {
        bring(from, data, (hash, &path), told)?;
    }
    Ok(manifest)
}

fn bring(from: &Path, data: &Path, (hash, path): (&str, &Path), told: Told<'_>) -> Result<(), DumpError> {
    if copy(&from.join(DATA).join(path), &data.join(path))? != *hash {
        return Err(DumpError(format!("{} changed while it was brought back", path.display())));
    }
    told(Done::Copied(1));
    Ok(())
}

/// Copies what the data folder holds, where `wanted` says so. The database has a way of its own, and what was begun and
/// not finished is nothing yet.
fn copy_all(
    config: &Config,
    data: &Path,
    to: &Path,
    list: &mut Vec<(String, PathBuf)>,
    wanted: impl Fn(&Path) -> bool,
    told: Told<'_>,
) -> Result<(), DumpError> {
    let database = std::path::absolute(&config.database_url)?;
    let beside: BTreeSet<PathBuf> = ["", "-wal", "-shm", "-journal"]
        .iter()
        .map(|end| format!("{}{end}", database.display()).into())
        .collect();
    let unfinished =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".tmp"));
    for file in walk(data)? {
        let inside = file.strip_prefix(data).unwrap_or(&file).to_owned();
        if !wanted(&inside) || unfinished(&file) || beside.contains(&file) {
            continue;
        }
        let path = Path::new(DATA).join(inside);
        match copy(&file, &to.join(&path)) {
            Ok(hash) => list.push((hash, path)),
            // Cleared away meanwhile: no row of a copied database names it any more.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !file.exists() => {}
            Err(error) => return Err(DumpError(format!("{}: {error}", file.display()))),
        }
        told(Done::Copied(1));
    }
    Ok(())
}

/// Copies one file onto the disk; the SHA-256 of what was copied.
fn copy(from: &Path, to: &Path) -> io::Result<String> {
    let mut source = File::open(from)?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut target = File::create_new(to)?;
    let hash = pass(&mut source, &mut target)?;
    target.sync_all()?;
    Ok(hash)
}

fn hash_of(file: &Path) -> io::Result<String> {
    pass(&mut File::open(file)?, &mut io::sink())
}

fn pass(source: &mut impl Read, target: &mut impl Write) -> io::Result<String> {
    let (mut hash, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = source.read(&mut part)?;
        if read == 0 {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(&part[..read]);
        target.write_all(&part[..read])?;
    }
}

/// Writes the list; the SHA-256 of it.
fn write_list(to: &Path, list: &[(String, PathBuf)]) -> Result<String, DumpError> {
    let mut out = BufWriter::new(File::create_new(to.join(LIST))?);
    for (hash, path) in list {
        let path = path.to_str().filter(|path| !path.contains('\n'));
        let path =
            path.ok_or_else(|| DumpError("the data folder has a file with a name that is no text".into()))?;
        writeln!(out, "{hash} {path}")?;
    }
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(hash_of(&to.join(LIST))?)
}

fn read_list(from: &Path) -> Result<Vec<(String, PathBuf)>, DumpError> {
    let mut list = Vec::new();
    for line in BufReader::new(File::open(from.join(LIST))?).lines() {
        let line = line?;
        let (hash, path) = line.split_once(' ').unwrap_or_default();
        let path = PathBuf::from(path);
        // Only downwards: a list that was meddled with writes nowhere else.
        if path.as_os_str().is_empty()
            || !path.components().all(|one| matches!(one, std::path::Component::Normal(_)))
        {
            return Err(DumpError(format!("{LIST} has a line that is none of ours")));
        }
        list.push((hash.to_owned(), path));
    }
    Ok(list)
}

fn verify_files(from: &Path, manifest: &Manifest, told: Told<'_>) -> Result<(), DumpError> {
    if hash_of(&from.join(LIST))? != manifest.list {
        return Err(DumpError(format!("{LIST} was changed")));
    }
    for (hash, path) in read_list(from)? {
        let found =
            hash_of(&from.join(&path)).map_err(|error| DumpError(format!("{}: {error}", path.display())))?;
        if found != hash {
            return Err(DumpError(format!("{} was changed or cut off", path.display())));
        }
        told(Done::Verified(1));
    }
    Ok(())
}

/// A folder that is there, by its whole path.
fn whole(folder: &Path) -> Result<PathBuf, DumpError> {
    let unread = |error: io::Error| DumpError(format!("the folder {}: {error}", folder.display()));
    fs::canonicalize(folder).map_err(unread)
}

/// A folder that is made, or is empty.
fn fresh(folder: &Path) -> Result<PathBuf, DumpError> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(DumpError(format!(
            "{} is not empty: each backup gets a folder of its own",
            folder.display()
        )));
    }
    whole(folder)
}

fn subfolder(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let path = folder.join(name);
    fs::create_dir(&path)?;
    Ok(path)
}

/// All files below a folder, in order; links are followed, so that a shelf on another disk is copied too.
fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut left) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            match fs::metadata(&path) {
                Ok(found) if found.is_dir() => left.push(path),
                Ok(_) => files.push(path),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    files.sort();
    Ok(files)
}
