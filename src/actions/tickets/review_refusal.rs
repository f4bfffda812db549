//! Whoever watches looks a refusal over: it was right, or the 1022 desk should look at it again.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::event::{EventKind, Note};
use crate::domain::objection::{Heard, Objection};
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::ids::{NoteId, TicketId};
use crate::portal::Portal;
use crate::store::{Conn, events, objections};

/// What the reviewer found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    Agreed,
    /// Why it should be looked at again: an internal note that names whoever refused it.
    Doubted(&'a str),
}

/// Writes a verdict down. The report itself stays as it is; a doubt waits for a dispatcher, who takes it up again or leaves
/// it refused.
///
/// # Errors
/// `Invalid` for one's own refusal, or a doubt without a reason; `TooLate` for what was not refused.
pub fn review_refusal(portal: &Portal, order: Order<'_>, verdict: Verdict<'_>) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::ReviewRefusal)?;
        if ticket.status != Status::Rejected {
            return Err(Refusal::TooLate);
        }
        let all = events::of_ticket(c, ticket.id)?;
        let refuser = all.iter().rev().find(|(event, _)| event.kind == EventKind::Refused);
        let refuser = refuser.and_then(|(event, _)| event.actor_id);
        if refuser == Some(order.actor.id) {
            return Err(Refusal::field("why", "own_refusal"));
        }
        let happening = match verdict {
            Verdict::Agreed => Happening::of(EventKind::RefusalAgreed),
            Verdict::Doubted(why) => {
                let why = Reason::new(why)?;
                let note = Note {
                    id: NoteId::fresh(now),
                    ticket_id: ticket.id,
                    author_id: order.actor.id,
                    body: why.to_string(),
                    created_at: now,
                };
                events::write_note(c, &note, refuser.as_slice())?;
                doubt(c, ticket.id, why.as_str(), now)?;
                Happening::of(EventKind::RefusalDoubted).remarked(why.as_str())
            }
        };
        record(c, now, Some(order.actor.id), ticket.change(), happening)
    })
}

/// Somebody else than who refused is to look at it; where its sender objects, that is so already.
fn doubt(conn: &mut Conn, ticket: TicketId, why: &str, now: Moment) -> Result<(), Refusal> {
    if objections::of_ticket(conn, ticket)?.is_some_and(|one| one.is_open()) {
        return Ok(());
    }
    let why = why.to_owned();
    let doubt = Objection { ticket_id: ticket, by_sender: false, why, raised_at: now, heard: Heard::Open };
    Ok(objections::put(conn, &doubt)?)
}
