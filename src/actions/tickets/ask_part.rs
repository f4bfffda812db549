//! Another agency is asked to do a part of a report: what, and by when.
use super::ask_extension::closing;
use super::{Happening, Order, Work, find_for, record, start_part, takes_parts};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{Conn, terms};
use chrono::NaiveDate;

/// A part that is asked for.
pub struct PartWanted<'a> {
    pub agency: AgencyId,
    /// What the agency is to do.
    pub what: &'a str,
    /// By the end of this day's work; without it by the city's rule, or when the answer is due.
    pub until: Option<NaiveDate>,
}

/// Asks an agency for a part of its own: it has a queue and a deadline for it, and is told. One that gave its part before may
/// be asked for another.
///
/// # Errors
/// `Invalid` where it leads or owes a part already, cannot be given work, or there are as many as the city allows; without
/// words; for a day that is over, or after the answer is due. `TooLate` where no agency works on the report.
pub fn ask_part(portal: &Portal, order: Order<'_>, wanted: &PartWanted<'_>) -> Result<Ticket, Refusal> {
    let what = Reason::at("what", wanted.what)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::AskPart)?;
        if !takes_parts(ticket.status) {
            return Err(Refusal::TooLate);
        }
        let agency = Work::of(portal.db.city(c)?, &ticket, now).given_to("agency", wanted.agency)?.id;
        if ticket.agency() == Some(agency) {
            return Err(Refusal::field("agency", "part_of_lead"));
        }
        if ticket.clocks.part_of(agency).is_some() {
            return Err(Refusal::field("agency", "part_asked"));
        }
        if !ticket.holders.is_with(agency) {
            room_for_part(portal, c, &ticket, "agency")?;
        }
        let due = wanted.until.map(|day| part_due(c, &ticket, day, now)).transpose()?;
        let mut moved = ticket.change();
        let report = &mut moved.ticket;
        report.holders.join(report.report.id, agency, now);
        start_part(c, report, (agency, due), now)?;
        let due = report.clocks.part_of(agency).map(|clock| clock.due_at);
        let happening = Happening::of(EventKind::PartAsked).at(Some(agency)).remarked(what.as_str()).due(due);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}

/// Is there room for one more who works with the lead?
pub(super) fn room_for_part(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    field: &'static str,
) -> Result<(), Refusal> {
    let most = portal.db.city(conn)?.facts.parts;
    let held = ticket.partners().all().iter().filter(|one| ticket.holders.is_with(**one)).count();
    if held < most { Ok(()) } else { Err(Refusal::field(field, "parts_full")) }
}

/// When the part is due: the lead still has to compose the answer from it.
fn part_due(conn: &mut Conn, ticket: &Ticket, day: NaiveDate, now: Moment) -> Result<Moment, Refusal> {
    let due = closing(day, &terms::calendar(conn)?);
    let answer = ticket.clocks.running(Owed::Answer).map(|answer| answer.due_at);
    match answer {
        _ if due <= now => Err(Refusal::field("until", "part_day_over")),
        Some(answer) if due > answer => Err(Refusal::field("until", "part_after_answer")),
        _ => Ok(due),
    }
}
