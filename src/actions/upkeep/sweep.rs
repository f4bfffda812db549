//! Clears away what has had its time. Nothing here touches a report.
use super::GoesOn;
use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store::sweeping::{self, Files};

/// Forms cleared in one transaction: a long one would keep everybody else from writing.
const BATCH: i64 = 200;

/// What was cleared away.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    pub sessions: usize,
    pub passes: usize,
    pub throttles: usize,
    pub drafts: usize,
    pub files: usize,
}

/// Clears sessions, links, counters and unfinished forms that have run out, and the files that only those had.
pub fn sweep(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<Swept, Refusal> {
    let now = portal.now();
    let mut swept = portal.db.change(|c| {
        Ok::<_, Refusal>(Swept {
            sessions: sweeping::sessions(c, now)?,
            passes: sweeping::passes(c, now)?,
            throttles: sweeping::throttles(c, now)?,
            ..Swept::default()
        })
    })?;
    loop {
        let (drafts, files) = portal.db.change(|c| Ok::<_, Refusal>(sweeping::drafts(c, now, BATCH)?))?;
        swept.drafts += drafts;
        for photo in files {
            swept.files += forget(portal, &photo)?;
        }
        if drafts < BATCH as usize || !goes_on() {
            return Ok(swept);
        }
    }
}

/// Takes a photo's files off the shelf unless something shows it; how many. A form that took up the same photo in this
/// very moment would lose it: the same bytes within the same second as an expired form's, which we accept.
fn forget(portal: &Portal, photo: &Files) -> Result<usize, Refusal> {
    if portal.db.look(|c| Ok::<_, Refusal>(sweeping::is_used(c, photo)?))? {
        return Ok(0);
    }
    let names = [&photo.display, &photo.thumb, &photo.original];
    let hashes = names.into_iter().filter_map(|name| name.parse().ok());
    hashes.map(|hash| portal.photos.forget(&hash)).try_fold(0, |count, done| {
        done.map(|()| count + 1).map_err(|error| Refusal::Unavailable(error.to_string()))
    })
}
