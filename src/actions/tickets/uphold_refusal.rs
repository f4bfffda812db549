//! Somebody else than who refused looked at a refusal, and it stays.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::domain::event::EventKind;
use crate::domain::objection::{Heard, Objection};
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::{Conn, events, objections};

/// Leaves it refused, with a word that its sender reads on their page, and in a letter where they objected.
///
/// # Errors
/// `Invalid` without a word or for one's own refusal, `TooLate` where nobody objects.
pub fn uphold_refusal(portal: &Portal, order: Order<'_>, word: &str) -> Result<Ticket, Refusal> {
    let (word, now) = (Reason::at("word", word)?, portal.now());
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SettleRefusal)?;
        let objection = heard(c, &ticket, (order.actor.id, "word"), Heard::Upheld)?;
        let happening = Happening::of(EventKind::RefusalUpheld).told(word.as_str());
        let ticket = record(c, now, Some(order.actor.id), ticket.change(), happening)?;
        if objection.by_sender {
            letters::refusal_upheld(portal, c, &ticket, word.as_str())?;
        }
        Ok(ticket)
    })
}

/// What was said against a refusal is heard, by somebody else than who refused.
pub(super) fn heard(
    conn: &mut Conn,
    ticket: &Ticket,
    (by, field): (AccountId, &'static str),
    heard: Heard,
) -> Result<Objection, Refusal> {
    let open = objections::of_ticket(conn, ticket.id)?.filter(Objection::is_open);
    let objection = open.filter(|_| ticket.status == Status::Rejected).ok_or(Refusal::TooLate)?;
    let all = events::of_ticket(conn, ticket.id)?;
    let refused = all.iter().rev().find(|(event, _)| event.kind == EventKind::Refused);
    if refused.is_some_and(|(event, _)| event.actor_id == Some(by)) {
        return Err(Refusal::field(field, "own_refusal"));
    }
    objections::put(conn, &Objection { heard, ..objection.clone() })?;
    Ok(objection)
}
