//! What was answered and not reopened in time closes by itself.
use super::GoesOn;
use crate::actions::tickets::{Happening, record};
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::begun_too_long_ago;
use crate::domain::event::EventKind;
use crate::domain::status::{Status, Step};
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{Conn, tickets};

/// Reports of one run; the next run takes the rest.
const AT_ONCE: i64 = 200;

/// Closes the reports whose answer has stood for the city's number of days, the last one to its end, each in a transaction of its own: how
/// many. Where that number is 0, nothing closes by itself.
pub fn close_answered(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let due = portal.db.look(|c| match answered_until(portal, c)? {
        Some(before) => Ok(tickets::answered_before(c, before, AT_ONCE)?),
        None => Ok::<_, Refusal>(Vec::new()),
    })?;
    due.iter()
        .take_while(|_| goes_on())
        .try_fold(0, |count, ticket| Ok(count + usize::from(close_if_due(portal, ticket.id)?)))
}

/// Closes one report, if its time has come; false where its days are not over or somebody did something with it meanwhile.
pub fn close_if_due(portal: &Portal, id: TicketId) -> Result<bool, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let (before, ticket) = (answered_until(portal, c)?, tickets::find(c, id)?);
        let is_due = ticket.answered_at.zip(before).is_some_and(|(at, before)| at < before);
        if !is_due || ticket.status != Status::Answered {
            return Ok(false);
        }
        let moved = ticket.take(Step::Close, now)?;
        let ticket = record(c, now, None, moved, Happening::of(EventKind::Closed))?;
        letters::closed(portal, c, &ticket)?;
        Ok(true)
    })
}

/// What was answered before this moment closes now.
fn answered_until(portal: &Portal, conn: &mut Conn) -> Result<Option<Moment>, Refusal> {
    let days = portal.db.city(conn)?.facts.close_days;
    Ok((days > 0).then(|| begun_too_long_ago(portal.now(), days)))
}
