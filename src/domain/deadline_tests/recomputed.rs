//! Deadlines that are computed again because the calendar changed.
use super::*;
use crate::domain::recompute::Running;

/// The city's calendar, with one day as `kind`, or as its weekday has it.
fn with(day: &str, kind: Option<DayKind>) -> Calendar {
    let to = kind.map(|kind| CalendarDay {
        day: date(day),
        name: String::new(),
        kind,
        certainty: Certainty::Announced,
    });
    city().with(&[DayChange { day: date(day), from: None, to }])
}

fn running(since: &str, due: &str, unit: TermUnit) -> Running {
    Running { since: at(since), due: at(due), unit }
}

#[test]
fn a_day_off_inside_a_term_moves_its_end_by_a_working_day() {
    let new = with("2026-03-04", Some(Off));
    let moved =
        |since, due, unit| running(since, due, unit).moved(&city(), &new, at("2026-03-03 09:00")).map(local);
    assert_eq!(
        moved("2026-03-02 08:00", "2026-03-06 17:00", WorkingDays),
        Some(local(at("2026-03-09 17:00")))
    );
    assert_eq!(
        moved("2026-03-03 16:30", "2026-03-04 08:00", WorkingMinutes),
        Some(local(at("2026-03-05 08:00")))
    );
    assert_eq!(moved("2026-03-02 08:00", "2026-03-03 17:00", WorkingDays), None, "it ends before");
    assert_eq!(
        moved("2026-03-04 08:00", "2026-03-06 17:00", WorkingDays),
        None,
        "its first day is not counted"
    );
    assert_eq!(moved("2026-03-02 08:00", "2026-03-06 17:00", Minutes), None, "the clock's minutes run on");
}

#[test]
fn tet_2027_one_day_longer() {
    let new = with("2027-02-11", Some(Off));
    let now = at("2027-02-01 09:00");
    let term = |since: &str| {
        let due = due(at(since), term(5, WorkingDays), &city());
        Running { since: at(since), due, unit: WorkingDays }
    };
    assert_eq!(term("2027-02-01 09:00").moved(&city(), &new, now), Some(at("2027-02-16 17:00")));
    assert_eq!(term("2027-01-25 09:00").moved(&city(), &new, now), None, "it ends on 1 February");
    assert_eq!(term("2027-02-12 09:00").moved(&city(), &new, now), None, "it begins after");
}

#[test]
fn what_is_unmoved_by_the_change_stays_even_where_it_is_not_what_the_rule_would_give() {
    let new = with("2026-03-18", Some(Off));
    let extended = running("2026-03-02 08:00", "2026-03-13 17:00", WorkingDays);
    assert_eq!(extended.moved(&city(), &new, at("2026-03-03 09:00")), None);
    let new = with("2026-03-12", Some(Off));
    assert_eq!(extended.moved(&city(), &new, at("2026-03-03 09:00")), Some(at("2026-03-16 17:00")));
}

#[test]
fn a_deadline_left_on_a_day_off_counts_as_the_next_working_day() {
    let old = with("2026-03-06", Some(Off));
    let both = old.with(&[DayChange {
        day: date("2026-03-09"),
        from: None,
        to: Some(CalendarDay {
            day: date("2026-03-09"),
            name: String::new(),
            kind: Off,
            certainty: Certainty::Announced,
        }),
    }]);
    let kept = running("2026-03-02 08:00", "2026-03-06 17:00", WorkingDays);
    assert_eq!(kept.moved(&old, &old, at("2026-03-03 09:00")), None);
    assert_eq!(kept.moved(&old, &both, at("2026-03-03 09:00")), Some(at("2026-03-10 17:00")));
}

#[test]
fn a_made_up_saturday_ends_a_term_earlier_but_never_in_the_past() {
    let new = with("2026-03-07", Some(Work));
    let term = running("2026-03-02 08:00", "2026-03-09 17:00", WorkingDays);
    assert_eq!(term.moved(&city(), &new, at("2026-03-03 09:00")), Some(at("2026-03-07 17:00")));
    // Told on Sunday that Saturday was worked: the end is not put before now.
    assert_eq!(term.moved(&city(), &new, at("2026-03-08 09:00")), None);
    let longer = running("2026-03-02 08:00", "2026-03-10 17:00", WorkingDays);
    assert_eq!(longer.moved(&city(), &new, at("2026-03-08 09:00")), Some(at("2026-03-09 17:00")));
}

#[test]
fn there_and_back_again() {
    for start in ["2026-02-09 08:00", "2026-02-12 16:00", "2026-02-27 09:00", "2026-04-24 07:00"] {
        for amount in [1, 3, 7] {
            let end = due(at(start), term(amount, WorkingDays), &city());
            let new = with("2026-02-26", Some(Off)).with(&[]);
            let there = Running { since: at(start), due: end, unit: WorkingDays };
            let moved = there.moved(&city(), &new, at(start)).unwrap_or(end);
            assert_eq!(moved, due(at(start), term(amount, WorkingDays), &new), "{start} {amount}");
            let back = Running { due: moved, ..there };
            assert_eq!(back.moved(&new, &city(), at(start)).unwrap_or(moved), end, "{start} {amount}");
        }
    }
}
