//! An agency is closed down or merged. Old reports keep the agency that answered; open ones pass to the successor.
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::tickets::{Happening, record};
use crate::actions::typed::Reader;
use crate::actions::upkeep::GoesOn;
use crate::clock::{Moment, local};
use crate::domain::assignment::{Ended, Part};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::Agency;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Actor;
use crate::domain::routing::taker;
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::{Conn, agencies, tickets};
use chrono::NaiveDate;

/// How it ends: `successor` is a slug, or empty when nobody takes over; `last_day` is a date as typed.
#[derive(Debug, Clone, Default)]
pub struct Ending {
    pub successor: String,
    pub last_day: String,
}

impl Ending {
    /// Is this how it ends already? Then a button was pressed twice.
    fn stands(&self, conn: &mut Conn, agency: &Agency) -> Result<bool, Refusal> {
        let successor = agencies::by_slug(conn, &self.successor)?.map(|found| found.id);
        let last_day = self.last_day.trim().parse().ok();
        Ok(last_day.is_some() && (agency.valid_to, agency.successor_id) == (last_day, successor))
    }
}

/// Ends an agency. When its last day is over, everything open passes to its successor, each report with an event: at once
/// where it is over already, else by [`pass_on`] when it is. How many reports passed on now.
///
/// # Errors
/// `Invalid` without a successor while reports are open or new ones are still sent here; or when the successor is the
/// agency itself, or does not take over the day after.
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
        if before.version != seen && !typed.stands(c, &before)? {
            return Err(Refusal::Stale);
        }
        if before.version != seen {
            return Ok(0);
        }
        let mut reader = Reader::default();
        let last_day = reader.day("last_day", &typed.last_day);
        if last_day.is_none() {
            reader.wrong("last_day", "date_shape");
        }
        let open = !tickets::open_with(c, before.id)?.is_empty();
        let successor = match successor(c, &before, &typed.successor, (last_day, now))? {
            Ok(found) => found,
            Err(word) => {
                reader.wrong("successor", word);
                None
            }
        };
        if successor.is_none() && (open || agencies::receives(c, before.id)?) {
            reader.wrong("successor", "successor_needed");
        }
        reader.done()?;
        let after =
            Agency { successor_id: successor, valid_to: last_day, version: seen + 1, ..before.clone() };
        let mut changes = changes(c, &before, &after)?;
        if !agencies::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let over = last_day.is_some_and(|last| last < local(now).date());
        let passed = if over { hand_over(c, &after, Some(actor.id), now)? } else { 0 };
        changes.push(Change::new("passed_on", "", passed));
        let subject = (Subject::Agency, before.id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::Ended, changes)?;
        Ok(passed)
    })
}

fn successor(
    conn: &mut Conn,
    ending: &Agency,
    slug: &str,
    (last_day, now): (Option<NaiveDate>, Moment),
) -> Result<Result<Option<AgencyId>, &'static str>, Refusal> {
    if slug.is_empty() {
        return Ok(Ok(None));
    }
    let (found, today) = (agencies::by_slug(conn, slug)?, local(now).date());
    // Whoever takes over is there the day after, and today where that has passed.
    let first = last_day.and_then(|last| last.succ_opt()).map_or(today, |day| day.max(today));
    Ok(match found {
        Some(agency) if agency.id == ending.id => Err("successor_self"),
        Some(agency) if !agency.is_current(first) => Err("successor_ended"),
        Some(agency) => Ok(Some(agency.id)),
        None => Err("office_missing"),
    })
}

/// Hands over what is open with agencies whose last day is over, and what new reports are sent to them by: how many
/// reports. Run again it finds nothing left.
pub fn pass_on(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let today = local(now).date();
    let all = portal.db.look(|c| Ok::<_, Refusal>(agencies::all(c)?))?;
    let over = all.iter().filter(|agency| agency.valid_to.is_some_and(|last| last < today));
    over.filter(|agency| agency.successor_id.is_some()).take_while(|_| goes_on()).try_fold(
        0,
        |passed, agency| {
            let done = portal.db.change(|c| {
                let ended = agencies::find(c, agency.id)?;
                hand_over(c, &ended, None, now)
            });
            match done {
                Ok(count) => Ok(passed + count),
                // Somebody works with one of them at this moment: the next run finds it.
                Err(Refusal::Stale) => Ok(passed),
                Err(other) => Err(other),
            }
        },
    )
}

/// Everything open goes to whoever takes over: the successor, or its own where that one has ended too.
fn hand_over(
    conn: &mut Conn,
    ended: &Agency,
    actor: Option<AccountId>,
    now: Moment,
) -> Result<usize, Refusal> {
    let mut all = agencies::all(conn)?;
    all.retain(|agency| agency.id != ended.id);
    let Some(successor) = ended.successor_id.and_then(|id| taker(id, &all, (now, now))) else {
        return Ok(0);
    };
    if agencies::receives(conn, ended.id)? {
        agencies::redirect(conn, ended.id, successor)?;
    }
    let open = tickets::open_with(conn, ended.id)?;
    let passed = open.len();
    for ticket in open {
        // One that ends before this is due gives way to its own successor, where it has one.
        let due = ticket.answer_due().unwrap_or(now);
        let to = taker(successor, &all, (now, due)).unwrap_or(successor);
        hand_over_one(conn, ticket, (ended.id, to), actor, now)?;
    }
    Ok(passed)
}

/// Hands one report over. Its state and deadlines stay: the sender was promised them by the city, not by the agency.
/// Nobody in the new agency works on it yet, so it has no officer.
fn hand_over_one(
    conn: &mut Conn,
    ticket: Ticket,
    (from, to): (AgencyId, AgencyId),
    actor: Option<AccountId>,
    now: Moment,
) -> Result<(), Refusal> {
    let mut moved = ticket.change();
    let ticket = &mut moved.ticket;
    let lead = ticket.agency() == Some(from);
    if lead {
        ticket.holders.pass_on(ticket.report.id, (Part::Lead, to), now);
        ticket.clocks.pass_to(Part::Lead, to);
    }
    if ticket.co_agency() == Some(from) {
        ticket.holders.pass_on(ticket.report.id, (Part::With, to), now);
        ticket.clocks.pass_to(Part::With, to);
    }
    if ticket.co_agency() == ticket.agency() {
        ticket.holders.end_part(Part::With, Ended::PassedOn, now);
        ticket.clocks.drop(Owed::Part, now);
    }
    let mut happening = Happening::of(EventKind::PassedOn).at(Some(to));
    // The public reads who answers for it; who works with the lead is no public step.
    happening.is_public = lead;
    record(conn, now, actor, moved, happening).map(drop)
}
