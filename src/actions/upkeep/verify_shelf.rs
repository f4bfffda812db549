//! Reads every file that a report names and looks whether it is what was kept.
use crate::actions::Refusal;
use crate::files::{FileState, Photos, Section};
use crate::ids::{DocumentId, PhotoId};
use crate::store::{Db, shelf};

/// Rows read at a time.
const PART: i64 = 200;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    /// Files that were read.
    pub files: usize,
    pub faults: Vec<Fault>,
}

/// A file that is not what was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The report's code.
    pub code: String,
    pub what: &'static str,
    /// Its name on the shelf.
    pub name: String,
    /// What is wrong with it.
    pub how: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} {} ({})", self.what, self.code, self.how, self.name)
    }
}

/// Verifies every photo and document of every report. `told` hears after each part how many files were read.
pub fn verify_shelf(db: &Db, photos: &Photos, told: &mut dyn FnMut(usize)) -> Result<Shelved, Refusal> {
    let mut found = Shelved::default();
    let mut after = PhotoId(0);
    loop {
        let part = db.look(|c| Ok::<_, Refusal>(shelf::photos_after(c, after, PART)?))?;
        let Some(last) = part.last() else { break };
        after = last.id;
        for photo in &part {
            found.read(photos, Section::Public, (&photo.code, "a photo", &photo.display));
            found.read(photos, Section::Public, (&photo.code, "a small photo", &photo.thumb));
            found.read(photos, Section::Private, (&photo.code, "an original", &photo.original));
        }
        told(found.files);
    }
    let mut after = DocumentId(0);
    loop {
        let part = db.look(|c| Ok::<_, Refusal>(shelf::documents_after(c, after, PART)?))?;
        let Some((last, ..)) = part.last() else { break };
        after = *last;
        for (_, code, hash) in &part {
            found.read(photos, Section::Public, (code, "a document", hash));
        }
        told(found.files);
    }
    Ok(found)
}

impl Shelved {
    fn read(&mut self, photos: &Photos, section: Section, (code, what, name): (&str, &'static str, &str)) {
        self.files += 1;
        let how = match name.parse().map(|hash| photos.inspect(section, &hash)) {
            Ok(Ok(FileState::Whole)) => return,
            Ok(Ok(FileState::Missing)) | Err(_) => "is missing".to_owned(),
            Ok(Ok(FileState::Changed)) => "was cut off or replaced".to_owned(),
            Ok(Err(error)) => format!("cannot be read: {error}"),
        };
        self.faults.push(Fault { code: code.to_owned(), what, name: name.to_owned(), how });
    }
}
