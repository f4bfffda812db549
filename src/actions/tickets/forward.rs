//! The 1022 desk sends a report to the agency that answers for it.
use super::{Happening, Order, Work, find_for, record, start_clock};
use crate::actions::{Refusal, letters};
use crate::domain::city::Clocked;
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::Conn;

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
///
/// # Errors
/// `Invalid` for an agency that does not exist, has ended, or ends before the answer is due.
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
    let first = ticket.answer_due.is_none();
    let mut moved = ticket.take(Step::Forward, now)?;
    let ticket = &mut moved.ticket;
    if first {
        start_clock(conn, ticket, Clocked::Answer, now)?;
    }
    let work = Work::of(conn, ticket, now)?;
    let agency = work.given_to("agency", destination.agency)?;
    let with = destination.co_agency.filter(|other| *other != agency.id);
    ticket.co_agency_id = with.map(|with| work.given_to("co_agency", with)).transpose()?.map(|with| with.id);
    ticket.agency_id = Some(agency.id);
    ticket.assignee_id = None;
    ticket.taken_at = None;
    start_clock(conn, ticket, Clocked::Accept, now)?;
    let happening = Happening::of(EventKind::Forwarded)
        .at(Some(agency.id))
        .remarked(&crate::domain::text::tidy(&destination.remark))
        .due(moved.ticket.answer_due);
    let ticket = record(conn, now, Some(actor.id), moved, happening)?;
    letters::forwarded(portal, conn, &ticket, agency)?;
    Ok(ticket)
}
