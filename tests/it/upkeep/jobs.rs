//! The timetable: each job in its time, by one instance.
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::upkeep;
use langnghe::domain::letter::{Letter, LetterKind};
use langnghe::domain::status::Status;
use langnghe::jobs::run_due;
use langnghe::schema::jobs;
use langnghe::store;

fn runs(portal: &TestPortal) -> Vec<(String, String)> {
    portal.with_db(|c| jobs::table.order(jobs::name).select((jobs::name, jobs::outcome)).load(c))
}

#[test]
fn jobs_run_when_they_are_due_and_not_before() {
    let portal = TestPortal::new();
    run_due(&portal, || false);
    assert!(runs(&portal).contains(&("send_letters".into(), "0 sent".into())), "{:?}", runs(&portal));
    let letter = Letter {
        kind: LetterKind::Received,
        ticket_id: None,
        recipient: "lan@example.vn".into(),
        subject: "Thư".into(),
        text: "a".into(),
        html: "b".into(),
        stop_link: String::new(),
    };
    let letter = letter.queue(portal.now());
    portal.with_db(|c| store::letters::enqueue(c, &letter));
    run_due(&portal, || false);
    assert!(portal.mailer.taken().is_empty(), "the job ran again before its time");
    portal.wait(Duration::seconds(10));
    run_due(&portal, || false);
    assert_eq!(portal.mailer.taken().len(), 1);
}

#[test]
fn nothing_begins_once_the_portal_is_stopping() {
    let portal = TestPortal::new();
    run_due(&portal, || true);
    assert!(runs(&portal).is_empty());
}

#[test]
fn a_job_belongs_to_one_instance_until_its_claim_runs_out() {
    let portal = TestPortal::new();
    let (now, later) = (portal.now(), portal.now() + Duration::hours(1));
    let claim = |at, until| portal.with_db(|c| store::jobs::claim(c, "sweep", at, until));
    assert!(claim(now, later));
    assert!(!claim(now, later));
    assert!(!claim(later - Duration::seconds(1), later));
    assert!(claim(later, later + Duration::hours(1)));
}

#[test]
fn an_answer_that_nobody_disputes_closes_after_its_days() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let status = || portal.with_db(|c| store::tickets::find(c, ticket.id)).status;
    portal.wait(Duration::days(portal.city.close_days));
    assert_eq!(upkeep::close_answered(&portal).unwrap(), 0);
    assert_eq!(status(), Status::Answered);
    portal.wait(Duration::minutes(1));
    assert_eq!(upkeep::close_answered(&portal).unwrap(), 1);
    assert_eq!(status(), Status::Closed);
    assert_eq!(upkeep::close_answered(&portal).unwrap(), 0);
}
