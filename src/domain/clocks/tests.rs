//! Clocks run, stand still, and stop.
use super::*;
use crate::clock::moment_of;
use chrono::{Duration, NaiveDate};

fn at(hour: i64) -> Moment {
    moment_of(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(0, 0, 0).unwrap())
        + Duration::hours(hour)
}

/// A clock of this that starts at midnight of a Monday and is due after so many hours.
fn clock(owed: Owed, hours: i64) -> Clock {
    let clock = Clock::starting(TicketId(1), owed, at(0), at(hours));
    Clock { amount: Some(1), unit: Some("minutes".into()), ..clock }
}

fn part(agency: i64, hours: i64) -> Clock {
    Clock { agency_id: Some(AgencyId(agency)), ..clock(Owed::Part, hours) }
}

fn clocks(all: &[(Owed, i64)]) -> Clocks {
    let mut clocks = Clocks::default();
    for (owed, hours) in all {
        clocks.start(clock(*owed, *hours));
    }
    clocks
}

fn stopped(clocks: &Clocks) -> Vec<Stopped> {
    clocks.all().iter().map(|clock| clock.stopped).collect()
}

#[test]
fn the_step_before_the_answer_is_owed_first_even_where_the_answer_is_due_sooner() {
    let mut clocks = clocks(&[(Owed::Answer, 2), (Owed::Part, 1), (Owed::Take, 4)]);
    assert_eq!(clocks.due_at(Status::Forwarded, at(-1)), at(4));
    clocks.follow(Step::Take, Status::InProgress, at(3));
    assert_eq!(clocks.due_at(Status::InProgress, at(-1)), at(2));
}

#[test]
fn clocks_are_kept_in_the_order_in_which_they_started() {
    let kept = clocks(&[(Owed::Triage, 1), (Owed::Take, 2), (Owed::Answer, 3)]);
    assert_eq!(Clocks::of(kept.all().iter().rev().cloned().collect()), kept);
    let term = kept.answer().and_then(Clock::term);
    assert_eq!(term, Some(Term { amount: 1, unit: TermUnit::Minutes }));
    assert_eq!(Clock { amount: None, ..clock(Owed::Answer, 1) }.term(), None);
}

#[test]
fn one_of_a_kind_runs_and_what_is_not_owed_any_more_is_dropped() {
    let mut clocks = clocks(&[(Owed::Take, 2), (Owed::Take, 3), (Owed::Answer, 4)]);
    assert_eq!(stopped(&clocks), [Stopped::Dropped, Stopped::Not, Stopped::Not]);
    clocks.drop(Owed::Answer, at(1));
    assert_eq!(stopped(&clocks), [Stopped::Dropped, Stopped::Not, Stopped::Dropped]);
    assert_eq!(clocks.extensions(), 0);
}

#[test]
fn without_a_rule_it_is_owed_at_once_and_nothing_is_owed_on_what_is_settled() {
    assert_eq!(Clocks::default().due_at(Status::New, at(-1)), at(-1));
    assert_eq!(Clocks::default().due_at(Status::Closed, at(-1)), never());
}

#[test]
fn what_was_done_by_its_last_moment_was_in_time() {
    for (hour, how) in [(4, Stopped::Met), (5, Stopped::Missed)] {
        let mut clocks = clocks(&[(Owed::Answer, 4), (Owed::Part, 4)]);
        clocks.follow(Step::Answer, Status::Answered, at(hour));
        // A part that nobody gave was not done by answering without it.
        let stopped = (stopped(&clocks), clocks.all()[0].until);
        assert_eq!(stopped, (vec![how, Stopped::Dropped], at(hour)));
    }
}

#[test]
fn each_step_stops_what_it_does_and_what_it_makes_needless() {
    use Stopped::{Dropped, Met, Not};
    let after = |step, to| {
        let mut clocks = clocks(&[(Owed::Triage, 9), (Owed::Take, 9), (Owed::Answer, 9)]);
        clocks.follow(step, to, at(1));
        stopped(&clocks)
    };
    assert_eq!(after(Step::Accept, Status::Accepted), [Not, Not, Not]);
    assert_eq!(after(Step::Forward, Status::Forwarded), [Met, Not, Not]);
    assert_eq!(after(Step::Take, Status::InProgress), [Not, Met, Not]);
    assert_eq!(after(Step::SendBack, Status::Returned), [Not, Met, Not]);
    assert_eq!(after(Step::Refuse, Status::Rejected), [Met, Dropped, Dropped]);
    assert_eq!(after(Step::MarkDuplicate, Status::Duplicate), [Met, Dropped, Dropped]);
    assert_eq!(after(Step::Withdraw, Status::Withdrawn), [Dropped, Dropped, Dropped]);
    assert_eq!(after(Step::Close, Status::Closed), [Dropped, Dropped, Dropped]);
    assert_eq!(after(Step::Answer, Status::Answered), [Dropped, Dropped, Met]);
}

#[test]
fn waiting_for_the_sender_gives_the_time_back() {
    let calendar = Calendar::default();
    let mut clocks = clocks(&[(Owed::Answer, 10)]);
    assert_eq!(clocks.all()[0].runs_since(), at(0));
    clocks.follow(Step::AskInfo, Status::NeedsInfo, at(4));
    assert!(clocks.all()[0].is_paused());
    clocks.resume(at(7), &calendar);
    let clock = &clocks.all()[0];
    assert_eq!((clock.due_at, clock.first_due, clock.runs_since()), (at(13), at(10), at(7)));
    assert!(!clock.is_paused());
    clocks.resume(at(9), &calendar);
    assert_eq!(clocks.all()[0].due_at, at(13), "what does not stand still gains nothing");
}

#[test]
fn what_is_dropped_while_it_stands_still_stands_still_no_more() {
    let mut clocks = clocks(&[(Owed::Answer, 10)]);
    clocks.follow(Step::AskInfo, Status::NeedsInfo, at(4));
    clocks.follow(Step::Close, Status::Closed, at(6));
    assert_eq!(clocks.all()[0].pauses.last().and_then(|pause| pause.until), Some(at(6)));
}

#[test]
fn an_extension_is_counted_with_its_answer_and_binds_who_works_with_the_lead() {
    let mut clocks = clocks(&[(Owed::Answer, 10), (Owed::Part, 10), (Owed::Take, 2)]);
    clocks.put_off(at(20));
    let due: Vec<Moment> = clocks.all().iter().map(|clock| clock.due_at).collect();
    assert_eq!((due, clocks.extensions()), (vec![at(20), at(20), at(2)], 1));
    clocks.start(clock(Owed::Answer, 30));
    assert_eq!((clocks.extensions(), clocks.answer().map(|clock| clock.due_at)), (1, Some(at(30))));
}

#[test]
fn a_promise_outlives_answering_and_closing_and_stands_still_for_nobody() {
    let mut clocks = clocks(&[(Owed::Answer, 9)]);
    clocks.promise(TicketId(1), Some(AgencyId(5)), at(900), at(1));
    for (step, to) in [(Step::Answer, Status::Answered), (Step::Close, Status::Closed)] {
        clocks.follow(step, to, at(2));
        assert_eq!(clocks.running(Owed::Promise).map(|clock| clock.due_at), Some(at(900)));
        assert_eq!(clocks.due_at(to, at(0)), at(900), "what is settled owes what was promised");
    }
    clocks.follow(Step::AskInfo, Status::NeedsInfo, at(3));
    assert!(!clocks.running(Owed::Promise).unwrap().is_paused());
    clocks.pass_to(AgencyId(6));
    assert_eq!(clocks.running(Owed::Promise).unwrap().agency_id, Some(AgencyId(6)));
    assert_eq!((clocks.promised_at(at(1)), clocks.promised_at(at(2))), (Some(at(900)), None));
    clocks.follow(Step::Withdraw, Status::Withdrawn, at(4));
    assert_eq!(clocks.running(Owed::Promise), None);
}

#[test]
fn what_was_asked_of_an_approver_ends_with_the_agencys_hold() {
    for (step, to) in [(Step::SendBack, Status::Returned), (Step::Forward, Status::Forwarded)] {
        let mut clocks = clocks(&[(Owed::Answer, 9), (Owed::Consent, 9)]);
        clocks.follow(step, to, at(1));
        assert_eq!(stopped(&clocks)[1], Stopped::Dropped);
    }
}

#[test]
fn whoever_takes_over_owes_what_runs() {
    let mut clocks = clocks(&[(Owed::Triage, 1), (Owed::Answer, 10)]);
    clocks.start(part(4, 10));
    clocks.start(part(7, 10));
    clocks.pass_to(AgencyId(5));
    clocks.pass_part(AgencyId(4), AgencyId(6));
    let by: Vec<Option<i64>> = clocks.all().iter().map(|clock| clock.agency_id.map(|id| id.0)).collect();
    assert_eq!(by, [None, Some(5), Some(6), Some(7)]);
}

#[test]
fn each_agency_owes_its_own_part_until_its_own_day() {
    let mut clocks = clocks(&[(Owed::Answer, 10)]);
    clocks.start(part(4, 10));
    clocks.start(part(6, 5));
    clocks.put_off(at(20));
    let due = |clocks: &Clocks, agency| clocks.part_of(AgencyId(agency)).map(|clock| clock.due_at);
    assert_eq!((due(&clocks, 4), due(&clocks, 6)), (Some(at(20)), Some(at(5))), "its own day stays");
    clocks.meet_part(AgencyId(6), at(4));
    assert_eq!((due(&clocks, 6), clocks.gave_part(AgencyId(6)), clocks.parts().count()), (None, true, 1));
    clocks.drop_part(AgencyId(4), at(5));
    assert!(!clocks.gave_part(AgencyId(4)) && clocks.parts().next().is_none());
    clocks.start(part(4, 8));
    clocks.start(part(4, 9));
    assert_eq!((clocks.parts().count(), due(&clocks, 4)), (1, Some(at(9))), "asked again, it owes one part");
}
