//! What must hold of every deadline.
use super::*;

/// Starts every 37 minutes over the first weeks of 2026, which hold a made-up Saturday, New Year and Tết.
fn starts() -> impl Iterator<Item = Moment> {
    (0..2_000).map(|step| at("2025-12-30 00:00") + Duration::minutes(37 * step))
}

#[test]
fn a_later_start_or_a_longer_term_never_ends_earlier() {
    let calendar = city();
    for unit in [Minutes, WorkingMinutes, WorkingDays] {
        for amount in [0, 1, 15, 240, 451] {
            let mut last = None;
            for start in starts() {
                let end = due(start, term(amount, unit), &calendar);
                let longer = due(start, term(amount + 1, unit), &calendar);
                assert!(end >= start && longer >= end, "{start} {amount} {unit}");
                assert!(last <= Some(end), "{start} {amount} {unit}");
                last = Some(end);
            }
        }
    }
}

#[test]
fn working_terms_end_in_working_time_and_last_as_long_as_they_say() {
    let calendar = city();
    for start in starts() {
        for (amount, unit) in [(1, WorkingMinutes), (240, WorkingMinutes), (1, WorkingDays), (7, WorkingDays)]
        {
            let end = due(start, term(amount, unit), &calendar);
            let wall = local(end);
            let inside =
                calendar.stretches(wall.date()).iter().any(|(from, to)| *from <= wall && wall <= *to);
            assert!(inside, "{start} {amount} {unit} ends at {wall}");
            let counted = match unit {
                WorkingDays => calendar.working_days_between(local(start).date(), wall.date()),
                Minutes | WorkingMinutes => calendar.working_minutes_between(start, end),
            };
            assert_eq!(counted, i64::from(amount), "{start}");
        }
    }
}
