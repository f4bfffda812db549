//! The timetable: each job in its time, by one instance.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::upkeep::{self, GoesOn};
use langnghe::domain::draft::Draft;
use langnghe::domain::letter::{Letter, LetterKind};
use langnghe::domain::status::Status;
use langnghe::jobs::{Job, LANES, Lane, jobs, run_lane};
use langnghe::portal::Portal;
use langnghe::store::jobs::{JobState, LEASE};
use langnghe::store::{self, letters};
use std::cell::Cell;

fn state(portal: &TestPortal, name: &str) -> JobState {
    portal.with_db(|c| store::jobs::find(c, name)).expect("the job ran")
}

fn state_of(portal: &Portal, name: &str) -> JobState {
    portal.db.look(|c| store::jobs::find(c, name)).unwrap().expect("the job runs")
}

/// A lane of one job, which is due each hour.
fn lane(name: &'static str, work: fn(&Portal, &GoesOn<'_>) -> Result<String, Refusal>) -> Lane {
    let job = Job { name, every: Duration::hours(1), needs_right_clock: true, work };
    Lane { name, jobs: Box::leak(Box::new([job])) }
}

#[test]
fn jobs_run_when_they_are_due_and_not_before() {
    let portal = TestPortal::new();
    portal.run_jobs();
    assert_eq!(state(&portal, letters::JOB).outcome, "sent 0");
    let letter = Letter {
        kind: LetterKind::Received,
        ticket_id: None,
        recipient: "lan@example.vn".into(),
        subject: "Thư".into(),
        text: "a".into(),
        html: "b".into(),
        stop_link: String::new(),
        follow_id: None,
        follow_since: None,
    };
    let letter = letter.queue(portal.now());
    portal.with_db(|c| store::letters::enqueue(c, &letter));
    portal.run_jobs();
    assert!(portal.mailer.taken().is_empty(), "the job ran again before its time");
    portal.wait(Duration::seconds(10));
    portal.run_jobs();
    assert_eq!(portal.mailer.taken().len(), 1);
}

#[test]
fn nothing_begins_once_the_portal_is_stopping() {
    let portal = TestPortal::new();
    LANES.iter().for_each(|lane| run_lane(&portal, lane, true, &|| true));
    assert!(portal.with_db(store::jobs::all).is_empty());
}

#[test]
fn a_job_belongs_to_one_instance_until_its_claim_runs_out() {
    let portal = TestPortal::new();
    let (now, every) = (portal.now(), Duration::hours(1));
    let claim = |at| portal.with_db(|c| store::jobs::claim(c, "sweep", at, every));
    assert_eq!(claim(now), Some(now + LEASE));
    assert_eq!(claim(now), None);
    assert_eq!(claim(now + LEASE - Duration::seconds(1)), None);
    let later = now + LEASE;
    assert_eq!(claim(later), Some(later + LEASE), "a crash keeps a job for less than a minute");
    let renew = |held, at| portal.with_db(|c| store::jobs::renew(c, "sweep", held, at));
    assert_eq!(renew(now + LEASE, later), None, "who came back too late goes on with what another one has");
    assert_eq!(
        renew(later + LEASE, later + Duration::seconds(9)),
        Some(later + LEASE + Duration::seconds(9))
    );
}

#[test]
fn who_works_long_keeps_the_job_and_who_lost_it_stops() {
    fn long(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
        for _ in 0..10 {
            portal.clock.set(portal.now() + Duration::seconds(20));
            assert!(goes_on(), "the job was lost while it was worked on");
        }
        let now = portal.now();
        let every = Duration::hours(1);
        let stolen = |at| portal.db.change(|c| store::jobs::claim(c, "long", at, every)).unwrap();
        assert_eq!(stolen(now + LEASE - Duration::seconds(1)), None);
        assert!(stolen(now + LEASE).is_some());
        portal.clock.set(now + LEASE + Duration::seconds(1));
        assert!(!goes_on(), "two work on one job");
        Ok("done".into())
    }
    let portal = TestPortal::new();
    run_lane(&portal, &lane("long", long), true, &|| false);
    assert_eq!(state(&portal, "long").outcome, "", "whoever lost a job wrote into another one's");
}

#[test]
fn work_that_was_cut_short_is_due_again_at_once() {
    fn cut(_: &Portal, goes_on: &GoesOn<'_>) -> Result<String, Refusal> {
        Ok(format!("{}", goes_on()))
    }
    let portal = TestPortal::new();
    let asked = Cell::new(0);
    let halted = || asked.replace(asked.get() + 1) > 0;
    run_lane(&portal, &lane("cut", cut), true, &halted);
    let kept = state(&portal, "cut");
    assert_eq!((kept.outcome.as_str(), kept.next_at), ("false", None));
    assert!(portal.with_db(|c| store::jobs::is_due(c, "cut", portal.now(), Duration::hours(1))));
}

#[test]
fn failures_in_a_row_are_counted_with_the_last_word_and_a_panic_is_one() {
    fn fails(portal: &Portal, _: &GoesOn<'_>) -> Result<String, Refusal> {
        match state_of(portal, "fails").failures {
            0 => Err(Refusal::Unavailable("the disk is full".into())),
            1 => panic!("for the test"),
            _ => Ok("well".into()),
        }
    }
    let portal = TestPortal::new();
    let (began, lane) = (portal.now(), lane("fails", fails));
    let mut told = Vec::new();
    for _ in 0..3 {
        run_lane(&portal, &lane, true, &|| false);
        let kept = state(&portal, "fails");
        told.push((kept.failures, kept.failing_since, kept.outcome));
        portal.wait(Duration::hours(1));
    }
    assert_eq!(told[0], (1, Some(began), "the disk is full".into()));
    assert_eq!((told[1].0, told[1].1), (2, Some(began)));
    assert_eq!(told[2], (0, None, "well".into()));
}

#[test]
fn no_job_waits_longer_than_its_period_whatever_the_clock_said() {
    let portal = TestPortal::new();
    portal.run_jobs();
    let right = portal.now();
    for ahead in [Duration::minutes(20), Duration::days(1), Duration::days(4000)] {
        portal.clock.set(right + ahead);
        portal.run_jobs();
        portal.clock.set(right + Duration::seconds(20));
        portal.run_jobs();
        let sent = state(&portal, letters::JOB);
        assert_eq!(sent.started_at, Some(portal.now()), "no letters after {ahead}");
        portal.clock.set(right + Duration::hours(1));
        portal.run_jobs();
        for job in jobs() {
            let began = state(&portal, job.name).started_at.unwrap();
            assert!(began > right && began <= portal.now(), "{} after {ahead}: {began}", job.name);
        }
        portal.clock.set(right);
    }
    // Somebody crashed at work while the clock was a day ahead.
    let wrong = right + Duration::days(1);
    portal.with_db(|c| store::jobs::claim(c, letters::JOB, wrong, Duration::seconds(10)));
    portal.run_jobs();
    assert_eq!(state(&portal, letters::JOB).started_at, Some(portal.now()));
}

#[test]
fn what_deletes_by_the_clock_passes_over_one_that_has_just_jumped() {
    let portal = TestPortal::new();
    let draft = Draft {
        key_hash: "open".into(),
        answers: "{}".into(),
        ticket_code: None,
        created_at: portal.now(),
        expires_at: portal.now() + Duration::hours(12),
    };
    portal.with_db(|c| store::drafts::save(c, &draft));
    let right = portal.now();
    let all = |believed| LANES.iter().for_each(|lane| run_lane(&portal, lane, believed, &|| false));
    portal.wait(Duration::days(1));
    all(false);
    assert_eq!(state(&portal, letters::JOB).started_at, Some(portal.now()), "letters need no right clock");
    portal.clock.set(right);
    assert!(portal.with_db(|c| store::drafts::find(c, "open", right)).is_some(), "an open form was swept");
    portal.wait(Duration::days(1));
    all(true);
    portal.clock.set(right);
    assert!(portal.with_db(|c| store::drafts::find(c, "open", right)).is_none());
}

#[test]
fn an_answer_that_nobody_disputes_closes_after_its_days() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let status = || portal.with_db(|c| store::tickets::find(c, ticket.id)).status;
    portal.wait(Duration::days(portal.facts().close_days));
    assert_eq!(upkeep::close_answered(&portal, &|| true).unwrap(), 0);
    assert_eq!(status(), Status::Answered);
    // From nine in the morning to the end of the day that is shown.
    portal.wait(Duration::hours(15));
    assert_eq!(upkeep::close_answered(&portal, &|| true).unwrap(), 1);
    assert_eq!(status(), Status::Closed);
    assert_eq!(upkeep::close_answered(&portal, &|| true).unwrap(), 0);
}
