//! Honest figures: how much was answered, how much of it in time, how long it took, and out of how many.
use super::city::Generation;
use super::db::MultiBackend;
use super::{Conn, Db, Found};
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::rating::Mark;
use crate::ids::{AgencyId, TicketId};
use crate::schema::{events, public_generations, public_reports, tickets};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Answers that are looked at; of more, the latest ones stand for all.
const MOST: i64 = 5_000;
/// Figures that are kept of the same copies; more are computed anew.
const KEPT: usize = 1_000;
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
    /// Answers that their senders rated, and how many of those were content.
    pub rated: usize,
    pub content: usize,
}

impl Figures {
    /// Whole percents of those who rated, once there are enough to say.
    pub fn content_percent(&self) -> Option<usize> {
        (self.rated >= ENOUGH).then(|| (self.content * 100 + self.rated / 2) / self.rated)
    }

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

/// The figures that were computed last, for all who ask. Cheap to clone.
#[derive(Clone, Default)]
pub struct KnownFigures(Arc<Mutex<Computed>>);

/// Figures, and of which public copies they tell.
#[derive(Default)]
struct Computed {
    generation: Generation,
    of: HashMap<Question, Figures>,
}

/// The whole city or one agency, and since when.
type Question = (Option<AgencyId>, Moment);

impl Db {
    /// The figures of what was publicly answered since `since`, of the whole city or of one agency: one question where no
    /// public copy has changed since they were computed. `since` should stay the same for a day.
    pub fn figures(&self, conn: &mut Conn, agency: Option<AgencyId>, since: Moment) -> Found<Figures> {
        // Asked for before they are computed: what changes meanwhile is counted once more the next time.
        let newest = (max(public_generations::id), count_star());
        let now: Generation = public_generations::table.select(newest).first(conn)?;
        let known = || self.known_figures().0.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = (agency, since);
        if let Some(figures) = known().at(now).get(&asked) {
            return Ok(figures.clone());
        }
        let figures = answered(conn, agency, since)?;
        known().at(now).insert(asked, figures.clone());
        Ok(figures)
    }
}

impl Computed {
    /// What was computed of these copies; what was computed of others is forgotten.
    fn at(&mut self, generation: Generation) -> &mut HashMap<Question, Figures> {
        if self.generation != generation || self.of.len() > KEPT {
            *self = Self { generation, of: HashMap::new() };
        }
        &mut self.of
    }
}

fn answered(conn: &mut Conn, agency: Option<AgencyId>, since: Moment) -> Found<Figures> {
    let mut query = public_reports::table
        .filter(public_reports::answered_at.ge(since))
        .order((public_reports::answered_at.desc(), public_reports::ticket_id.desc()))
        .limit(MOST + 1)
        .select((public_reports::minutes, public_reports::on_time, public_reports::mark))
        .into_boxed::<MultiBackend>();
    if let Some(agency) = agency {
        query = query.filter(public_reports::agency_id.eq(agency));
    }
    Ok(of(query.load(conn)?))
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

/// Of an answer: how many minutes it took, whether it met its deadline, where it had one, and how it was rated, where it was.
type Turned = (Option<i64>, Option<bool>, Option<Mark>);

/// Of these, the newest first.
fn of(mut rows: Vec<Turned>) -> Figures {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let capped = rows.len() > most;
    rows.truncate(most);
    let mut minutes: Vec<i64> = rows.iter().filter_map(|(minutes, ..)| *minutes).collect();
    minutes.sort_unstable();
    let marks: Vec<Mark> = rows.iter().filter_map(|(.., mark)| *mark).collect();
    Figures {
        answered: rows.len(),
        capped,
        with_deadline: rows.iter().filter(|(_, on_time, _)| on_time.is_some()).count(),
        on_time: rows.iter().filter(|(_, on_time, _)| *on_time == Some(true)).count(),
        median_minutes: minutes.get(minutes.len() / 2).copied().unwrap_or_default(),
        rated: marks.len(),
        content: marks.iter().filter(|mark| mark.is_content()).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered_after(days: &[i64]) -> Figures {
        of(days
            .iter()
            .map(|days| (Some(days * 24 * 60), Some(*days <= 3), (*days < 9).then_some(Mark::Good)))
            .collect())
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
        assert_eq!((many.rated, many.content, many.content_percent()), (8, 8, None), "eight are too few");
    }
}
