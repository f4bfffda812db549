//! Clears away what has had its time. Nothing here touches a report.
use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store::sweeping;

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
pub fn sweep(portal: &Portal) -> Result<Swept, Refusal> {
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
        let (drafts, files) = portal
            .db
            .change(|c| Ok::<_, Refusal>(sweeping::drafts(c, now, BATCH)?))?;
        swept.drafts += drafts;
        for hash in files {
            swept.files += usize::from(forget(portal, &hash)?);
        }
        if drafts < BATCH as usize {
            return Ok(swept);
        }
    }
}

/// Removes a file from the shelf unless something shows it. A form that took up the same file in this very moment
/// would lose it: the same bytes within the same second as an expired form's, which we accept.
fn forget(portal: &Portal, hash: &str) -> Result<bool, Refusal> {
    if portal
        .db
        .look(|c| Ok::<_, Refusal>(sweeping::is_used(c, hash)?))?
    {
        return Ok(false);
    }
    let Ok(hash) = hash.parse() else { return Ok(false) };
    portal
        .photos
        .forget(&hash)
        .map_err(|error| Refusal::Unavailable(error.to_string()))?;
    Ok(true)
}
