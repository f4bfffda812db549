//! What a mail server's answer says of a sender's address.
use super::remember;
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::letter::QueuedLetter;
use crate::store::{Conn, Found, contacts};

/// The server knows no such mailbox: no more letters go there, and the desk sees that it must phone.
pub fn bounced(conn: &mut Conn, letter: &QueuedLetter, now: Moment) -> Found<()> {
    let Some(id) = letter.ticket_id else {
        return Ok(());
    };
    if contacts::mark_failed(conn, id, &letter.recipient, Some(now))? {
        remember(conn, id, EventKind::LetterBounced, now)?;
    }
    Ok(())
}

/// A letter that an administrator sent once more did leave: the address is good after all.
pub fn arrives_again(conn: &mut Conn, letter: &QueuedLetter) -> Found<()> {
    match letter.ticket_id {
        Some(id) => contacts::mark_failed(conn, id, &letter.recipient, None).map(drop),
        None => Ok(()),
    }
}
