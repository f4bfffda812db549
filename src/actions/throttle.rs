//! Slows down whoever tries too often: codes, passwords, forms. What succeeded is not counted, and counting stands outside
//! of every change: it is one statement of its own.
use super::Refusal;
use crate::clock::Moment;
use crate::domain::limits::{Limit, Limited};
use crate::portal::Portal;
use crate::store::throttles;
use chrono::Duration;

/// One count: of what, and by whom (a network, a browser, an address).
#[derive(Debug, Clone)]
pub struct Count {
    pub of: Limited,
    pub by: String,
}

impl Count {
    /// `by` is kept only as a keyed hash, so it may be an address or a key as it is.
    pub fn new(of: Limited, by: impl Into<String>) -> Self {
        Self { of, by: by.into() }
    }
}

/// Refuses whom one of the limits has shut out, without counting: for what only counts when it fails.
pub fn check(portal: &Portal, counts: &[Count]) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.look(|c| {
        let city = portal.db.city(c)?;
        for count in counts {
            let limit = city.facts.limits.of(count.of);
            if throttles::count(c, &bucket(portal, count), now, ends(limit, now))? >= limit.most {
                return Err(Refusal::TooMany);
            }
        }
        Ok(())
    })
}

/// Counts one try everywhere it counts.
///
/// # Errors
/// `TooMany` when it was one too many somewhere.
pub fn count(portal: &Portal, counts: &[Count]) -> Result<(), Refusal> {
    // Each is counted, even after one of them was full: who is shut out here does not get free tries there.
    let full: Vec<bool> = counts.iter().map(|count| add(portal, count, 1)).collect::<Result<_, _>>()?;
    if full.contains(&true) { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Counts many of something at once: bytes, not tries.
///
/// # Errors
/// `TooMany` when they were too many together.
pub fn count_many(portal: &Portal, count: &Count, many: i32) -> Result<(), Refusal> {
    if add(portal, count, many)? { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Is the limit passed with these?
fn add(portal: &Portal, count: &Count, many: i32) -> Result<bool, Refusal> {
    let (bucket, now) = (bucket(portal, count), portal.now());
    let limit = portal.db.look(|c| portal.db.city(c))?.facts.limits.of(count.of);
    let ends = ends(limit, now);
    let counted = portal.db.count(|c| Ok::<_, Refusal>(throttles::add(c, &bucket, many, now, ends)?))?;
    Ok(counted > limit.most)
}

fn ends(limit: Limit, now: Moment) -> Moment {
    now + Duration::minutes(limit.minutes)
}

/// Kept is only a keyed hash, so that the table tells nobody who was here.
fn bucket(portal: &Portal, count: &Count) -> String {
    format!("{}:{}", count.of, portal.secrets.sign("throttle", count.by.as_bytes()))
}
