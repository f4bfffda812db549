//! Working time: which days, which hours of them. All of it on Vietnam's wall clock.
use crate::clock::{Moment, local};
use crate::ids::text_enum;
use crate::schema::calendar_days;
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use diesel::{Insertable, Queryable, Selectable};
use std::collections::BTreeMap;

text_enum! {
    /// What the calendar says of a day that is not as its weekday would have it.
    pub enum DayKind {
        /// A holiday, or a day off given in exchange (`le`, `le_tet`, `nghi_bu`, `hoan_doi_nghi`):
        /// Bộ luật Lao động 2019, Điều 111 khoản 3 and Điều 112, and the government's yearly notice.
        Off = "off",
        /// A Saturday or Sunday that is worked in exchange for a day off (`lam_bu`).
        Work = "work",
    }
}

text_enum! {
    /// How sure a day is. The law names some days; the government announces the rest a year ahead, and swaps a few.
    pub enum Certainty {
        /// Named by the law itself (Bộ luật Lao động 2019, Điều 112).
        Statutory = "statutory",
        Announced = "announced",
        /// As in other years; the announcement is still to come.
        Expected = "expected",
        Unconfirmed = "unconfirmed",
    }
}

/// A day that is not as its weekday would have it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_days)]
pub struct CalendarDay {
    pub day: NaiveDate,
    pub name: String,
    pub kind: DayKind,
    pub certainty: Certainty,
}

impl CalendarDay {
    /// All that is said of the day besides its date, to find out whether it is still what somebody saw.
    pub fn print(&self) -> String {
        format!("{} {} {}", self.kind, self.certainty, self.name)
    }
}

/// What becomes of one day: nothing before, it is new; nothing after, it is a plain day of its week again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChange {
    pub day: NaiveDate,
    pub from: Option<CalendarDay>,
    pub to: Option<CalendarDay>,
}

/// Hours of every working day within a season, both ends of the season included; `None` is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// Wall time at which the shift begins.
    pub from: NaiveTime,
    /// Wall time at which it ends, later on the same day. A shift that ends before it begins counts for nothing.
    pub to: NaiveTime,
}

impl Shift {
    fn applies(&self, date: NaiveDate) -> bool {
        self.from < self.to
            && self.valid_from.is_none_or(|first| first <= date)
            && self.valid_to.is_none_or(|last| date <= last)
    }
}

/// The days and hours in which the city works. Monday to Friday unless `days` says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub shifts: Vec<Shift>,
    pub days: BTreeMap<NaiveDate, DayKind>,
}

/// A stretch of working time on the wall clock: from, to.
pub(super) type Stretch = (NaiveDateTime, NaiveDateTime);

impl Calendar {
    /// The calendar as it is after these changes.
    pub fn with(&self, changes: &[DayChange]) -> Self {
        let mut next = self.clone();
        for change in changes {
            match &change.to {
                Some(day) => next.days.insert(change.day, day.kind),
                None => next.days.remove(&change.day),
            };
        }
        next
    }

    /// Whether the city works on a date: Monday to Friday unless off, Saturday and Sunday only when made up.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        match self.days.get(&date) {
            Some(DayKind::Off) => false,
            Some(DayKind::Work) => true,
            None => !is_weekend(date),
        }
    }

    /// Working days after `after` up to and including `last`; none when `last` is not later.
    pub fn working_days_between(&self, after: NaiveDate, last: NaiveDate) -> i64 {
        after.succ_opt().map_or(0, |first| self.working_days(first, last))
    }

    /// Working days from `first` up to and including `last`: by whole weeks and the days that are not as their weekday would
    /// have it, for a queue asks this of every row.
    fn working_days(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        let all = (last - first).num_days() + 1;
        if all <= 0 {
            return 0;
        }
        let over =
            first.iter_days().take((all % 7) as usize).filter(|date| !is_weekend(*date)).count() as i64;
        let exceptions = self.days.range(first..=last).map(|(date, kind)| match (kind, is_weekend(*date)) {
            (DayKind::Off, false) => -1,
            (DayKind::Work, true) => 1,
            (DayKind::Off, true) | (DayKind::Work, false) => 0,
        });
        all / 7 * 5 + over + exceptions.sum::<i64>()
    }

    /// Whole minutes of working time from `a` to `b`; negative when `b` is the earlier.
    pub fn working_minutes_between(&self, a: Moment, b: Moment) -> i64 {
        if b < a {
            return -self.working_minutes_between(b, a);
        }
        let (from, to) = (local(a), local(b));
        let worked_on = |date: NaiveDate| -> Duration {
            let stretches = self.stretches(date).into_iter();
            stretches.map(|(begin, end)| (end.min(to) - begin.max(from)).max(Duration::zero())).sum()
        };
        let (first, last) = (from.date(), to.date());
        let mut worked = worked_on(first);
        if first < last {
            worked += worked_on(last);
        }
        if let (Some(next), Some(before)) = (first.succ_opt(), last.pred_opt()) {
            worked += self.worked_on_whole_days(next, before);
        }
        worked.num_minutes()
    }

    /// The working time of these days, season by season: within one all working days are as long.
    fn worked_on_whole_days(&self, first: NaiveDate, last: NaiveDate) -> Duration {
        let (mut worked, mut begin) = (Duration::zero(), first);
        while begin <= last {
            let end = self.season_ends(begin).map_or(last, |end| end.min(last));
            let days = i32::try_from(self.working_days(begin, end)).unwrap_or(i32::MAX);
            worked += self.hours(begin).iter().map(|(from, to)| *to - *from).sum::<Duration>() * days;
            let Some(next) = end.succ_opt() else { break };
            begin = next;
        }
        worked
    }

    /// The last day on which the shifts are those of this date; nothing where they stay so.
    fn season_ends(&self, date: NaiveDate) -> Option<NaiveDate> {
        let ends = self.shifts.iter().flat_map(|shift| {
            let begins = shift.valid_from.filter(|first| *first > date).and_then(|first| first.pred_opt());
            [begins, shift.valid_to.filter(|last| *last >= date)]
        });
        ends.flatten().min()
    }

    /// How many minutes the city works on a working day: on the first one from `near` on.
    pub fn minutes_a_day(&self, near: NaiveDate) -> i64 {
        let worked =
            |date| self.stretches(date).iter().map(|(from, to)| *to - *from).sum::<Duration>().num_minutes();
        near.iter_days().take(31).map(worked).find(|minutes| *minutes > 0).unwrap_or(24 * 60)
    }

    /// The working time of a date, in order, without overlaps; empty when the city does not work then.
    ///
    /// A working day for which no shift is valid counts from 00:00 to 23:59. Such a calendar is incomplete; a term must
    /// end all the same, and a deadline that is too early does less harm than one that never comes.
    pub(super) fn stretches(&self, date: NaiveDate) -> Vec<Stretch> {
        if self.is_working_day(date) { self.hours(date) } else { Vec::new() }
    }

    /// The working time of a date if it is a working day.
    fn hours(&self, date: NaiveDate) -> Vec<Stretch> {
        let mut hours: Vec<_> = self
            .shifts
            .iter()
            .filter(|shift| shift.applies(date))
            .map(|shift| (shift.from, shift.to))
            .collect();
        if hours.is_empty() {
            let midnight = date.and_time(NaiveTime::MIN);
            return vec![(midnight, midnight + Duration::minutes(23 * 60 + 59))];
        }
        hours.sort_unstable();
        let mut stretches: Vec<Stretch> = Vec::with_capacity(hours.len());
        for (from, to) in hours {
            let (from, to) = (date.and_time(from), date.and_time(to));
            match stretches.last_mut() {
                Some((_, end)) if from <= *end => *end = to.max(*end),
                _ => stretches.push((from, to)),
            }
        }
        stretches
    }

    /// The end of the last shift of a date, on the wall clock; `None` when the city does not work then.
    pub fn closing_time(&self, date: NaiveDate) -> Option<NaiveDateTime> {
        self.stretches(date).last().map(|(_, end)| *end)
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
