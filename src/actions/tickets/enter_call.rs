//! An agent writes down what somebody says, and sends it on at once where they ask for it. One transaction: all of it is
//! done, or nothing is.
use super::accept::take_in;
use super::submit::{NewTicket, keep};
use super::{Accepted, Destination, Order};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::intake::PublicText;
use crate::domain::policy::{Act, Actor};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::{Conn, photos};

/// A call goes on as soon as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Onward {
    /// Whoever wrote it down looked at its photos: everybody may see them.
    pub photos_public: bool,
}

/// Keeps a call; with `onward` it is taken in as it was typed and goes to whom the city's list names. Pressed twice it is
/// one report, and goes on once.
///
/// # Errors
/// `Forbidden` for whoever writes no calls down; as [`submit`](super::submit) and [`accept`](super::accept); `Invalid` at `category` where nobody can be given it now.
pub fn enter_call(
    portal: &Portal,
    actor: &Actor,
    call: &NewTicket,
    onward: Option<Onward>,
) -> Result<Ticket, Refusal> {
    if !actor.may_somewhere(Act::EnterCall) {
        return Err(Refusal::Forbidden);
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = keep(portal, c, call, now)?;
        let Some(onward) = onward.filter(|_| ticket.version == 1) else { return Ok(ticket) };
        let sent = if onward.photos_public { photos::of_ticket(c, ticket.id)? } else { Vec::new() };
        let decided = Accepted {
            public_photos: sent.into_iter().map(|photo| photo.id).collect(),
            ..as_typed(call, &ticket, proposed(portal, c, call, &ticket, now)?)
        };
        let order = Order { actor, code: &ticket.code, seen: ticket.version };
        take_in(portal, c, order, &decided)
    })
}

/// Whom the city's list names for it.
fn proposed(
    portal: &Portal,
    conn: &mut Conn,
    call: &NewTicket,
    ticket: &Ticket,
    now: Moment,
) -> Result<Destination, Refusal> {
    let (category, commune) = (call.report.category, call.report.place.commune);
    let urgency = (ticket.level, ticket.answer_due());
    let proposal = portal.db.city(conn)?.propose(category, commune, urgency, now);
    // Another than the one that it is about is for somebody to choose, not for the press of this button.
    let agency = proposal.agency.filter(|_| proposal.unmanned.is_none());
    let agency = agency.ok_or_else(|| Refusal::field("category", "call_nobody"))?;
    Ok(Destination { agency, co_agency: proposal.co_agency, remark: String::new() })
}

/// Whoever heard it has checked it: the public may read it as it was typed.
fn as_typed(call: &NewTicket, ticket: &Ticket, destination: Destination) -> Accepted {
    let report = &call.report;
    Accepted {
        text: PublicText::of(&report.said),
        category: report.category,
        commune: report.place.commune,
        place: report.place.words.clone(),
        level: ticket.level,
        is_private: ticket.is_private,
        public_photos: Vec::new(),
        destination: Some(destination),
    }
}
