//! Honest figures: how much was answered, how much of it in time, how long it took, and out of how many.
use super::db::MultiBackend;
use super::public::open;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::status::Status;
use crate::ids::{AgencyId, TicketId};
use crate::schema::{events, tickets};
use diesel::prelude::*;
use std::collections::HashSet;

/// Answers that are looked at; of more, the latest ones stand for all.
const MOST: i64 = 5_000;
/// Below this many, a share or a median says more about chance than about the city.
const ENOUGH: usize = 10;

/// How answers of a stretch of time turned out. Of public reports alone:
/// an agency that had one private report would tell of it by a figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// How many answers the figures are computed from.
    pub answered: usize,
    /// There were more; the latest were taken.
    pub capped: bool,
    /// Answers that had a deadline, and how many of them met it.
    pub with_deadline: usize,
    pub on_time: usize,
    /// Minutes from sending to answering, the middle one.
    median_minutes: i64,
}

impl Figures {
    /// Whole percents in time, once there are enough to say.
    pub fn on_time_percent(&self) -> Option<usize> {
        (self.with_deadline >= ENOUGH)
            .then(|| (self.on_time * 100 + self.with_deadline / 2) / self.with_deadline)
    }

    /// Tenths of days from sending to answering, in the middle, once there are enough to say.
    pub fn median_tenths_of_days(&self) -> Option<i64> {
        const TENTH: i64 = 144;
        (self.answered >= ENOUGH).then_some((self.median_minutes + TENTH / 2) / TENTH)
    }
}

/// The figures of what was publicly answered since `since`, of the whole city or of one agency.
pub fn answered(conn: &mut Conn, agency: Option<AgencyId>, since: Moment) -> Found<Figures> {
    type Times = (Moment, Option<Moment>, Option<Moment>);
    let mut query = tickets::table
        .filter(tickets::answered_at.ge(since))
        .filter(open())
        .filter(tickets::status.concat("").eq_any([Status::Answered, Status::Closed]))
        .order((tickets::answered_at.desc(), tickets::id.desc()))
        .limit(MOST + 1)
        .select((tickets::created_at, tickets::answered_at, tickets::answer_due))
        .into_boxed::<MultiBackend>();
    if let Some(agency) = agency {
        query = query.filter(tickets::agency_id.eq(agency));
    }
    let rows: Vec<Times> = query.load(conn)?;
    Ok(of(rows))
}

/// How fast reports are sent on: minutes of the clock from coming in to the first forwarding, the middle one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// How many reports the figure is computed from.
    pub reports: usize,
    median_minutes: i64,
}

impl Dispatch {
    /// The middle one, once there are enough to say.
    pub fn median_minutes(&self) -> Option<i64> {
        (self.reports >= ENOUGH).then_some(self.median_minutes)
    }
}

/// Of the reports that came in since `since` and were sent on, at most [`MOST`] of them.
pub fn dispatched(conn: &mut Conn, since: Moment) -> Found<Dispatch> {
    let rows: Vec<(TicketId, Moment, Moment)> = events::table
        .inner_join(tickets::table.on(events::ticket_id.eq(tickets::id)))
        .filter(events::kind.eq(EventKind::Forwarded))
        // Ids grow with time: a stretch of the primary key, where the moment alone would be a walk through all.
        .filter(tickets::id.ge(TicketId::first_at(since)))
        .filter(tickets::created_at.ge(since))
        .order((events::at, events::id))
        .limit(MOST)
        .select((tickets::id, tickets::created_at, events::at))
        .load(conn)?;
    let mut seen = HashSet::new();
    // Only the first time: a report that was sent back and on again was dispatched when it first left the desk.
    let firsts = rows.into_iter().filter(|(id, ..)| seen.insert(*id));
    let mut minutes: Vec<i64> = firsts.map(|(_, came, left)| (left - came).num_minutes()).collect();
    minutes.sort_unstable();
    let median_minutes = minutes.get(minutes.len() / 2).copied().unwrap_or_default();
    Ok(Dispatch { reports: minutes.len(), median_minutes })
}

fn of(mut rows: Vec<(Moment, Option<Moment>, Option<Moment>)>) -> Figures {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let capped = rows.len() > most;
    rows.truncate(most);
    let mut minutes: Vec<i64> = Vec::with_capacity(rows.len());
    let mut figures = Figures { answered: rows.len(), capped, ..Figures::default() };
    for (created, answered, due) in &rows {
        let Some(answered) = answered else { continue };
        minutes.push((*answered - *created).num_minutes());
        if let Some(due) = due {
            figures.with_deadline += 1;
            figures.on_time += usize::from(answered <= due);
        }
    }
    minutes.sort_unstable();
    figures.median_minutes = minutes.get(minutes.len() / 2).copied().unwrap_or_default();
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, NaiveDate};

    fn answered_after(days: &[i64]) -> Figures {
        let sent = NaiveDate::from_ymd_opt(2026, 9, 1).and_then(|day| day.and_hms_opt(1, 0, 0)).unwrap();
        let due = Some(sent + Duration::days(3));
        of(days.iter().map(|days| (sent, Some(sent + Duration::days(*days)), due)).collect())
    }

    #[test]
    fn a_few_answers_make_no_share() {
        let few = answered_after(&[1, 1, 5]);
        assert_eq!((few.answered, few.on_time), (3, 2));
        assert_eq!((few.on_time_percent(), few.median_tenths_of_days()), (None, None));
    }

    #[test]
    fn the_share_and_the_middle_are_those_of_all_answers() {
        let many = answered_after(&[1, 1, 1, 1, 1, 2, 2, 2, 9, 9]);
        assert_eq!(many.on_time_percent(), Some(80));
        assert_eq!(many.median_tenths_of_days(), Some(20));
    }
}
