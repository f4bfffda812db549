//! Makes the public copies anew, while the portal serves.
use crate::actions::Refusal;
use crate::ids::TicketId;
use crate::store::Db;
use crate::store::public::{cells, copy};

/// Copies made in one transaction: a long one would keep everybody else from writing.
const PART: i64 = 200;

/// What was found.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Reprojected {
    /// Copies that were looked at.
    pub looked_at: usize,
    /// Those that were other than they are made now.
    pub changed: usize,
}

/// Makes every public copy anew. `seen` hears after each part how many reports it had.
///
/// # Errors
/// When the database cannot be read or written.
pub fn reproject(db: &Db, mut seen: impl FnMut(usize)) -> Result<Reprojected, Refusal> {
    let (mut done, mut from) = (Reprojected::default(), TicketId(0));
    loop {
        let (part, changed) = db.change(|c| {
            let (city, part) = (db.city(c)?, copy::part(c, from, PART)?);
            let mut changed = 0;
            for id in &part {
                changed += usize::from(copy::remake(c, &city, *id)?);
            }
            Ok::<_, Refusal>((part, changed))
        })?;
        let Some(last) = part.last() else { break };
        from = *last;
        done.looked_at += part.len();
        done.changed += changed;
        seen(part.len());
    }
    if !is_map_true(db)? {
        db.change(|c| Ok::<_, Refusal>(cells::recount(c)?))?;
    }
    Ok(done)
}

/// Are there as many reports in each square of the map as their copies say?
///
/// # Errors
/// When the database cannot be read.
pub fn is_map_true(db: &Db) -> Result<bool, Refusal> {
    db.look(|c| Ok(cells::are_true(c)?))
}

/// The codes of reports whose public copy is not what it would be if it were made now, the first `most` of them, and how
/// many copies there are.
///
/// # Errors
/// When the database cannot be read.
pub fn untrue_copies(db: &Db, most: usize) -> Result<(Vec<String>, usize), Refusal> {
    let (mut untrue, mut count, mut from) = (Vec::new(), 0, TicketId(0));
    loop {
        let part = db.look(|c| {
            let (city, part) = (db.city(c)?, copy::part(c, from, PART)?);
            for id in &part {
                if untrue.len() < most && !copy::is_true(c, &city, *id)? {
                    untrue.push(crate::store::tickets::find(c, *id)?.report.code);
                }
            }
            Ok::<_, Refusal>(part)
        })?;
        let Some(last) = part.last() else { return Ok((untrue, count)) };
        from = *last;
        count += part.len();
    }
}
