//! The 1022 desk sends a report to the agency that answers for it.
use super::{Happening, Order, Work, find_for, record, room_for_part, start_clock, start_part};
use crate::actions::{Refusal, letters};
use crate::domain::assignment::Ended;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Actor, Role};
use crate::domain::status::Step;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::Conn;

/// Where a report goes.
pub struct Destination {
    /// Who answers (chủ trì).
    pub agency: AgencyId,
    /// Who works with them (phối hợp), beside those who do already.
    pub co_agency: Option<AgencyId>,
    /// Words for the agency.
    pub remark: String,
}

/// Forwards a report. The answer's clock starts the first time; when it is sent elsewhere later, the clock runs on, or starts
/// anew where the city says so.
///
/// # Errors
/// `Invalid` where agencies sent it back so often that only the coordinating office sends it on; for an agency that does not exist, has ended, or ends before the answer is due.
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
    let city = portal.db.city(conn)?;
    let facts = &city.facts;
    if ticket.is_disputed(facts.transfers_back) && !actor.holds(Role::Dispatcher) {
        return Err(Refusal::field("agency", "office_decides"));
    }
    let mut moved = ticket.take(Step::Forward, now)?;
    let ticket = &mut moved.ticket;
    let due_before = ticket.clocks.running(Owed::Answer).map(|clock| clock.due_at);
    let elsewhere = ticket.agency() != Some(destination.agency);
    if due_before.is_none() || elsewhere && facts.transfer_anew {
        start_clock(conn, ticket, Owed::Answer, now)?;
    }
    let work = Work::of(city.clone(), ticket, now);
    let agency = work.given_to("agency", destination.agency)?;
    let with = destination.co_agency.filter(|other| *other != agency.id);
    let with = with.map(|with| work.given_to("co_agency", with)).transpose()?.map(|with| with.id);
    // Whoever leads has no part beside it.
    ticket.holders.give(ticket.report.id, agency.id, Ended::Rerouted, now);
    ticket.clocks.drop_part(agency.id, now);
    if let Some(with) = with.filter(|with| !ticket.holders.is_with(*with)) {
        room_for_part(portal, conn, ticket, "co_agency")?;
        ticket.holders.join(ticket.report.id, with, now);
        start_part(conn, ticket, (with, None), now)?;
    }
    ticket.clocks.pass_to(agency.id);
    start_clock(conn, ticket, Owed::Take, now)?;
    let happening = Happening::of(EventKind::Forwarded)
        .at(Some(agency.id))
        .remarked(&crate::domain::text::tidy(&destination.remark))
        .due(moved.ticket.answer_due());
    let ticket = record(conn, now, Some(actor.id), moved, happening)?;
    letters::forwarded(portal, conn, &ticket, (agency, due_before))?;
    Ok(ticket)
}
