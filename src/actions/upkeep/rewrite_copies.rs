//! A rule was changed by which the public copies are made: what it touches is written anew, a part at a time, while the
//! portal serves. The reports themselves did not change, so they get no event.
use super::GoesOn;
use crate::actions::Refusal;
use crate::actions::tickets::resettle;
use crate::portal::Portal;
use crate::store::public::copy;
use crate::store::{Conn, Db, rewrites};

/// Reports of one transaction: a long one would keep everybody else from writing.
pub const PART: i64 = 100;

/// Writes anew what is left to be written: how many reports were looked at.
///
/// # Errors
/// When the database cannot be read or written.
pub fn rewrite_copies(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let mut count = 0;
    while portal.db.look(rewrites::next)?.is_some() && goes_on() {
        count += portal.db.change(|c| rewrite_part(&portal.db, c, PART))?;
    }
    Ok(count)
}

/// Writes the next part of the change whose turn it is, in the transaction of whoever asks: how many reports, 0 where
/// nothing is left.
///
/// # Errors
/// When the database cannot be read or written.
pub fn rewrite_part(db: &Db, conn: &mut Conn, size: i64) -> Result<usize, Refusal> {
    let Some(rewrite) = rewrites::next(conn)? else { return Ok(0) };
    let city = db.city(conn)?;
    let part = rewrites::part(conn, &city, &rewrite, size)?;
    for (_, ticket) in &part {
        if rewrite.rule.decides() {
            resettle(conn, *ticket)?;
        }
        copy::refresh(conn, &city, *ticket)?;
    }
    let last = part.last().map(|(row, _)| *row).filter(|_| part.len() as i64 == size);
    rewrites::advance(conn, &rewrite, last)?;
    Ok(part.len())
}
