//! What senders decide about their reports and the letters they get, and what becomes known of their addresses.
mod bounced;
mod choose_letters;
mod confirm;
mod correct;
pub mod keys;
mod letters_wanted;
mod object;
mod rate;
mod renew_link;
mod reopen;
mod say_more;
mod share_contact;
mod who_sees;
mod withdraw;

pub use bounced::{arrives_again, bounced};
pub use choose_letters::choose_letters;
pub use confirm::confirm;
pub use correct::{Correction, correct};
pub use letters_wanted::{resume_letters, stop_letters};
pub use object::object;
pub use rate::{Given, RATING_LIMIT, rate};
pub use renew_link::renew_link;
pub use reopen::reopen;
pub use say_more::{MORE_LIMIT, PHOTOS_LIMIT, know_no_more, say_more, taken_up_until};
pub use share_contact::{share_contact, unshare_contact};
pub use who_sees::{ask_public, hide_name, keep_private, may_ask_public, show_name};
pub use withdraw::withdraw;

use crate::clock::Moment;
use crate::domain::event::{Event, EventKind};
use crate::ids::{EventId, TicketId};
use crate::store::{Conn, Found, events, tickets};

/// Remembers what happened between the portal and the sender. The report stays as it is, and so does its version: nobody
/// who works on it is told that it changed under their hands.
pub(super) fn remember(conn: &mut Conn, ticket: TicketId, kind: EventKind, now: Moment) -> Found<()> {
    remember_as(conn, ticket, (kind, ""), now).map(drop)
}

/// The same with words for the staff alone; which event it is.
pub(super) fn remember_as(
    conn: &mut Conn,
    ticket: TicketId,
    (kind, remark): (EventKind, &str),
    now: Moment,
) -> Found<EventId> {
    let (ticket, id) = (tickets::find(conn, ticket)?, EventId::fresh(now));
    let event = Event {
        id,
        ticket_id: ticket.id,
        kind,
        status_from: Some(ticket.status),
        status_to: ticket.status,
        actor_id: None,
        agency_id: None,
        is_public: kind.is_public(),
        public_text: String::new(),
        remark: remark.to_owned(),
        due: None,
        at: now,
    };
    events::append(conn, &event)?;
    Ok(id)
}
