//! Clears away what has had its time. Nothing here touches a report.
use super::GoesOn;
use super::sweep_shelf::sweep_shelf;
use crate::actions::{Refusal, shelf};
use crate::domain::presence::Presence;
use crate::portal::Portal;
use crate::store::{notices, presences, questions, signals, sweeping};
use chrono::Duration;

/// Forms cleared in one transaction: a long one would keep everybody else from writing.
const BATCH: i64 = 200;
/// Days after which a notice that was read is forgotten; the history of its report stays.
const NOTICES_KEPT: i64 = 90;

/// For so long it is counted which signals were shown: longer than any page counts back.
const COUNTED_DAYS: i64 = 400;

/// What was cleared away.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    pub sessions: usize,
    pub passes: usize,
    pub throttles: usize,
    pub drafts: usize,
    pub files: usize,
}

/// Clears sessions, links, counters and unfinished forms that have run out, and files that no row names any more.
pub fn sweep(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<Swept, Refusal> {
    let now = portal.now();
    let mut swept = portal.db.change(|c| {
        sweeping::generations(c)?;
        notices::sweep(c, now - Duration::days(NOTICES_KEPT))?;
        presences::sweep(c, Presence::since(now))?;
        signals::forget_shown(c, now - Duration::days(COUNTED_DAYS))?;
        questions::forget_stops(c, now - Duration::days(COUNTED_DAYS))?;
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
        swept.files += shelf::clear_named(portal, &files);
        if drafts < BATCH as usize || !goes_on() {
            break;
        }
    }
    swept.files += sweep_shelf(portal, goes_on)?;
    Ok(swept)
}
