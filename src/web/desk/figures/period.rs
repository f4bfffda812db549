//! The days that figures are of, the days they are compared with, and the bars of their drawing.
use crate::domain::figures::Span;
use crate::web::desk::narrowing::midnight;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Days of a drawing by weeks; of more, it is drawn by months.
const WEEKS: u64 = 12;
/// Months that one drawing holds.
const MONTHS: u32 = 13;

/// From a day to a day, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// Stretches that are one tap away, each under its word in the catalogue.
pub const USUAL: [&str; 5] = ["this_month", "last_month", "this_quarter", "this_year", "twelve_months"];

impl Period {
    /// What was asked for; from the first of this month to today where nothing was. Days the wrong way round are turned.
    pub fn of(from: &str, until: &str, today: NaiveDate) -> Self {
        let read = |day: &str| day.parse::<NaiveDate>().ok().filter(|day| (1..=9998).contains(&day.year()));
        let until = read(until).unwrap_or(today);
        let from = read(from).unwrap_or_else(|| first_of_month(until));
        Self { from: from.min(until), until: from.max(until) }
    }

    /// One of the usual ones, as it stands on this day.
    pub fn usual(word: &str, today: NaiveDate) -> Self {
        let month = first_of_month(today);
        let back = |months: u32| month.checked_sub_months(Months::new(months)).unwrap_or(month);
        match word {
            "last_month" => Self { from: back(1), until: month.pred_opt().unwrap_or(month) },
            "this_quarter" => Self { from: back(today.month0() % 3), until: today },
            "this_year" => Self { from: back(today.month0()), until: today },
            "twelve_months" => Self { from: back(11), until: today },
            _ => Self { from: month, until: today },
        }
    }

    /// As the ledger is asked.
    pub fn span(&self) -> Span {
        Span { from: Some(midnight(self.from)), until: self.until.succ_opt().map(midnight) }
    }

    /// The same days of the month, quarter or year before; whole months where it is of whole months.
    pub fn before(&self) -> Self {
        // A month with the month before, a quarter with the quarter, a year with the year.
        let touched = match self.months() {
            1 => 1,
            2..=3 => 3,
            more => more.div_ceil(12) * 12,
        };
        let back = |day: NaiveDate| day.checked_sub_months(Months::new(touched)).unwrap_or(day);
        let (from, until) = (back(self.from), back(self.until));
        let whole = self.from.day() == 1 && self.until == last_of_month(self.until);
        Self { from, until: if whole { last_of_month(until) } else { until } }
    }

    /// The bars: twelve weeks up to its end, or its months where it is longer.
    pub fn bars(&self) -> Bars {
        let days = (self.until - self.from).num_days().unsigned_abs() + 1;
        if days > WEEKS * 7 {
            let count = self.months().min(MONTHS);
            let first = first_of_month(self.until).checked_sub_months(Months::new(count - 1));
            let first = first.unwrap_or(self.from);
            let month = |at| {
                first
                    .checked_add_months(Months::new(at))
                    .map(|from| Self { from, until: last_of_month(from) })
            };
            return Bars { by_months: true, all: (0..count).filter_map(month).collect() };
        }
        let monday = self.until - Days::new(u64::from(self.until.weekday().num_days_from_monday()));
        let week = |back: u64| {
            let from = monday.checked_sub_days(Days::new(7 * back))?;
            Some(Self { from, until: from.checked_add_days(Days::new(6))? })
        };
        Bars { by_months: false, all: (0..WEEKS).rev().filter_map(week).collect() }
    }

    /// How many months it touches.
    fn months(&self) -> u32 {
        let number = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        u32::try_from(number(self.until) - number(self.from) + 1).unwrap_or(1)
    }
}

/// Since how many days, and to how many, open reports have waited; the last stretch has no end.
pub const AGES: [(u64, Option<u64>); 6] =
    [(0, Some(1)), (2, Some(3)), (4, Some(7)), (8, Some(15)), (16, Some(30)), (31, None)];

/// The days on which came in what has waited so long on this day.
pub fn came_in((from, until): (u64, Option<u64>), today: NaiveDate) -> Period {
    let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(today);
    Period { from: until.map_or(first, back), until: back(from) }
}

/// The bars of a drawing, one beginning where the other ends.
pub struct Bars {
    pub by_months: bool,
    pub all: Vec<Period>,
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn last_of_month(day: NaiveDate) -> NaiveDate {
    let next = first_of_month(day).checked_add_months(Months::new(1));
    next.and_then(|first| first.pred_opt()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(from: &str, until: &str) -> Period {
        Period { from: day(from), until: day(until) }
    }

    #[test]
    fn without_a_word_it_is_this_month_up_to_today_and_days_are_turned() {
        let today = day("2026-11-25");
        assert_eq!(Period::of("", "", today), period("2026-11-01", "2026-11-25"));
        assert_eq!(Period::of("2026-11-09", "2026-11-02", today), period("2026-11-02", "2026-11-09"));
        assert_eq!(Period::of("x", "2026-02-10", today), period("2026-02-01", "2026-02-10"));
        assert_eq!(Period::of("-9999-01-01", "+12000-01-01", today).until, today);
    }

    #[test]
    fn the_usual_ones_are_those_of_the_day() {
        let usual = |word| Period::usual(word, day("2026-11-25"));
        assert_eq!(usual("last_month"), period("2026-10-01", "2026-10-31"));
        assert_eq!(usual("this_quarter"), period("2026-10-01", "2026-11-25"));
        assert_eq!(usual("this_year"), period("2026-01-01", "2026-11-25"));
        assert_eq!(usual("twelve_months"), period("2025-12-01", "2026-11-25"));
    }

    #[test]
    fn it_is_compared_with_the_same_days_before_it() {
        assert_eq!(period("2026-11-01", "2026-11-25").before(), period("2026-10-01", "2026-10-25"));
        assert_eq!(period("2026-03-01", "2026-03-30").before(), period("2026-02-01", "2026-02-28"));
        assert_eq!(period("2026-02-01", "2026-02-28").before(), period("2026-01-01", "2026-01-31"));
        assert_eq!(period("2026-10-01", "2026-12-15").before(), period("2026-07-01", "2026-09-15"));
        assert_eq!(period("2026-11-10", "2026-11-20").before(), period("2026-10-10", "2026-10-20"));
        assert_eq!(period("2026-10-01", "2026-11-25").before(), period("2026-07-01", "2026-08-25"));
        assert_eq!(period("2026-01-01", "2026-11-25").before(), period("2025-01-01", "2025-11-25"));
    }

    #[test]
    fn it_is_drawn_by_weeks_and_by_months_where_it_is_long() {
        let weeks = period("2026-11-01", "2026-11-25").bars();
        assert_eq!((weeks.by_months, weeks.all.len()), (false, 12));
        assert_eq!(weeks.all[0], period("2026-09-07", "2026-09-13"));
        assert_eq!(weeks.all[11], period("2026-11-23", "2026-11-29"));
        let year = period("2026-01-01", "2026-12-31").bars();
        assert_eq!((year.by_months, year.all.len()), (true, 12));
        assert_eq!(year.all[1], period("2026-02-01", "2026-02-28"));
        assert_eq!(period("2000-01-01", "2026-12-31").bars().all.len(), 13);
        assert_eq!(period("0001-01-01", "0001-01-02").bars().all.last().unwrap().until, day("0001-01-07"));
    }
}
