//! Moments as people read them, on Vietnam's wall clock: "13:15, 7/9/2026".
use crate::clock::{self, Moment};
use chrono::{Datelike, NaiveDate, Timelike};

/// A moment for people and for machines; fields of `tag::moment`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MomentShown {
    /// "2026-09-07T13:15:00+07:00"
    pub iso: String,
    /// "13:15, 7/9/2026"
    pub text: String,
}

impl MomentShown {
    /// For people to the minute, for machines to the second.
    pub fn of(moment: Moment) -> Self {
        Self { iso: iso(moment), text: full(moment) }
    }
}

/// "13:15, 7/9/2026"
pub fn full(moment: Moment) -> String {
    format!("{}, {}", time(moment), day(moment))
}

/// "13:15, 7/9", for where the year goes without saying.
pub fn brief(moment: Moment) -> String {
    let wall = clock::local(moment);
    format!("{}, {}/{}", time(moment), wall.day(), wall.month())
}

/// "7/9/2026"
pub fn day(moment: Moment) -> String {
    date(clock::local(moment).date())
}

/// "7/9"
pub fn brief_day(moment: Moment) -> String {
    let wall = clock::local(moment);
    format!("{}/{}", wall.day(), wall.month())
}

/// "13:15"
pub fn time(moment: Moment) -> String {
    let wall = clock::local(moment);
    format!("{:02}:{:02}", wall.hour(), wall.minute())
}

/// A day of the calendar: "7/9/2026"
pub fn date(date: NaiveDate) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// For machines: "2026-09-07T13:15:00+07:00"
pub fn iso(moment: Moment) -> String {
    let wall = clock::local(moment);
    // By hand: hundreds stand on a page, and a pattern is read anew for each.
    format!("{}T{}:{:02}+07:00", wall.date(), time(moment), wall.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_on_the_citys_own_clock() {
        let moment = NaiveDate::from_ymd_opt(2026, 9, 6).and_then(|day| day.and_hms_opt(18, 5, 9)).unwrap();
        assert_eq!(full(moment), "01:05, 7/9/2026");
        assert_eq!(brief(moment), "01:05, 7/9");
        assert_eq!(brief_day(moment), "7/9");
        assert_eq!(iso(moment), "2026-09-07T01:05:09+07:00");
    }
}
