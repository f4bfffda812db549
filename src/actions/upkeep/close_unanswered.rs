//! A question that its sender did not answer in time closes the report.
use super::GoesOn;
use crate::actions::senders::taken_up_until;
use crate::actions::tickets::{Happening, record};
use crate::actions::{Refusal, letters};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::status::{Status, Step};
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::tickets;

/// Reports of one run; the next run takes the rest.
const AT_ONCE: i64 = 200;

/// Closes the reports whose senders had until now to answer and did not, each in a transaction of its own: how many. A
/// report on which no such term runs, because the city has no rule for it, waits on.
pub fn close_unanswered(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let due = portal.db.look(|c| Ok::<_, Refusal>(tickets::asked(c, AT_ONCE)?))?;
    due.iter()
        .filter(|asked| asked.due < now)
        .take_while(|_| goes_on())
        .try_fold(0, |count, asked| Ok(count + usize::from(close(portal, asked.ticket)?)))
}

/// Closes one, and says until when an answer still takes it up; false where somebody did something with it meanwhile.
fn close(portal: &Portal, id: TicketId) -> Result<bool, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        let is_due = ticket.clocks.running(Owed::Info).is_some_and(|clock| clock.due_at < now);
        if !is_due || ticket.status != Status::NeedsInfo {
            return Ok(false);
        }
        let moved = ticket.take(Step::Close, now)?;
        let ticket = record(c, now, None, moved, Happening::of(EventKind::Closed))?;
        match taken_up_until(portal, c, &ticket)? {
            Some(again) => letters::info_missed(portal, c, &ticket, again)?,
            None => letters::closed(portal, c, &ticket)?,
        }
        Ok(true)
    })
}
