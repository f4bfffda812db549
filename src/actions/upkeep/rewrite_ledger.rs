//! Writes the ledger's lines anew, while the portal serves.
use crate::actions::Refusal;
use crate::ids::TicketId;
use crate::store::{Db, ledger, tickets};

/// Lines of one transaction: a long one would keep everybody else from writing.
const PART: i64 = 200;

/// Writes every line anew: how many were other than they are written now. `seen` hears after each part how many it had.
///
/// # Errors
/// When the database cannot be read or written.
pub fn rewrite_ledger(db: &Db, mut seen: impl FnMut(usize)) -> Result<usize, Refusal> {
    let (mut changed, mut from) = (0, TicketId(0));
    loop {
        let (part, others) = db.change(|c| {
            let (city, part) = (db.city(c)?, ledger::part(c, from, PART)?);
            let mut others = 0;
            for id in &part {
                others += usize::from(ledger::refresh(c, &city, *id)?);
            }
            Ok::<_, Refusal>((part, others))
        })?;
        let Some(last) = part.last() else { return Ok(changed) };
        from = *last;
        changed += others;
        seen(part.len());
    }
}

/// The codes of reports of which the ledger says something else than it would if it were written now, the first `most` of
/// them, and how many lines there are.
///
/// # Errors
/// When the database cannot be read.
pub fn untrue_lines(db: &Db, most: usize) -> Result<(Vec<String>, usize), Refusal> {
    let (mut untrue, mut count, mut from) = (Vec::new(), 0, TicketId(0));
    loop {
        let part = db.look(|c| {
            let (city, part) = (db.city(c)?, ledger::part(c, from, PART)?);
            for id in &part {
                if untrue.len() < most && !ledger::is_true(c, &city, *id)? {
                    untrue.push(tickets::find(c, *id)?.report.code);
                }
            }
            Ok::<_, Refusal>(part)
        })?;
        let Some(last) = part.last() else { return Ok((untrue, count)) };
        from = *last;
        count += part.len();
    }
}

/// Makes the ledger fit to be read at a start: turns of another server are none, and what an older program did not write is
/// written. How many lines were missing or otherwise.
///
/// # Errors
/// When the database cannot be read or written.
pub fn open_ledger(db: &Db) -> Result<usize, Refusal> {
    db.change(|c| Ok::<_, Refusal>(ledger::settle(c)?))?;
    if !db.look(|c| Ok::<_, Refusal>(ledger::is_missing(c)?))? {
        return Ok(0);
    }
    rewrite_ledger(db, |_| ())
}
