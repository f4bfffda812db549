//! The owner of an address confirms, by the link of the letter, that they follow something.
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::follow::Follow;
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::{Conn, follows, public};

/// What the link of a letter is about, as long as it opens. Looking confirms nothing.
///
/// # Errors
/// `Missing` when it opens nothing, or its time is over.
pub fn presented(conn: &mut Conn, token: &str, now: Moment) -> Result<Follow, Refusal> {
    let found = follows::by_token(conn, &Secret::presented(token).hash())?;
    found.filter(|follow| follow.confirm_by > now).ok_or(Refusal::Missing)
}

/// From now on it is told, as often as was asked for last. Confirming twice changes nothing more.
///
/// # Errors
/// `Missing` when the link opens nothing, or its time is over.
pub fn confirm(portal: &Portal, token: &str) -> Result<Follow, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let follow = presented(c, token, now)?;
        if follow.confirmed_at.is_none() {
            // Of a report, what its page says by now.
            let read = match follow.ticket_id {
                Some(id) => public::copy::changed_at(c, id)?,
                None => None,
            };
            follows::confirm(c, follow.id, (now, read.unwrap_or(now)))?;
        }
        if follow.pace != follow.asked_pace {
            follows::set_pace(c, follow.id, follow.asked_pace)?;
        }
        Ok(Follow {
            confirmed_at: Some(follow.confirmed_at.unwrap_or(now)),
            pace: follow.asked_pace,
            ..follow
        })
    })
}
