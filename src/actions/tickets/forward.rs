//! The 1022 desk sends a report to the agency that answers for it.
use super::{Happening, Order, find_for, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::clock::local;
use crate::domain::city::Clocked;
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{Conn, agencies};

/// Where a report goes.
pub struct Destination {
    /// Who answers (chủ trì).
    pub agency: AgencyId,
    /// Who works with them (phối hợp).
    pub co_agency: Option<AgencyId>,
    /// Words for the agency.
    pub remark: String,
}

/// Forwards a report. The answer's deadline is set the first time and stays when it is sent elsewhere later.
pub fn forward(portal: &Portal, order: Order<'_>, destination: &Destination) -> Result<Ticket, Refusal> {
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Forward)?;
        send_on(portal, c, order.actor, ticket, destination)
    })
}

/// The forwarding itself, inside whatever transaction it is part of.
pub(super) fn send_on(
    portal: &Portal,
    conn: &mut Conn,
    actor: &Actor,
    ticket: Ticket,
    destination: &Destination,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    let agency =
        agencies::find(conn, destination.agency).map_err(|_| Refusal::field("agency", "agency_unknown"))?;
    if !agency.is_current(local(now).date()) {
        return Err(Refusal::field("agency", "agency_ended"));
    }
    let first = ticket.answer_due.is_none();
    let mut moved = ticket.take(Step::Forward, now)?;
    let ticket = &mut moved.ticket;
    ticket.agency_id = Some(agency.id);
    ticket.co_agency_id = destination.co_agency.filter(|other| *other != agency.id);
    ticket.assignee_id = None;
    ticket.taken_at = None;
    if first {
        start_clock(conn, ticket, Clocked::Answer, now)?;
    }
    start_clock(conn, ticket, Clocked::Accept, now)?;
    let happening = Happening::of(EventKind::Forwarded)
        .at(Some(agency.id))
        .remarked(&crate::domain::text::tidy(&destination.remark))
        .due(moved.ticket.answer_due);
    let ticket = record(conn, now, Some(actor.id), moved, happening)?;
    letters::forwarded(portal, conn, &ticket, &agency)?;
    Ok(ticket)
}
