//! Each rung is reached when it should be, and not after what it tells of.
use super::*;
use crate::clock::moment_of;
use crate::domain::Shift;
use crate::domain::clocks::Clocks;
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Report;
use crate::ids::{AgencyId, CategoryId, TicketId};
use chrono::{NaiveDateTime, NaiveTime};

fn at(text: &str) -> Moment {
    moment_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// Half past seven to half past eleven and one to five.
fn calendar() -> Calendar {
    let shift = |from, to| Shift {
        valid_from: None,
        valid_to: None,
        from: NaiveTime::from_hms_opt(from, 0, 0).unwrap(),
        to: NaiveTime::from_hms_opt(to, 0, 0).unwrap(),
    };
    Calendar { shifts: vec![shift(8, 12), shift(13, 17)], days: Default::default() }
}

/// Eight hours of work: a whole Thursday.
fn clock() -> Clock {
    let clock = Clock::starting(TicketId(1), Owed::Answer, at("2026-11-26 08:00"), at("2026-11-26 17:00"));
    Clock { amount: Some(480), unit: Some("working_minutes".into()), ..clock }
}

fn rung(moment: Point, amount: i32, unit: RungUnit, whom: Whom) -> Rung {
    Rung { id: RungId(1), moment, amount, unit, whom }
}

fn reached(rung: Rung, now: &str) -> bool {
    rung.is_reached(&clock(), at(now), &calendar())
}

#[test]
fn half_of_the_term_is_half_of_the_time_that_is_worked() {
    let half = rung(Point::Part, 50, RungUnit::Percent, Whom::Holder);
    assert!(!reached(half, "2026-11-26 11:59") && reached(half, "2026-11-26 12:00"));
    assert!(reached(half, "2026-11-26 16:59") && !reached(half, "2026-11-26 17:00"));
}

#[test]
fn an_hour_before_is_an_hour_of_work_and_short_terms_have_none() {
    let hour = rung(Point::Before, 60, RungUnit::WorkingMinutes, Whom::Holder);
    assert!(!reached(hour, "2026-11-26 15:59") && reached(hour, "2026-11-26 16:00"));
    assert!(!reached(hour, "2026-11-26 17:00"));
    let short = Clock { since: at("2026-11-26 16:30"), ..clock() };
    assert!(!hour.is_reached(&short, at("2026-11-26 16:40"), &calendar()));
}

#[test]
fn after_the_end_working_days_are_counted() {
    let end = rung(Point::After, 0, RungUnit::WorkingDays, Whom::Approver);
    assert!(!reached(end, "2026-11-26 16:59") && reached(end, "2026-11-26 17:00"));
    let third = rung(Point::After, 3, RungUnit::WorkingDays, Whom::Office);
    assert!(!reached(third, "2026-12-01 16:59") && reached(third, "2026-12-01 17:00"), "over a weekend");
}

#[test]
fn what_stands_still_or_is_done_reaches_nothing() {
    let end = rung(Point::After, 0, RungUnit::WorkingDays, Whom::Approver);
    for (step, to) in [(Step::Answer, Status::Answered), (Step::AskInfo, Status::NeedsInfo)] {
        let mut clocks = Clocks::default();
        clocks.start(clock());
        clocks.follow(step, to, at("2026-11-26 10:00"));
        assert!(!end.is_reached(&clocks.all()[0], at("2026-11-27 10:00"), &calendar()), "{to:?}");
    }
}

#[test]
fn whoever_has_nobody_passes_it_up() {
    let ticket = Ticket::of(Report::received("26-8K3F-Q7".into(), CategoryId(1), at("2026-11-26 08:00")));
    let of = |owed| Clock { owed, ..clock() };
    assert_eq!(Whom::Holder.circles(&ticket, &of(Owed::Triage))[0], Circle::Desk);
    let mut held = ticket;
    let id = held.id;
    use crate::domain::assignment::Ended;
    held.holders.give(id, AgencyId(5), Ended::Rerouted, at("2026-11-26 08:00"));
    let lead = AgencyId(5);
    let all = [Circle::Takers(lead), Circle::Approvers(lead), Circle::Supervisors(lead), Circle::Office];
    assert_eq!(Whom::Holder.circles(&held, &of(Owed::Answer)), all);
    assert_eq!(Whom::Supervisor.circles(&held, &of(Owed::Answer)), all[2..]);
    let part = Clock { agency_id: Some(AgencyId(6)), ..of(Owed::Part) };
    assert_eq!(
        Whom::Holder.circles(&held, &part)[0],
        Circle::Takers(AgencyId(6)),
        "each part has its own people"
    );
}

#[test]
fn a_rung_is_kept_as_words_and_read_again_and_nonsense_is_no_rung() {
    let one = Rung { id: RungId(0), ..rung(Point::After, 1, RungUnit::WorkingDays, Whom::Supervisor) };
    assert_eq!(Rung::read(&one.code(Owed::Answer)), Some((one, Owed::Answer)));
    assert_eq!(Rung::read("after 1"), None);
    assert!(one.is_sound() && !rung(Point::Part, 100, RungUnit::Percent, Whom::Holder).is_sound());
    assert!(!rung(Point::Before, 50, RungUnit::Percent, Whom::Holder).is_sound());
}
