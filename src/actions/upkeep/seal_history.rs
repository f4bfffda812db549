//! Seals what stood there before there were keyed seals: once, at the first start, and never again on its own.
use super::heads;
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::seal::{FORM, HOUSE, ReportSeal};
use crate::store::Db;
use crate::store::seals::marks::{self, Mark};
use crate::store::seals::{self, journal, read};
use std::path::Path;

/// Since when the seals hold, and how they are written.
const MARK: &str = "since";
/// Reports sealed in one transaction: a long one would keep everybody else from writing.
const PART: i64 = 200;

/// Since when the seals hold; nothing where that is not said, or not by us.
pub fn sealed_since(db: &Db) -> Result<Option<String>, Refusal> {
    Ok(match db.look(|c| Ok::<_, Refusal>(marks::read(c, db.key(), MARK)?))? {
        Mark::Ours(value) => value.split_once(' ').map(|(_, since)| since.to_owned()),
        Mark::Foreign | Mark::None => None,
    })
}

/// Seals everything, unless it is sealed already, and keeps the first head in `folder`; how many reports were sealed.
/// A database that says nothing of seals beside a folder that has heads was robbed of them: it is left as it is, so that
/// the check tells.
pub fn seal_history(
    db: &Db,
    folder: &Path,
    now: Moment,
    mut seen: impl FnMut(usize),
) -> Result<Option<usize>, Refusal> {
    let mark = db.look(|c| Ok::<_, Refusal>(marks::read(c, db.key(), MARK)?))?;
    let has_heads = folder.join(heads::LINES).exists();
    let due = match &mark {
        Mark::Ours(value) => value.split(' ').next().and_then(|form| form.parse::<i32>().ok()) < Some(FORM),
        Mark::None => !has_heads || db.look(|c| Ok::<_, Refusal>(read::count(c)?))? == 0,
        Mark::Foreign => false,
    };
    if !due {
        if !matches!(mark, Mark::Ours(_)) {
            tracing::error!(
                "the seals were taken out of the database, or are not ours: run `langnghe check`"
            );
        }
        return Ok(None);
    }
    let (mut count, mut after) = (0, Some(HOUSE - 1));
    while let Some(from) = after {
        let (sealed, upto) = db.change(|c| {
            let part = read::part(c, from, PART)?;
            for (report, whole) in &part.reports {
                let changes = whole.seal.as_ref().map_or(1, |seal| seal.changes.wrapping_add(1));
                seals::put(c, &ReportSeal::of(db.key(), *report, changes, &whole.rows))?;
            }
            Ok::<_, Refusal>((part.reports.keys().filter(|id| **id != HOUSE).count(), part.upto))
        })?;
        count += sealed;
        seen(sealed);
        after = upto;
    }
    db.change(|c| {
        journal::seal_all(c, db.key())?;
        let value = format!("{FORM} {}", now.format("%Y-%m-%dT%H:%M:%S"));
        Ok::<_, Refusal>(marks::put(c, db.key(), MARK, &value)?)
    })?;
    heads::keep_head(db, folder, now, &|| true)?;
    Ok(Some(count))
}
