//! When an answer is due, how long that still is, and how far it may be put off.
//!
//! No term is written here: each comes from a rule that an administrator keeps.
use crate::clock::{Moment, local, moment_of};
use crate::domain::calendar::Calendar;
use crate::ids::text_enum;
use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// How far ahead working time is looked for, in days. A term that reaches beyond a hundred years is a slip of the pen;
/// it ends there instead of keeping the machine busy.
const HORIZON_DAYS: usize = 36_525;

text_enum! {
    /// What a term is counted in.
    pub enum TermUnit {
        /// Minutes of the clock, day and night: what is urgent does not wait for the office to open.
        Minutes = "minutes",
        /// Minutes inside shifts.
        WorkingMinutes = "working_minutes",
        /// Working days after the day on which the term begins.
        WorkingDays = "working_days",
    }
}

/// How much time somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    pub amount: u32,
    pub unit: TermUnit,
}

/// The moment at which a term that begins at `start` ends.
///
/// - Minutes: that much later by the clock.
/// - Working minutes: counted inside shifts; a start outside of them begins with the next shift.
/// - Working days: the day of `start` is not counted (Bộ luật Dân sự 2015, Điều 147 khoản 2); the end is the end of the
///   last counted day (Điều 148 khoản 2), and as only working days are counted, a term that would end on a day off ends
///   on the next working day (Điều 148 khoản 5). The law's day ends at 24:00 (khoản 6); here it ends with the last
///   shift, because nobody is there to answer later. No days at all count as one.
pub fn due(start: Moment, term: Term, calendar: &Calendar) -> Moment {
    match term.unit {
        TermUnit::Minutes => start + Duration::minutes(i64::from(term.amount)),
        TermUnit::WorkingMinutes => {
            moment_of(after_working(local(start), Duration::minutes(i64::from(term.amount)), calendar))
        }
        TermUnit::WorkingDays => moment_of(after_days(local(start).date(), term.amount, calendar)),
    }
}

/// The last moment of a term of whole days that begins at `start`: the day of `start` is not counted (Bộ luật Dân sự
/// 2015, Điều 147 khoản 2), and the last day ends at 24:00 (Điều 148 khoản 6). A term beyond the calendar never ends.
pub fn last_moment(start: Moment, days: i64) -> Moment {
    let days = Days::new(days.max(0).unsigned_abs());
    let after = local(start).date().checked_add_days(days).and_then(|day| day.succ_opt());
    after.map_or(Moment::MAX, |day| moment_of(day.and_time(NaiveTime::MIN)) - Duration::microseconds(1))
}

/// What began before this moment has had all of its days at `now`: its [`last_moment`] has passed.
pub fn begun_too_long_ago(now: Moment, days: i64) -> Moment {
    let first = local(now).date().checked_sub_days(Days::new(days.max(0).unsigned_abs()));
    first.map_or(Moment::MIN, |day| moment_of(day.and_time(NaiveTime::MIN)))
}

/// The wall time at which `rest` of working time has passed since `start`.
pub(super) fn after_working(start: NaiveDateTime, mut rest: Duration, calendar: &Calendar) -> NaiveDateTime {
    let mut last = start;
    for date in start.date().iter_days().take(HORIZON_DAYS) {
        for (begin, end) in calendar.stretches(date) {
            let begin = begin.max(start);
            if begin >= end {
                continue;
            }
            if rest <= end - begin {
                return begin + rest;
            }
            rest -= end - begin;
            last = end;
        }
    }
    last
}

/// Closing time of the working day that is `count` working days after `first`.
pub(super) fn after_days(first: NaiveDate, count: u32, calendar: &Calendar) -> NaiveDateTime {
    let ends = first.iter_days().skip(1).take(HORIZON_DAYS).filter_map(|date| calendar.closing_time(date));
    let wanted = usize::try_from(count.max(1)).unwrap_or(HORIZON_DAYS);
    ends.take(wanted).last().unwrap_or_else(|| first.and_time(NaiveTime::MIN))
}

/// Why a deadline cannot be put off to the date that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionProblem {
    /// The new deadline is not later than the first.
    NotLater,
    /// The new deadline is later than a second term of the same length would end: at `longest`.
    TooLong { longest: Moment },
}

/// The latest deadline that an extension may give: the first term once more, counted from the first deadline.
pub fn longest_extension(first_due: Moment, term: Term, calendar: &Calendar) -> Moment {
    due(first_due, term, calendar)
}

/// Checks an extension and returns the new deadline. That there is only one is for the caller to see to: pass the
/// first deadline, and refuse a report that has been extended before.
///
/// # Errors
/// [`ExtensionProblem`] when the new deadline is not later than the first, or later than the longest allowed.
pub fn extend(
    first_due: Moment,
    term: Term,
    new_due: Moment,
    calendar: &Calendar,
) -> Result<Moment, ExtensionProblem> {
    let longest = longest_extension(first_due, term, calendar);
    if new_due <= first_due {
        return Err(ExtensionProblem::NotLater);
    }
    if new_due > longest {
        return Err(ExtensionProblem::TooLong { longest });
    }
    Ok(new_due)
}

/// The deadline after the clock stood still from `stopped` to `going`, while more was asked of the submitter.
///
/// What was left at `stopped`, in the term's own kind of time, is left again at `going`. A deadline in working days
/// stays at the end of a day: as many working days are left as were. One that had passed already stays.
pub fn resumed(
    due_before: Moment,
    unit: TermUnit,
    stopped: Moment,
    going: Moment,
    calendar: &Calendar,
) -> Moment {
    if due_before <= stopped || going <= stopped {
        return due_before;
    }
    match unit {
        TermUnit::Minutes => due_before + (going - stopped),
        TermUnit::WorkingMinutes => {
            let rest = calendar.working_minutes_between(stopped, due_before);
            moment_of(after_working(local(going), Duration::minutes(rest), calendar))
        }
        TermUnit::WorkingDays => {
            let from = local(stopped).date();
            match calendar.working_days_between(from, local(due_before).date()) {
                0 => moment_of(closing_from(local(going), calendar)),
                days => {
                    let days = u32::try_from(days).unwrap_or(u32::MAX);
                    moment_of(after_days(local(going).date(), days, calendar))
                }
            }
        }
    }
}

/// The first closing time that is not before `wall`.
pub(super) fn closing_from(wall: NaiveDateTime, calendar: &Calendar) -> NaiveDateTime {
    let mut ends = wall.date().iter_days().take(HORIZON_DAYS).filter_map(|date| calendar.closing_time(date));
    ends.find(|end| *end >= wall).unwrap_or(wall)
}

/// How a deadline stands, for a tag in a queue: "Quá hạn 4 giờ", "Còn 3 giờ", "2 ngày".
///
/// Minutes are working minutes, days are working days; for a deadline in [`TermUnit::Minutes`] both are the clock's.
/// Days are dates, not 24 hours: what is due tomorrow, whenever today it is, is due in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    Overdue { minutes: i64, days: i64 },
    Soon { minutes: i64 },
    Later { minutes: i64, days: i64 },
}

/// How a deadline stands at `now`. It is overdue after `due`, and soon when at most `soon` minutes are left.
pub fn remaining(now: Moment, due: Moment, unit: TermUnit, soon: i64, calendar: &Calendar) -> Remaining {
    let minutes = |from: Moment, to: Moment| match unit {
        TermUnit::Minutes => (to - from).num_minutes(),
        TermUnit::WorkingMinutes | TermUnit::WorkingDays => calendar.working_minutes_between(from, to),
    };
    let days = |from: Moment, to: Moment| match (unit, local(from).date(), local(to).date()) {
        (TermUnit::Minutes, from, to) => (to - from).num_days(),
        (TermUnit::WorkingMinutes | TermUnit::WorkingDays, from, to) => {
            calendar.working_days_between(from, to)
        }
    };
    if now > due {
        return Remaining::Overdue { minutes: minutes(due, now), days: days(due, now) };
    }
    let left = minutes(now, due);
    if left <= soon {
        return Remaining::Soon { minutes: left };
    }
    Remaining::Later { minutes: left, days: days(now, due) }
}
