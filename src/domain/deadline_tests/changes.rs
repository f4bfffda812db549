//! Deadlines that move, and how far off they are.
use super::*;

#[test]
fn an_extension_is_later_and_no_longer_than_the_first_term() {
    let (first, term) = (at("2026-02-11 17:00"), term(3, WorkingDays));
    let longest = at("2026-02-23 17:00"); // Thu 12, Fri 13, then Tết, Mon 23
    assert_eq!(longest_extension(first, term, &city()), longest);
    assert_eq!(extend(first, term, longest, &city()), Ok(longest));
    assert_eq!(extend(first, term, at("2026-02-12 09:00"), &city()), Ok(at("2026-02-12 09:00")));
    assert_eq!(extend(first, term, first, &city()), Err(ExtensionProblem::NotLater));
    let too_late = longest + Duration::microseconds(1);
    assert_eq!(extend(first, term, too_late, &city()), Err(ExtensionProblem::TooLong { longest }));
}

#[test]
fn a_stopped_clock_gives_back_what_was_left() {
    let again = |due, unit, stopped, going| resumed(at(due), unit, at(stopped), at(going), &city());
    let (friday, monday) = ("2026-03-06 16:00", "2026-03-09 07:00");
    assert_eq!(again("2026-03-06 16:20", Minutes, friday, monday), at("2026-03-09 07:20"));
    assert_eq!(again("2026-03-09 08:30", WorkingMinutes, friday, monday), at("2026-03-09 09:30"));
    assert_eq!(again("2026-03-11 17:00", WorkingDays, friday, "2026-03-20 20:00"), at("2026-03-25 17:00"));
    assert_eq!(again("2026-03-06 17:00", WorkingDays, friday, "2026-03-20 20:00"), at("2026-03-23 17:00"));
    assert_eq!(again("2026-03-05 17:00", WorkingDays, friday, monday), at("2026-03-05 17:00"));
}

#[test]
fn a_tag_for_the_queue() {
    let tag = |now, due| remaining(at(now), at(due), WorkingDays, 240, &city());
    assert_eq!(tag("2026-03-03 08:30", "2026-03-02 16:00"), Remaining::Overdue { minutes: 120, days: 1 });
    assert_eq!(tag("2026-03-02 20:00", "2026-03-02 17:00"), Remaining::Overdue { minutes: 0, days: 0 });
    assert_eq!(tag("2026-03-02 14:00", "2026-03-02 17:00"), Remaining::Soon { minutes: 180 });
    assert_eq!(tag("2026-03-02 17:00", "2026-03-02 17:00"), Remaining::Soon { minutes: 0 });
    assert_eq!(tag("2026-03-02 10:30", "2026-03-02 17:00"), Remaining::Later { minutes: 270, days: 0 });
    assert_eq!(tag("2026-03-06 08:00", "2026-03-10 17:00"), Remaining::Later { minutes: 1320, days: 2 });
}

#[test]
fn a_tag_for_what_is_urgent_counts_the_night() {
    let tag = |now, due| remaining(at(now), at(due), Minutes, 10, &city());
    assert_eq!(tag("2026-03-02 22:00", "2026-03-02 22:15"), Remaining::Later { minutes: 15, days: 0 });
    assert_eq!(tag("2026-03-02 22:06", "2026-03-02 22:15"), Remaining::Soon { minutes: 9 });
    assert_eq!(tag("2026-03-03 01:15", "2026-03-02 22:15"), Remaining::Overdue { minutes: 180, days: 1 });
}
