//! The hours of the working day, season by season: other hours take the place of those that stood, for as long as they hold.
use super::calendar::Shift;
use chrono::{NaiveDate, NaiveTime};

/// From when to when is worked.
pub type Stretch = (NaiveTime, NaiveTime);

/// `shifts` with these hours in their place from `first` on, up to `last` or without an end. Before and after, they stay.
pub fn laid_over(
    shifts: &[Shift],
    hours: &[Stretch],
    (first, last): (NaiveDate, Option<NaiveDate>),
) -> Vec<Shift> {
    let mut all = Vec::new();
    for shift in shifts {
        if shift.valid_from.is_none_or(|from| from < first) {
            let day_before = first.pred_opt();
            let valid_to = [shift.valid_to, day_before].into_iter().flatten().min();
            all.push(Shift { valid_to, ..shift.clone() });
        }
        if let Some(last) = last
            && shift.valid_to.is_none_or(|to| last < to)
        {
            let valid_from = [shift.valid_from, last.succ_opt()].into_iter().flatten().max();
            all.push(Shift { valid_from, ..shift.clone() });
        }
    }
    let new = |(from, to): &Stretch| Shift { valid_from: Some(first), valid_to: last, from: *from, to: *to };
    all.extend(hours.iter().map(new));
    all.sort_by_key(|shift| (shift.valid_from, shift.from));
    all
}

/// All that is said of them, to find out whether they are still what somebody saw.
pub fn print(shifts: &[Shift]) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let one = |shift: &Shift| {
        let ends = (day(shift.valid_from), day(shift.valid_to));
        format!("{}-{} {} {}", shift.from.format("%H:%M"), shift.to.format("%H:%M"), ends.0, ends.1)
    };
    shifts.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// "07:30 – 11:30, 13:30 – 17:00"
pub fn said(hours: &[Stretch]) -> String {
    let one = |(from, to): &Stretch| format!("{} – {}", from.format("%H:%M"), to.format("%H:%M"));
    hours.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveTime {
        text.parse().unwrap()
    }

    fn standing() -> Vec<Shift> {
        vec![Shift {
            valid_from: Some(day("2024-03-05")),
            valid_to: None,
            from: at("07:30:00"),
            to: at("17:00:00"),
        }]
    }

    const SUMMER: &str =
        "07:30-17:00 2024-03-05 2027-03-31; 06:30-16:00 2027-04-01 2027-09-30; 07:30-17:00 2027-10-01 ";

    #[test]
    fn a_season_lies_between_the_hours_that_stood_before_and_stand_after_it() {
        let hours = [(at("06:30:00"), at("16:00:00"))];
        let season = (day("2027-04-01"), Some(day("2027-09-30")));
        let all = laid_over(&standing(), &hours, season);
        assert_eq!(print(&all), SUMMER);
        assert_eq!(print(&laid_over(&all, &hours, season)), SUMMER, "once more is the same");
    }

    #[test]
    fn hours_without_an_end_replace_what_was_to_come() {
        let summer = laid_over(
            &standing(),
            &[(at("06:30:00"), at("16:00:00"))],
            (day("2027-04-01"), Some(day("2027-09-30"))),
        );
        let all = laid_over(&summer, &[(at("08:00:00"), at("17:00:00"))], (day("2027-01-01"), None));
        assert_eq!(print(&all), "07:30-17:00 2024-03-05 2026-12-31; 08:00-17:00 2027-01-01 ");
    }
}
