//! Golden deadlines over real weeks of 2025 to 2030, and what must hold of every deadline.
use super::*;
use crate::clock::{Moment, local, moment_of};
use DayKind::{Off, Work};
use TermUnit::{Minutes, WorkingDays, WorkingMinutes};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

const DAYS: &[(&str, DayKind)] = &[
    ("2026-01-01", Off),
    ("2026-01-02", Off),
    ("2026-01-10", Work),
    ("2026-02-16", Off),
    ("2026-02-17", Off),
    ("2026-02-18", Off),
    ("2026-02-19", Off),
    ("2026-02-20", Off),
    ("2026-04-26", Off),
    ("2026-04-27", Off),
    ("2026-04-30", Off),
    ("2026-05-01", Off),
    ("2026-08-22", Work),
    ("2026-08-31", Off),
    ("2026-09-01", Off),
    ("2026-09-02", Off),
    ("2030-01-31", Off),
    ("2030-02-01", Off),
    ("2030-02-02", Off),
    ("2030-02-03", Off),
    ("2030-02-04", Off),
    ("2030-02-05", Off),
    ("2030-02-06", Off),
];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hour(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

/// A moment by Vietnam's wall clock.
fn at(text: &str) -> Moment {
    moment_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn shift(from: &str, to: &str) -> Shift {
    Shift {
        valid_from: None,
        valid_to: None,
        from: hour(from),
        to: hour(to),
    }
}

fn term(amount: u32, unit: TermUnit) -> Term {
    Term { amount, unit }
}

fn city() -> Calendar {
    Calendar {
        shifts: vec![shift("13:30", "17:00"), shift("07:30", "11:30")],
        days: DAYS.iter().map(|(day, kind)| (date(day), *kind)).collect(),
    }
}

/// Checks a table of deadlines: start + amount, unit (d working days, wm working minutes, m minutes) = end # why.
#[track_caller]
fn golden(table: &str) {
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (terms, expected) = row.split('#').next().unwrap().split_once(" = ").unwrap();
        let (start, term) = terms.split_once(" + ").unwrap();
        let (amount, unit) = term.split_once(' ').unwrap();
        let unit = match unit {
            "d" => WorkingDays,
            "wm" => WorkingMinutes,
            _ => Minutes,
        };
        let end = due(at(start), term(amount.parse().unwrap(), unit), &city());
        assert_eq!(end, at(expected.trim()), "{row}: ended at {} there", local(end));
    }
}

#[test]
fn results_are_in_utc() {
    let end = due(at("2026-03-02 08:00"), term(1, WorkingDays), &city());
    assert_eq!(
        end,
        NaiveDateTime::parse_from_str("2026-03-03 10:00", "%Y-%m-%d %H:%M").unwrap()
    );
}

#[test]
fn working_days_do_not_count_the_first() {
    golden(
        "
         2026-03-02 08:00 + 1 d = 2026-03-03 17:00
         2026-03-02 23:59 + 1 d = 2026-03-03 17:00
         2026-03-03 00:00 + 1 d = 2026-03-04 17:00
         2026-03-06 18:00 + 1 d = 2026-03-09 17:00 # Friday evening
         2026-03-07 09:00 + 3 d = 2026-03-11 17:00 # Saturday
         2026-03-02 08:00 + 0 d = 2026-03-03 17:00
        ",
    );
}

#[test]
fn the_evening_before_in_utc_is_already_the_next_day_here() {
    // 23:30 UTC on Sunday is 06:30 on Monday in Vietnam: Monday is the first day, not counted.
    let start = NaiveDateTime::parse_from_str("2026-03-01 23:30", "%Y-%m-%d %H:%M").unwrap();
    assert_eq!(due(start, term(1, WorkingDays), &city()), at("2026-03-03 17:00"));
}

#[test]
fn tet_2026_takes_a_whole_week() {
    golden(
        "
         2026-02-13 10:00 + 1 d = 2026-02-23 17:00 # Friday, then Monday to Friday off
         2026-02-12 10:00 + 3 d = 2026-02-24 17:00 # Fri 13, Mon 23, Tue 24
         2026-02-13 16:30 + 60 wm = 2026-02-23 08:00
         2026-02-17 00:30 + 120 wm = 2026-02-23 09:30 # sent on New Year's night
         2026-02-17 00:30 + 1 d = 2026-02-23 17:00
        ",
    );
}

#[test]
fn tet_2030_follows_the_vietnamese_table() {
    golden(
        "
         2030-01-30 09:00 + 1 d = 2030-02-07 17:00
         2030-01-30 16:30 + 60 wm = 2030-02-07 08:00
        ",
    );
}

#[test]
fn make_up_saturdays_are_worked() {
    golden(
        "
         2026-01-09 15:00 + 1 d = 2026-01-10 17:00
         2026-01-09 16:30 + 60 wm = 2026-01-10 08:00
         2026-08-21 09:00 + 2 d = 2026-08-24 17:00
         2026-08-28 09:00 + 1 d = 2026-09-03 17:00 # 31/8 to 2/9 off
        ",
    );
}

#[test]
fn spring_holidays_and_the_turn_of_the_year() {
    golden(
        "
         2026-04-24 16:00 + 2 d = 2026-04-29 17:00 # Giỗ Tổ on a Sunday, made up on Monday
         2026-04-29 16:00 + 1 d = 2026-05-04 17:00 # 30/4 and 1/5
         2026-04-29 16:00 + 120 wm = 2026-05-04 08:30
         2025-12-31 10:00 + 1 d = 2026-01-05 17:00
         2025-12-31 16:00 + 120 wm = 2026-01-05 08:30
        ",
    );
}

#[test]
fn working_minutes_are_counted_inside_shifts() {
    golden(
        "
         2026-03-02 08:00 + 120 wm = 2026-03-02 10:00
         2026-03-02 10:30 + 120 wm = 2026-03-02 14:30 # over lunch
         2026-03-02 12:00 + 120 wm = 2026-03-02 15:30 # in the lunch break
         2026-03-02 07:30 + 240 wm = 2026-03-02 11:30 # exactly the morning
         2026-03-02 11:30 + 1 wm = 2026-03-02 13:31 # at the end of a shift
         2026-03-02 17:00 + 1 wm = 2026-03-03 07:31
         2026-03-06 17:00 + 0 wm = 2026-03-09 07:30
         2026-03-06 18:30 + 120 wm = 2026-03-09 09:30 # Friday evening
         2026-03-02 07:30 + 2700 wm = 2026-03-09 17:00
        ",
    );
}

#[test]
fn urgent_minutes_run_day_and_night() {
    golden(
        "
         2026-02-16 23:50 + 15 m = 2026-02-17 00:05
        ",
    );
}

#[test]
fn shifts_change_with_the_season() {
    let summer = |mut one: Shift| {
        (one.valid_from, one.valid_to) = (Some(date("2026-04-16")), Some(date("2026-10-15")));
        one
    };
    let before = Shift {
        valid_to: Some(date("2026-04-15")),
        ..shift("07:30", "16:30")
    };
    let calendar = Calendar {
        shifts: vec![
            before,
            summer(shift("07:00", "11:00")),
            summer(shift("13:00", "17:00")),
        ],
        ..city()
    };
    let end = |start, amount, unit| due(at(start), term(amount, unit), &calendar);
    assert_eq!(
        end("2026-04-15 16:00", 60, WorkingMinutes),
        at("2026-04-16 07:30")
    );
    assert_eq!(end("2026-04-14 16:00", 1, WorkingDays), at("2026-04-15 16:30"));
    assert_eq!(end("2026-04-15 16:00", 1, WorkingDays), at("2026-04-16 17:00"));
    assert_eq!(
        end("2026-10-15 16:30", 60, WorkingMinutes),
        at("2026-10-16 00:30")
    ); // nothing said of winter: whole days
}

#[test]
fn overlapping_and_upside_down_shifts_count_once_or_not() {
    let shifts = vec![
        shift("08:00", "12:00"),
        shift("10:00", "11:00"),
        shift("11:30", "13:00"),
        shift("17:00", "15:00"),
    ];
    let calendar = Calendar {
        shifts,
        ..Calendar::default()
    };
    assert_eq!(
        calendar.working_minutes_between(at("2026-03-02 00:00"), at("2026-03-03 00:00")),
        300
    );
}

#[test]
fn every_calendar_comes_to_an_end() {
    let empty = Calendar::default();
    let huge = |unit| due(at("2026-03-02 08:00"), term(u32::MAX, unit), &empty);
    assert_eq!(
        due(at("2026-03-02 08:00"), term(1, WorkingDays), &empty),
        at("2026-03-03 23:59")
    );
    assert_eq!(
        due(at("2026-03-06 23:00"), term(60, WorkingMinutes), &empty),
        at("2026-03-09 00:01")
    );
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
fn an_extension_is_later_and_no_longer_than_the_first_term() {
    let (first, term) = (at("2026-02-11 17:00"), term(3, WorkingDays));
    let longest = at("2026-02-23 17:00"); // Thu 12, Fri 13, then Tết, Mon 23
    assert_eq!(longest_extension(first, term, &city()), longest);
    assert_eq!(extend(first, term, longest, &city()), Ok(longest));
    assert_eq!(
        extend(first, term, at("2026-02-12 09:00"), &city()),
        Ok(at("2026-02-12 09:00"))
    );
    assert_eq!(
        extend(first, term, first, &city()),
        Err(ExtensionProblem::NotLater)
    );
    let too_late = longest + Duration::microseconds(1);
    assert_eq!(
        extend(first, term, too_late, &city()),
        Err(ExtensionProblem::TooLong { longest })
    );
}

#[test]
fn a_stopped_clock_gives_back_what_was_left() {
    let again = |due, unit, stopped, going| resumed(at(due), unit, at(stopped), at(going), &city());
    let (friday, monday) = ("2026-03-06 16:00", "2026-03-09 07:00");
    assert_eq!(
        again("2026-03-06 16:20", Minutes, friday, monday),
        at("2026-03-09 07:20")
    );
    assert_eq!(
        again("2026-03-09 08:30", WorkingMinutes, friday, monday),
        at("2026-03-09 09:30")
    );
    assert_eq!(
        again("2026-03-11 17:00", WorkingDays, friday, "2026-03-20 20:00"),
        at("2026-03-25 17:00")
    );
    assert_eq!(
        again("2026-03-06 17:00", WorkingDays, friday, "2026-03-20 20:00"),
        at("2026-03-23 17:00")
    );
    assert_eq!(
        again("2026-03-05 17:00", WorkingDays, friday, monday),
        at("2026-03-05 17:00")
    );
}

#[test]
fn a_tag_for_the_queue() {
    let tag = |now, due| remaining(at(now), at(due), WorkingDays, 240, &city());
    assert_eq!(
        tag("2026-03-03 08:30", "2026-03-02 16:00"),
        Remaining::Overdue {
            minutes: 120,
            days: 1
        }
    );
    assert_eq!(
        tag("2026-03-02 20:00", "2026-03-02 17:00"),
        Remaining::Overdue { minutes: 0, days: 0 }
    );
    assert_eq!(
        tag("2026-03-02 14:00", "2026-03-02 17:00"),
        Remaining::Soon { minutes: 180 }
    );
    assert_eq!(
        tag("2026-03-02 17:00", "2026-03-02 17:00"),
        Remaining::Soon { minutes: 0 }
    );
    assert_eq!(
        tag("2026-03-02 10:30", "2026-03-02 17:00"),
        Remaining::Later {
            minutes: 270,
            days: 0
        }
    );
    assert_eq!(
        tag("2026-03-06 08:00", "2026-03-10 17:00"),
        Remaining::Later {
            minutes: 1320,
            days: 2
        }
    );
}

#[test]
fn a_tag_for_what_is_urgent_counts_the_night() {
    let tag = |now, due| remaining(at(now), at(due), Minutes, 10, &city());
    assert_eq!(
        tag("2026-03-02 22:00", "2026-03-02 22:15"),
        Remaining::Later { minutes: 15, days: 0 }
    );
    assert_eq!(
        tag("2026-03-02 22:06", "2026-03-02 22:15"),
        Remaining::Soon { minutes: 9 }
    );
    assert_eq!(
        tag("2026-03-03 01:15", "2026-03-02 22:15"),
        Remaining::Overdue {
            minutes: 180,
            days: 1
        }
    );
}

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
        for (amount, unit) in [
            (1, WorkingMinutes),
            (240, WorkingMinutes),
            (1, WorkingDays),
            (7, WorkingDays),
        ] {
            let end = due(start, term(amount, unit), &calendar);
            let wall = local(end);
            let inside = calendar
                .stretches(wall.date())
                .iter()
                .any(|(from, to)| *from <= wall && wall <= *to);
            assert!(inside, "{start} {amount} {unit} ends at {wall}");
            let counted = match unit {
                WorkingDays => calendar.working_days_between(local(start).date(), wall.date()),
                Minutes | WorkingMinutes => calendar.working_minutes_between(start, end),
            };
            assert_eq!(counted, i64::from(amount), "{start}");
        }
    }
}
