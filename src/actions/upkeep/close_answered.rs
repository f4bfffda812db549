//! What was answered and not reopened in time closes by itself.
use super::GoesOn;
use crate::actions::tickets::{Happening, record};
use crate::actions::{Refusal, letters};
use crate::domain::begun_too_long_ago;
use crate::domain::event::EventKind;
use crate::domain::status::Step;
use crate::portal::Portal;
use crate::store::tickets;

/// Reports of one run; the next run takes the rest.
const AT_ONCE: i64 = 200;

/// Closes the reports whose answer has stood for the city's number of days, the last one to its end, each in a transaction of its own: how
/// many. Where that number is 0, nothing closes by itself.
pub fn close_answered(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let close_days = portal.db.look(|c| portal.db.city(c))?.facts.close_days;
    if close_days <= 0 {
        return Ok(0);
    }
    let now = portal.now();
    let before = begun_too_long_ago(now, close_days);
    let due = portal.db.look(|c| Ok::<_, Refusal>(tickets::answered_before(c, before, AT_ONCE)?))?;
    let mut closed = 0;
    for ticket in due {
        if !goes_on() {
            break;
        }
        let done = portal.db.change(|c| {
            let moved = ticket.clone().take(Step::Close, now)?;
            let ticket = record(c, now, None, moved, Happening::of(EventKind::Closed))?;
            letters::closed(portal, c, &ticket)?;
            Ok(())
        });
        match done {
            Ok(()) => closed += 1,
            // Somebody did something with it at this moment: it is looked at again in the next run.
            Err(Refusal::Stale | Refusal::TooLate) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(closed)
}
