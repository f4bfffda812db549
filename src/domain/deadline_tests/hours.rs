//! Working hours, and calendars that are incomplete or odd.
use super::*;

#[test]
fn shifts_change_with_the_season() {
    let summer = |mut one: Shift| {
        (one.valid_from, one.valid_to) = (Some(date("2026-04-16")), Some(date("2026-10-15")));
        one
    };
    let before = Shift { valid_to: Some(date("2026-04-15")), ..shift("07:30", "16:30") };
    let calendar = Calendar {
        shifts: vec![before, summer(shift("07:00", "11:00")), summer(shift("13:00", "17:00"))],
        ..city()
    };
    let end = |start, amount, unit| due(at(start), term(amount, unit), &calendar);
    assert_eq!(end("2026-04-15 16:00", 60, WorkingMinutes), at("2026-04-16 07:30"));
    assert_eq!(end("2026-04-14 16:00", 1, WorkingDays), at("2026-04-15 16:30"));
    assert_eq!(end("2026-04-15 16:00", 1, WorkingDays), at("2026-04-16 17:00"));
    assert_eq!(end("2026-10-15 16:30", 60, WorkingMinutes), at("2026-10-16 00:30")); // nothing said of winter: whole days
}

#[test]
fn overlapping_and_upside_down_shifts_count_once_or_not() {
    let shifts = vec![
        shift("08:00", "12:00"),
        shift("10:00", "11:00"),
        shift("11:30", "13:00"),
        shift("17:00", "15:00"),
    ];
    let calendar = Calendar { shifts, ..Calendar::default() };
    assert_eq!(calendar.working_minutes_between(at("2026-03-02 00:00"), at("2026-03-03 00:00")), 300);
}

#[test]
fn every_calendar_comes_to_an_end() {
    let empty = Calendar::default();
    let huge = |unit| due(at("2026-03-02 08:00"), term(u32::MAX, unit), &empty);
    assert_eq!(due(at("2026-03-02 08:00"), term(1, WorkingDays), &empty), at("2026-03-03 23:59"));
    assert_eq!(due(at("2026-03-06 23:00"), term(60, WorkingMinutes), &empty), at("2026-03-09 00:01"));
    assert!(local(huge(WorkingDays)) < date("2127-01-01").and_time(NaiveTime::MIN));
    assert!(local(huge(WorkingMinutes)) < date("2127-01-01").and_time(NaiveTime::MIN));
}

#[test]
fn minutes_between_two_moments() {
    let between = |a, b| city().working_minutes_between(at(a), at(b));
    assert_eq!(between("2026-03-02 07:30", "2026-03-02 17:00"), 450);
    assert_eq!(between("2026-03-02 11:00", "2026-03-02 14:00"), 60);
    assert_eq!(between("2026-03-06 16:00", "2026-03-09 08:00"), 90);
    assert_eq!(between("2026-02-13 17:00", "2026-02-23 07:30"), 0); // Tết
    assert_eq!(between("2026-01-09 17:00", "2026-01-12 07:30"), 450); // the made-up Saturday
    assert_eq!(between("2026-03-09 08:00", "2026-03-06 16:00"), -90);
}

#[test]
fn counting_by_weeks_and_seasons_is_counting_day_by_day() {
    let season = |from: &str, to: &str, one: Shift| Shift {
        valid_from: Some(date(from)),
        valid_to: Some(date(to)),
        ..one
    };
    let shifts = vec![
        season("2026-01-10", "2026-04-15", shift("07:30", "16:30")),
        season("2026-04-16", "2026-10-15", shift("07:00", "11:00")),
        season("2026-04-01", "2026-12-20", shift("13:00", "17:00")),
    ];
    let calendar = Calendar { shifts, ..city() };
    let (begin, mut step) = (at("2025-12-20 09:17"), 1);
    for number in 0..400 {
        step = step * 37 % 9_973;
        let from = begin + Duration::minutes(step * 53);
        let to = from + Duration::minutes(number * number * 3);
        let days = local(from).date().iter_days().take_while(|date| *date <= local(to).date());
        let each = days
            .flat_map(|date| calendar.stretches(date))
            .map(|(opens, closes)| (closes.min(local(to)) - opens.max(local(from))).max(Duration::zero()));
        assert_eq!(
            calendar.working_minutes_between(from, to),
            each.sum::<Duration>().num_minutes(),
            "{from} {to}"
        );
        let (first, last) = (local(from).date(), local(to).date());
        let worked = first.iter_days().skip(1).take_while(|date| *date <= last);
        let worked = worked.filter(|date| calendar.is_working_day(*date)).count();
        assert_eq!(calendar.working_days_between(first, last), worked as i64, "{first} {last}");
    }
}
