//! A sender stops the letters about one report, or turns them on again. Whoever holds the key from a letter may.
use super::{keys, remember};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{contacts, letters};

/// Stops them: none is written from now on, and those that wait are taken back. Stopping twice changes nothing more.
///
/// # Errors
/// `Missing` when the key opens nothing, or the sender's address is erased.
pub fn stop_letters(portal: &Portal, key: &str) -> Result<TicketId, Refusal> {
    let (id, now) = (keys::letters_of(portal, key).ok_or(Refusal::Missing)?, portal.now());
    portal.db.change(|c| {
        let email = contacts::email(c, id)?.ok_or(Refusal::Missing)?;
        if contacts::stop_letters(c, id, Some(now))? {
            letters::take_back(c, id, &email)?;
            remember(c, id, EventKind::LettersStopped, now)?;
        }
        Ok(id)
    })
}

/// Turns them on again. What happened meanwhile is not written about afterwards: the report's page tells it.
///
/// # Errors
/// `Missing` when the key opens nothing, or the sender's address is erased.
pub fn resume_letters(portal: &Portal, key: &str) -> Result<TicketId, Refusal> {
    let (id, now) = (keys::letters_of(portal, key).ok_or(Refusal::Missing)?, portal.now());
    portal.db.change(|c| {
        contacts::email(c, id)?.ok_or(Refusal::Missing)?;
        if contacts::stop_letters(c, id, None)? {
            remember(c, id, EventKind::LettersResumed, now)?;
        }
        Ok(id)
    })
}
