//! An agency sends a report back: it is not theirs. Once that was as often as the city allows, it is its coordinating office's,
//! whose word is final.
use super::{Happening, Order, find_for, note_down, record, start_clock};
use crate::actions::Refusal;
use crate::actions::notices::{Tidings, tell};
use crate::clock::Moment;
use crate::domain::assignment::Ended;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor};
use crate::domain::reason::Reason;
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::Conn;

/// Sends a report back to the 1022 desk with a reason, which only the staff read; the last time that the city allows, to its
/// coordinating office, which is told.
///
/// # Errors
/// `Invalid` without a reason, or when it was sent back as often as the city allows.
pub fn send_back(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::SendBack)?;
        let most = portal.db.city(c)?.facts.transfers_back;
        if ticket.times_sent_back() >= most {
            return Err(Refusal::field("why", "transfers_used_up"));
        }
        let sender = ticket.agency();
        let mut moved = ticket.take(Step::SendBack, now)?;
        moved.ticket.holders.hand_to(None, now);
        moved.ticket.holders.end_lead(Ended::SentBack, now);
        start_clock(c, &mut moved.ticket, Owed::Triage, now)?;
        let happening = Happening::of(EventKind::SentBack).at(sender).remarked(why.as_str());
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        if ticket.is_disputed(most) {
            pass_up(c, order.actor, &ticket, now)?;
        }
        Ok(ticket)
    })
}

/// Two agencies, or more, say that it is not theirs: the coordinating office decides.
fn pass_up(conn: &mut Conn, actor: &Actor, ticket: &Ticket, now: Moment) -> Result<(), Refusal> {
    let times = ticket.times_sent_back().to_string();
    let happening = Happening::of(EventKind::Disputed).remarked(&times);
    let event = note_down(conn, now, actor, ticket, happening)?;
    let before = (ticket.agency(), ticket.partners());
    let tidings = Tidings {
        event,
        kind: EventKind::Disputed,
        ticket,
        before,
        agency: None,
        named: &[],
        by: Some(actor.id),
    };
    Ok(tell(conn, &tidings, now)?)
}
