//! Reads everything that is sealed and looks whether it is as the portal left it.
use crate::actions::Refusal;
use crate::domain::seal::{Fault, HOUSE, Row, Thing, broken};
use crate::store::Db;
use crate::store::seals::{journal, read};
use serde_json::Value;

use super::heads::{self, Kept};

/// Reports read at a time.
const PART: i64 = 500;
/// Faults that are named; the others are counted.
const NAMED: usize = 20;

/// What was found.
#[derive(Debug, Default)]
pub struct Verified {
    pub reports: usize,
    pub events: usize,
    /// Entries of the administrators' journal.
    pub entries: i64,
    /// The first faults, each with what it is about: a report's code, the house, the journal.
    pub faults: Vec<(String, Fault)>,
    /// How many faults there are in all.
    pub count: usize,
}

impl Verified {
    fn found(&mut self, about: impl FnOnce() -> String, fault: Option<Fault>) {
        let Some(fault) = fault else { return };
        self.count += 1;
        if self.faults.len() < NAMED {
            self.faults.push((about(), fault));
        }
    }
}

/// Verifies every report, the house's texts and the journal, and compares them with the newest head where there is one.
/// `seen` hears after each part how many reports it had.
///
/// # Errors
/// When the database or the head cannot be read.
pub fn verify_history(
    db: &Db,
    mut kept: Option<Kept>,
    mut seen: impl FnMut(usize),
) -> Result<Verified, Refusal> {
    let mut found = Verified::default();
    let end = kept.as_ref().map(|kept| kept.journal.clone());
    let (entries, fault) = db.look(|c| Ok::<_, Refusal>(journal::verify(c, db.key(), end.as_ref())?))?;
    found.entries = entries;
    found.found(|| "the administrators' journal".into(), fault);
    let mut after = Some(HOUSE - 1);
    while let Some(from) = after {
        let part = db.look(|c| Ok::<_, Refusal>(read::part(c, from, PART)?))?;
        for (report, whole) in &part.reports {
            let is_report = *report != HOUSE;
            found.reports += usize::from(is_report);
            found.events += whole.rows.iter().filter(|row| row.thing == Thing::Event).count();
            let older =
                kept.as_mut().map(|kept| kept.upto(*report)).transpose().map_err(unread)?.unwrap_or_default();
            for gone in older.before {
                found.found(|| name(gone, &[]), Some(Fault::Removed(Thing::Report, gone)));
            }
            let fault = broken(db.key(), whole.seal.as_ref(), &whole.rows);
            let set_back = || heads::set_back(older.same.as_ref(), whole.seal.as_ref());
            found.found(|| name(*report, &whole.rows), fault.or_else(set_back));
        }
        seen(part.reports.len());
        after = part.upto;
    }
    if let Some(mut kept) = kept {
        for gone in kept.upto(i64::MAX).map_err(unread)?.before {
            found.found(|| name(gone, &[]), Some(Fault::Removed(Thing::Report, gone)));
        }
    }
    Ok(found)
}

fn unread(error: std::io::Error) -> Refusal {
    Refusal::Unavailable(format!("the newest head cannot be read: {error}"))
}

/// What a report is called: its code while it is there, else its number.
fn name(report: i64, rows: &[Row]) -> String {
    if report == HOUSE {
        return "the house".into();
    }
    let ticket = rows.iter().find(|row| row.thing == Thing::Report);
    let columns = ticket.and_then(|row| serde_json::from_str::<Value>(&row.content).ok());
    let code = columns.and_then(|columns| columns.get("code")?.as_str().map(str::to_owned));
    code.map_or_else(|| format!("report number {report}"), |code| format!("report {code}"))
}
