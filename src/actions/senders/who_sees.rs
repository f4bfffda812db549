//! A sender changes their mind about who sees what: their name beside the report, and the report itself.
use super::remember_as;
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, record};
use crate::domain::city::Publish;
use crate::domain::event::EventKind;
use crate::domain::status::Status;
use crate::domain::ticket::{Report, Ticket};
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{Conn, consents, contacts, tickets};

/// The name stands beside the report in public from now on; which words were agreed to stands with it.
///
/// # Errors
/// `TooLate` where no name was left, or there is nobody any more.
pub fn show_name(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    name(portal, id, true)
}

/// The name stands nowhere public any more.
///
/// # Errors
/// As [`show_name`].
pub fn hide_name(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    name(portal, id, false)
}

fn name(portal: &Portal, id: TicketId, shown: bool) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        let contact = contacts::of_ticket(c, id)?.filter(|contact| !contact.name.is_empty());
        let contact = contact.ok_or(Refusal::TooLate)?;
        if contact.show_name != shown {
            contacts::show_name(c, id, shown)?;
            let agreed =
                if shown { consents::latest(c, consents::TO_SHOW_NAME, &ticket.lang)? } else { None };
            let agreed = agreed.map(|words| words.version).unwrap_or_default();
            let kind = if shown { EventKind::NameShown } else { EventKind::NameHidden };
            remember_as(c, id, (kind, &agreed), now)?;
        }
        Ok(ticket)
    })
}

/// The report appears nowhere public any more: its sender wants it so. Where it is private already, nothing changes.
///
/// # Errors
/// `TooLate` where it was withdrawn.
pub fn keep_private(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        if ticket.status == Status::Withdrawn {
            return Err(Refusal::TooLate);
        }
        if ticket.is_private {
            return Ok(ticket);
        }
        let mut moved = ticket.change();
        let report = &mut moved.ticket.report;
        (report.wants_private, report.is_private) = (true, true);
        record(c, now, None, moved, Happening::of(EventKind::MadePrivate))
    })
}

/// Whoever wanted the report private wants it public: it is, once somebody has looked at it anew.
///
/// # Errors
/// `TooLate` where its sender never wanted it private, or what it is about is never published, or it has ended without an
/// answer.
pub fn ask_public(portal: &Portal, id: TicketId) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        if !may_ask_public(portal, c, &ticket)? {
            return Err(Refusal::TooLate);
        }
        let mut moved = ticket.change();
        let report = &mut moved.ticket.report;
        (report.wants_private, report.is_private) = (false, false);
        (report.checked_at, report.checked_by) = (None, None);
        record(c, now, None, moved, Happening::of(EventKind::PublicAsked))
    })
}

/// May its sender ask that it is public?
pub fn may_ask_public(portal: &Portal, conn: &mut Conn, report: &Report) -> Result<bool, Refusal> {
    let publish = portal.db.city(conn)?.categories.get(&report.category_id).map(|one| one.publish);
    let open = !matches!(report.status, Status::Withdrawn | Status::Rejected | Status::Duplicate);
    Ok(report.wants_private && open && publish.is_some_and(|publish| publish != Publish::Never))
}
