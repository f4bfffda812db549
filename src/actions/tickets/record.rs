//! How every change to a ticket is found, allowed, stored and remembered.
use super::standing::{carry_on, settle};
use crate::actions::Refusal;
use crate::actions::notices::{Tidings, tell};
use crate::clock::Moment;
use crate::domain::event::{Event, EventKind};
use crate::domain::partners::Partners;
use crate::domain::policy::{Act, Actor};
use crate::domain::ticket::{Moved, Ticket};
use crate::ids::{AccountId, AgencyId, EventId};
use crate::store::{Conn, contacts, events, notices, tickets};

/// Who wants to change which ticket, and the version of it that they had before their eyes.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    pub actor: &'a Actor,
    pub code: &'a str,
    pub seen: i32,
}

/// What the event of a change says besides who and when.
pub struct Happening {
    pub kind: EventKind,
    /// Does the public timeline show it?
    pub is_public: bool,
    pub agency: Option<AgencyId>,
    /// Words for the public timeline.
    pub public_text: String,
    /// Words for the staff alone.
    pub remark: String,
    /// The deadline that this step set.
    pub due: Option<Moment>,
    /// Who of the staff is meant by it: named in a note, the author of a draft, whose refusal it is.
    pub named: Vec<AccountId>,
}

impl Happening {
    /// Public or not as its kind is by itself, with nothing more said.
    pub fn of(kind: EventKind) -> Self {
        Self {
            kind,
            is_public: kind.is_public(),
            agency: None,
            public_text: String::new(),
            remark: String::new(),
            due: None,
            named: Vec::new(),
        }
    }

    /// The agency that it concerns; for `None` the one that leads the report.
    pub fn at(mut self, agency: Option<AgencyId>) -> Self {
        self.agency = agency;
        self
    }

    /// Adds words for the staff alone.
    pub fn remarked(mut self, remark: &str) -> Self {
        remark.clone_into(&mut self.remark);
        self
    }

    /// Adds words for the public timeline.
    pub fn told(mut self, public_text: &str) -> Self {
        public_text.clone_into(&mut self.public_text);
        self
    }

    /// Adds the deadline that this step set.
    pub fn due(mut self, due: Option<Moment>) -> Self {
        self.due = due;
        self
    }

    /// Adds who of the staff is meant by it.
    pub fn naming(mut self, named: Vec<AccountId>) -> Self {
        self.named = named;
        self
    }
}

/// The ticket that an order is about.
///
/// # Errors
/// `Missing` when the actor may not know of it, `Forbidden` when they see it but may not do this, `Stale` when it
/// is no longer what they saw.
pub fn find_for(conn: &mut Conn, order: Order<'_>, act: Act) -> Result<Ticket, Refusal> {
    let ticket = tickets::by_code(conn, order.code)?.ok_or(Refusal::Missing)?;
    let holding = ticket.holding();
    if !order.actor.may(Act::ReadTicket, &holding) {
        return Err(Refusal::Missing);
    }
    if !order.actor.may(act, &holding) {
        return Err(Refusal::Forbidden);
    }
    if ticket.version != order.seen {
        return Err(Refusal::Stale);
    }
    Ok(ticket)
}

/// Remembers what somebody of the staff did about a report that changes nothing of it: it keeps its version, so that nobody
/// who works on it is told that it changed under their hands.
pub(in crate::actions) fn note_down(
    conn: &mut Conn,
    now: Moment,
    actor: &Actor,
    ticket: &Ticket,
    happening: Happening,
) -> Result<EventId, Refusal> {
    let event = Event {
        id: EventId::fresh(now),
        ticket_id: ticket.id,
        kind: happening.kind,
        status_from: Some(ticket.status),
        status_to: ticket.status,
        actor_id: Some(actor.id),
        agency_id: happening.agency,
        is_public: happening.is_public,
        public_text: happening.public_text,
        remark: happening.remark,
        due: happening.due,
        at: now,
    };
    events::append(conn, &event)?;
    Ok(event.id)
}

/// Stores a change and its event together, keeps what is cached in step with it, and tells whoever must act.
///
/// # Errors
/// `Stale` when somebody else was faster, `Invalid` when the sender has yet to confirm and it may go no further; nothing
/// is written then.
pub fn record(
    conn: &mut Conn,
    now: Moment,
    actor: Option<AccountId>,
    mut moved: Moved,
    happening: Happening,
) -> Result<Ticket, Refusal> {
    if !contacts::state(conn, moved.ticket.id)?.lets(moved.ticket.status) {
        return Err(Refusal::field("accept", "unconfirmed"));
    }
    settle(conn, &mut moved.ticket)?;
    if !tickets::save(conn, &moved)? {
        return Err(Refusal::Stale);
    }
    let held = moved.before().0;
    let with = held.partners().map(|one| one.agency_id).collect();
    let before = (held.lead().map(|one| one.agency_id), Partners::of(with));
    let (from, ticket, event) = (moved.from, moved.ticket, EventId::fresh(now));
    carry_on(conn, &ticket)?;
    events::append(
        conn,
        &Event {
            id: event,
            ticket_id: ticket.id,
            kind: happening.kind,
            status_from: Some(from),
            status_to: ticket.status,
            actor_id: actor,
            agency_id: happening.agency.or(ticket.agency()),
            is_public: happening.is_public,
            public_text: happening.public_text,
            remark: happening.remark,
            due: happening.due,
            at: now,
        },
    )?;
    if let Some(actor) = actor {
        notices::seen_by_acting(conn, actor, ticket.id, now)?;
    }
    let (kind, named) = (happening.kind, happening.named.as_slice());
    let agency = happening.agency;
    tell(conn, &Tidings { event, kind, ticket: &ticket, before, agency, named, by: actor }, now)?;
    Ok(ticket)
}
