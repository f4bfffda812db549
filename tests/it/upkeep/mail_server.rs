//! What a mail server says is read by its stage: only a refused recipient marks a recipient, nothing that somebody can put
//! right gives a letter up, and a silent server costs one wait.
use crate::support::{Script, Smtp, TestPortal, polite};
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::tickets::{Order, take};
use langnghe::actions::upkeep::send_letters;
use langnghe::domain::letter::{Letter, LetterKind, LetterState, QueuedLetter};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::jobs::{LANES, run_lane};
use langnghe::store::{jobs, letters};

fn begun(portal: &TestPortal, email: &str) -> Ticket {
    let ticket = portal.ticket().sent_by(email).in_state(Status::Forwarded).build();
    drop(portal.letters());
    let officer = portal.actor(Role::Focal, "so-xay-dung");
    take(portal, Order { actor: &officer, code: &ticket.code, seen: ticket.version }).unwrap()
}

fn put(portal: &TestPortal, recipient: &str) -> QueuedLetter {
    let letter = Letter {
        kind: LetterKind::Received,
        ticket_id: None,
        recipient: recipient.into(),
        subject: "Thư".into(),
        text: "a".into(),
        html: "b".into(),
        stop_link: String::new(),
        follow_id: None,
        follow_since: None,
    };
    let queued = letter.queue(portal.now());
    portal.with_db(|c| letters::enqueue(c, &queued));
    queued
}

fn kept(portal: &TestPortal, letter: &QueuedLetter) -> QueuedLetter {
    portal.with_db(|c| letters::find(c, letter.id))
}

/// What becomes of one letter: its state, how many tries it used, whether its reader counts as dead.
fn outcome(script: Script) -> (LetterState, i32, bool) {
    let portal = TestPortal::new();
    let ticket = begun(&portal, "lan@example.vn");
    let letter = portal.unsent().remove(0);
    let smtp = Smtp::start(script);
    drop(send_letters(&smtp.portal(&portal), &|| true));
    let after = kept(&portal, &letter);
    assert!(after.state == LetterState::Waiting || !after.last_error.is_empty());
    (after.state, after.attempts, portal.sender_state(&ticket).email_failed_at.is_some())
}

#[test]
fn before_a_recipient_is_named_nothing_is_said_of_any_letter() {
    let untouched = (LetterState::Waiting, 0, false);
    assert_eq!(
        outcome(|line| if line.is_empty() { Some("554 no service") } else { polite(line) }),
        untouched
    );
    assert_eq!(
        outcome(|line| if line.starts_with("EHLO") { Some("550 5.7.1 no") } else { polite(line) }),
        untouched
    );
    assert_eq!(outcome(|_| None), untouched);
    let sender: [Script; 3] = [
        |line| {
            if line.starts_with("MAIL") { Some("550 5.1.8 Sender address rejected") } else { polite(line) }
        },
        |line| if line.starts_with("MAIL") { Some("550 5.1.1 unknown") } else { polite(line) },
        |line| if line.starts_with("MAIL") { Some("451 4.3.0 later") } else { polite(line) },
    ];
    for script in sender {
        assert_eq!(outcome(script), untouched);
    }
}

#[test]
fn a_rule_that_the_portal_breaks_marks_no_reader_and_the_letter_is_tried_later() {
    let later = (LetterState::Waiting, 1, false);
    let scripts: [Script; 7] = [
        |line| if line.starts_with("RCPT") { Some("550 relay not permitted") } else { polite(line) },
        |line| if line.starts_with("RCPT") { Some("550 5.7.1 refused") } else { polite(line) },
        |line| {
            if line.starts_with("RCPT") { Some("550 5.1.8 Sender address rejected") } else { polite(line) }
        },
        |line| if line.starts_with("RCPT") { Some("421 4.3.2 closing") } else { polite(line) },
        |line| if line.starts_with("DATA") { Some("554 5.5.1 no") } else { polite(line) },
        |line| if line == "." { Some("554 5.6.0 looks like spam") } else { polite(line) },
        |line| if line == "." { None } else { polite(line) },
    ];
    for (at, script) in scripts.into_iter().enumerate() {
        assert_eq!(outcome(script), later, "script {at}");
    }
}

#[test]
fn a_refused_recipient_is_given_up_at_once_and_marked() {
    let dead = (LetterState::Failed, 1, true);
    let scripts: [Script; 3] = [
        |line| if line.starts_with("RCPT") { Some("550 5.1.1 no such user") } else { polite(line) },
        |line| if line.starts_with("RCPT") { Some("501 5.1.3 bad address") } else { polite(line) },
        |line| if line.starts_with("RCPT") { Some("550 no such user") } else { polite(line) },
    ];
    for script in scripts {
        assert_eq!(outcome(script), dead);
    }
}

#[test]
fn many_letters_leave_over_one_connection_and_one_refusal_does_not_end_it() {
    let portal = TestPortal::new();
    let smtp = Smtp::start(|line| match line {
        "RCPT TO:<nobody@example.vn>" => Some("550 5.1.1 no such user"),
        line => polite(line),
    });
    let sending = smtp.portal(&portal);
    for n in 0..20 {
        put(&portal, if n == 7 { "nobody@example.vn" } else { "lan@example.vn" });
    }
    assert_eq!(send_letters(&sending, &|| true), Ok(19));
    assert_eq!((smtp.connections(), smtp.heard("RCPT")), (1, 20));
    assert_eq!(send_letters(&sending, &|| true), Ok(0));
    assert_eq!(smtp.connections(), 1, "no letter waits, and the server was troubled");
    for _ in 0..52 {
        put(&portal, "lan@example.vn");
    }
    assert_eq!(send_letters(&sending, &|| true), Ok(52));
    assert_eq!(smtp.connections(), 3, "a connection carries fifty");
}

#[test]
fn a_silent_server_costs_one_wait_and_keeps_every_letter_as_it_was() {
    let portal = TestPortal::new();
    let smtp = Smtp::start(|line| if line.starts_with("EHLO") { None } else { polite(line) });
    let before: Vec<_> = (0..5).map(|_| put(&portal, "lan@example.vn")).collect();
    assert!(matches!(send_letters(&smtp.portal(&portal), &|| true), Err(Refusal::Unavailable(_))));
    assert_eq!(smtp.connections(), 1);
    for letter in &before {
        assert_eq!(&kept(&portal, letter), letter);
    }
    assert_eq!(send_letters(&portal, &|| true), Ok(5), "they leave as soon as a server takes them");
}

#[test]
fn a_server_that_refuses_the_portal_is_the_jobs_failure_and_no_letter_is_ever_given_up_for_it() {
    let portal = TestPortal::new();
    let smtp =
        Smtp::start(
            |line| if line.starts_with("MAIL") { Some("550 5.1.8 sender rejected") } else { polite(line) },
        );
    let sending = smtp.portal(&portal);
    let (first, second) = (put(&portal, "lan@example.vn"), put(&portal, "minh@example.vn"));
    for _ in 0..20 {
        run_lane(&sending, &LANES[0], true, &|| false);
        portal.wait(Duration::hours(6));
    }
    let job = portal.with_db(|c| jobs::find(c, letters::JOB)).unwrap();
    assert_eq!(job.failures, 20);
    assert!(job.outcome.contains("5.1.8 sender rejected"), "{}", job.outcome);
    for letter in [&first, &second] {
        let after = kept(&portal, letter);
        assert_eq!((after.state, after.attempts), (LetterState::Waiting, 0));
    }
    let why = portal.with_db(|c| letters::standing(c, portal.now(), letters::PATIENCE)).unwrap().why;
    assert_eq!(why, job.outcome);
}

#[test]
fn a_stop_is_heard_between_two_letters() {
    let portal = TestPortal::new();
    let smtp = Smtp::start(polite);
    (0..5).for_each(|_| drop(put(&portal, "lan@example.vn")));
    let asked = std::cell::Cell::new(0);
    let goes_on = || asked.replace(asked.get() + 1) < 2;
    assert_eq!(send_letters(&smtp.portal(&portal), &goes_on), Ok(2));
    assert_eq!(portal.unsent().len(), 3);
}
