//! An agency is closed down or merged. Old reports keep the agency that answered; open ones pass to the successor.
use super::fields::{changes, manages};
use super::pass_on::hand_over;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::clock::{Moment, local};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::Agency;
use crate::domain::policy::Actor;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{Conn, accounts, agencies, tickets};
use chrono::NaiveDate;

/// How it ends: `successor` is a slug, or empty when nobody takes over; `last_day` is a date as typed; `people` is a slug, or
/// empty when its people go where its work goes.
#[derive(Debug, Clone, Default)]
pub struct Ending {
    pub successor: String,
    pub last_day: String,
    pub people: String,
}

impl Ending {
    /// Is this how it ends already? Then a button was pressed twice.
    fn stands(&self, conn: &mut Conn, agency: &Agency) -> Result<bool, Refusal> {
        let successor = agencies::by_slug(conn, &self.successor)?.map(|found| found.id);
        let last_day = self.last_day.trim().parse().ok();
        let people = agencies::by_slug(conn, &self.people)?.map(|found| found.id);
        let people = people.filter(|id| Some(*id) != successor);
        let follow = agencies::people_to(conn, agency.id)? == people;
        Ok(follow && last_day.is_some() && (agency.valid_to, agency.successor_id) == (last_day, successor))
    }

    /// The last day, who takes over, and where the people go where that is another.
    fn read(&self, conn: &mut Conn, before: &Agency, now: Moment) -> Result<Read, Refusal> {
        let mut reader = Reader::default();
        let last_day = reader.day("last_day", &self.last_day);
        if last_day.is_none() {
            reader.wrong("last_day", "date_shape");
        }
        let open = !tickets::open_with(conn, before.id)?.is_empty();
        let mut there = |field: &'static str, slug: &str| {
            let found = successor(conn, before, slug, (last_day, now))?;
            Ok::<_, Refusal>(found.unwrap_or_else(|word| {
                reader.wrong(field, word);
                None
            }))
        };
        let successor = there("successor", &self.successor)?;
        let people = there("people", &self.people)?.filter(|id| Some(*id) != successor);
        if successor.is_none() && (open || agencies::receives(conn, before.id)?) {
            reader.wrong("successor", "successor_needed");
        }
        if let Some(heir) = successor {
            // Somebody can act there: of its own, or who comes along.
            let manned = accounts::manned(conn)?;
            let comes_along = people.is_none() && manned.contains(&before.id);
            if !manned.contains(&heir) && !comes_along {
                reader.wrong("successor", "successor_unmanned");
            }
        }
        reader.done()?;
        Ok((last_day.unwrap_or_default(), successor, people))
    }
}

/// What was read of it.
type Read = (NaiveDate, Option<AgencyId>, Option<AgencyId>);

/// Ends an agency. When its last day is over, everything open passes to its successor, each report with an event: at once
/// where it is over already, else by [`pass_on`](super::pass_on) when it is. How many reports passed on now.
///
/// # Errors
/// `Invalid` without a successor while reports are open or new ones are still sent here; or when the successor is the
/// agency itself, does not take over the day after, or has nobody who can act.
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
        let (last_day, successor, people) = typed.read(c, &before, now)?;
        agencies::keep_people_to(c, before.id, people)?;
        let after =
            Agency { successor_id: successor, valid_to: Some(last_day), version: seen + 1, ..before.clone() };
        let mut changes = changes(c, &before, &after)?;
        if !agencies::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let over = last_day < local(now).date();
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
