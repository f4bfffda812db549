//! Writes to readers what happened to the reports that they follow. It is read from the public copy as the letter is written:
//! what was taken down meanwhile is in none.
use crate::actions::upkeep::GoesOn;
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::public::PublicEvent;
use crate::ids::FollowId;
use crate::portal::Portal;
use crate::store::{Conn, follows, public};

/// Those that are read at a time.
const BATCH: i64 = 200;

/// Puts the letters into the outbox, each in the transaction that notes what was told: how many. A crash between two of them
/// loses none and doubles none.
pub fn write_news(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let (mut count, mut from) = (0, FollowId(0));
    loop {
        let woken = portal.db.look(|c| Ok::<_, Refusal>(follows::woken(c, from, BATCH)?))?;
        let Some(last) = woken.last() else { return Ok(count) };
        from = *last;
        for id in woken {
            if !goes_on() {
                return Ok(count);
            }
            count += usize::from(portal.db.change(|c| write(portal, c, id))?);
        }
    }
}

fn write(portal: &Portal, conn: &mut Conn, id: FollowId) -> Result<bool, Refusal> {
    let Some(follow) = follows::find(conn, id)?.filter(|follow| follow.woken_at.is_some()) else {
        return Ok(false);
    };
    let (Some(ticket), Some(since)) = (follow.ticket_id, follow.told_until) else { return Ok(false) };
    let card = public::cards_of(conn, &[ticket])?.pop();
    let rest = public::requests::rests(conn, &[ticket])?.remove(&ticket);
    let Some((card, rest)) = card.zip(rest) else {
        // It is not public now. What happens to it is told once it is.
        follows::told(conn, id, since)?;
        return Ok(false);
    };
    let events: Vec<&PublicEvent> = rest.events.iter().filter(|event| event.at > since).collect();
    let until = events.iter().map(|event| event.at).max().unwrap_or(since);
    follows::told(conn, id, until)?;
    if events.is_empty() {
        return Ok(false);
    }
    let gives_answer = |event: &&&PublicEvent| {
        matches!(event.kind, EventKind::Answered | EventKind::PromiseKept | EventKind::PromiseMoved)
    };
    let answer = events.iter().find(gives_answer).and(rest.answers.first());
    letters::follow_news(portal, conn, &follow, (&card, &events, answer))?;
    Ok(true)
}
