//! An agency is closed down or merged. Old reports keep the agency that answered; open ones pass to the successor.
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::office::Journal;
use crate::actions::typed::Reader;
use crate::clock::{Moment, local};
use crate::domain::city::Agency;
use crate::domain::event::{Event, EventKind};
use crate::domain::office::{Change, OfficeKind, Subject};
use crate::domain::policy::Actor;
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, AgencyId, EventId};
use crate::portal::Portal;
use crate::store::{Conn, agencies, events, tickets};

/// How it ends: `successor` is a slug, or empty when nobody takes over; `last_day` is a date as typed.
#[derive(Debug, Clone, Default)]
pub struct Ending {
    pub successor: String,
    pub last_day: String,
}

/// Ends an agency and hands everything open to its successor, each report with an event. How many reports passed on.
///
/// # Errors
/// `Invalid` without a successor while reports are open or new ones are still sent here; or when the successor is the
/// agency itself or has ended too.
pub fn end(
    portal: &Portal,
    actor: &Actor,
    (slug, seen): (&str, i32),
    typed: &Ending,
) -> Result<usize, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let before = agencies::by_slug(c, slug)?.ok_or(Refusal::Missing)?;
        if before.version != seen {
            return Err(Refusal::Stale);
        }
        let mut reader = Reader::default();
        let last_day = reader.day("last_day", &typed.last_day);
        if last_day.is_none() {
            reader.wrong("last_day", "date_shape");
        }
        let open = tickets::open_with(c, before.id)?;
        let successor = match successor(c, &before, &typed.successor, now)? {
            Ok(found) => found,
            Err(word) => {
                reader.wrong("successor", word);
                None
            }
        };
        if successor.is_none() && (!open.is_empty() || agencies::receives(c, before.id)?) {
            reader.wrong("successor", "successor_needed");
        }
        reader.done()?;
        let after =
            Agency { successor_id: successor, valid_to: last_day, version: seen + 1, ..before.clone() };
        let mut changes = changes(c, &before, &after)?;
        if !agencies::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let passed = open.len();
        if let Some(successor) = successor {
            agencies::redirect(c, before.id, successor)?;
            for ticket in open {
                pass_on(c, ticket, (before.id, successor), actor.id, now)?;
            }
        }
        changes.push(Change::new("passed_on", "", passed));
        let subject = (Subject::Agency, before.id.0);
        Journal::by(actor.id, now).write(c, subject, OfficeKind::Ended, changes)?;
        Ok(passed)
    })
}

fn successor(
    conn: &mut Conn,
    ending: &Agency,
    slug: &str,
    now: Moment,
) -> Result<Result<Option<AgencyId>, &'static str>, Refusal> {
    if slug.is_empty() {
        return Ok(Ok(None));
    }
    let found = agencies::by_slug(conn, slug)?;
    Ok(match found {
        Some(agency) if agency.id == ending.id => Err("successor_self"),
        Some(agency) if !agency.is_current(local(now).date()) => Err("successor_ended"),
        Some(agency) => Ok(Some(agency.id)),
        None => Err("office_missing"),
    })
}

/// Hands one report over. Its state and deadlines stay: the sender was promised them by the city, not by the agency.
/// Nobody in the new agency works on it yet, so it has no officer.
fn pass_on(
    conn: &mut Conn,
    ticket: Ticket,
    (from, to): (AgencyId, AgencyId),
    actor: AccountId,
    now: Moment,
) -> Result<(), Refusal> {
    let mut moved = ticket.change();
    let lead = moved.ticket.agency_id == Some(from);
    if lead {
        moved.ticket.agency_id = Some(to);
        moved.ticket.assignee_id = None;
    }
    if moved.ticket.co_agency_id == Some(from) {
        moved.ticket.co_agency_id = Some(to);
    }
    if moved.ticket.co_agency_id == moved.ticket.agency_id {
        moved.ticket.co_agency_id = None;
    }
    if !tickets::save(conn, &moved)? {
        return Err(Refusal::Stale);
    }
    let event = Event {
        id: EventId::fresh(now),
        ticket_id: moved.ticket.id,
        kind: EventKind::PassedOn,
        status_from: Some(moved.from),
        status_to: moved.ticket.status,
        actor_id: Some(actor),
        agency_id: Some(to),
        // The public reads who answers for it; who works with the lead is no public step.
        is_public: lead,
        public_text: String::new(),
        remark: String::new(),
        due: None,
        at: now,
    };
    Ok(events::append(conn, &event)?)
}
