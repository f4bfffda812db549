//! Golden deadlines.
use super::*;

#[test]
fn results_are_in_utc() {
    let end = due(at("2026-03-02 08:00"), term(1, WorkingDays), &city());
    assert_eq!(end, NaiveDateTime::parse_from_str("2026-03-03 10:00", "%Y-%m-%d %H:%M").unwrap());
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
fn tet_2027_runs_from_thursday_to_wednesday() {
    golden(
        "
         2027-02-03 16:59 + 1 d = 2027-02-11 17:00 # 29 Tết to mùng năm: 4 to 10 February
         2027-02-03 09:00 + 2 d = 2027-02-12 17:00
         2027-02-02 09:00 + 3 d = 2027-02-12 17:00 # Wed 3, Thu 11, Fri 12
         2027-01-29 09:00 + 5 d = 2027-02-12 17:00
         2027-02-03 16:30 + 60 wm = 2027-02-11 08:00
         2027-02-03 11:00 + 300 wm = 2027-02-11 08:30 # half an hour, the afternoon, one hour
         2027-02-06 00:10 + 120 wm = 2027-02-11 09:30 # sent on New Year's night
         2027-02-07 10:00 + 1 d = 2027-02-11 17:00
         2027-02-06 00:00 + 15 m = 2027-02-06 00:15 # what is urgent does not wait
         2026-12-31 15:00 + 1 d = 2027-01-04 17:00 # New Year's Day is a Friday
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
fn a_term_of_days_ends_with_its_last_day_and_both_ways_of_asking_agree() {
    use crate::clock::moment_of;
    use crate::domain::{begun_too_long_ago, last_moment};
    let at = |wall: &str| moment_of(wall.parse().unwrap());
    for begun in ["2026-09-07T00:00:00", "2026-09-07T09:02:00", "2026-09-07T23:59:59"] {
        let last = last_moment(at(begun), 7);
        assert!(last >= at("2026-09-14T23:59:59") && last < at("2026-09-15T00:00:00"), "{begun}");
        assert!(at(begun) >= begun_too_long_ago(at("2026-09-14T23:59:59"), 7), "{begun}");
        assert!(at(begun) < begun_too_long_ago(at("2026-09-15T00:00:00"), 7), "{begun}");
    }
    // Half past six in the morning in Vietnam is still the day before in UTC.
    assert!(last_moment(at("2026-09-07T06:30:00"), 0) < at("2026-09-08T00:00:00"));
    assert!(last_moment(at("2026-09-07T06:30:00"), 0) > at("2026-09-07T23:00:00"));
    assert_eq!(last_moment(at("2026-09-07T06:30:00"), i64::MAX), crate::clock::Moment::MAX);
}
