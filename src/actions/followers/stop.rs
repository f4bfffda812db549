//! A reader stops following something, or their mail server knows no such box: then nothing is kept of the address.
use super::keys;
use crate::actions::Refusal;
use crate::domain::letter::QueuedLetter;
use crate::portal::Portal;
use crate::store::{Conn, Found, follows};

/// Forgets it, and the address with it. Stopping twice is stopping once.
///
/// # Errors
/// `Missing` when the key is none.
pub fn stop(portal: &Portal, key: &str) -> Result<(), Refusal> {
    let id = keys::stopped_by(portal, key).ok_or(Refusal::Missing)?;
    portal.db.change(|c| Ok(follows::erase(c, id)?))
}

/// The reader's mail server knows no such box.
pub fn bounced(conn: &mut Conn, letter: &QueuedLetter) -> Found<()> {
    letter.follow_id.map_or(Ok(()), |id| follows::erase(conn, id))
}
