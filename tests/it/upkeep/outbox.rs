//! No letter is lost, none is sent twice by two instances, and one that cannot leave is seen.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::upkeep::{retry_letter, send_letters};
use langnghe::config::{MailConfig, MailRoute};
use langnghe::domain::letter::{HELD, Letter, LetterKind, LetterState, QueuedLetter};
use langnghe::domain::policy::Role;
use langnghe::mail::Mailer;
use langnghe::portal::Portal;
use langnghe::store::jobs::{self, Ended};
use langnghe::store::letters::{self, Standing};

fn put(portal: &TestPortal, kind: LetterKind, recipient: &str) -> QueuedLetter {
    let letter = Letter {
        kind,
        ticket_id: None,
        recipient: recipient.into(),
        subject: "Thư".into(),
        text: "Đường dẫn".into(),
        html: "<p>Đường dẫn</p>".into(),
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

/// The same portal with a mail that takes nothing: its folder is gone.
fn without_mail(portal: &TestPortal) -> Portal {
    let folder = portal.config.data.join("gone");
    let route = MailRoute::Folder(folder.clone());
    let mailer = Mailer::open(&MailConfig { route, from: "a@city.example".into() }).unwrap();
    std::fs::remove_dir(&folder).unwrap();
    Portal { mailer, ..(**portal).clone() }
}

#[test]
fn a_letter_leaves_once() {
    let portal = TestPortal::new();
    let letter = put(&portal, LetterKind::Received, "lan@example.vn");
    assert_eq!(send_letters(&portal, &|| true), Ok(1));
    assert_eq!(send_letters(&portal, &|| true), Ok(0));
    assert_eq!(portal.mailer.taken().len(), 1);
    let letter = kept(&portal, &letter);
    assert_eq!((letter.state, letter.attempts, letter.sent_at), (LetterState::Sent, 1, Some(portal.now())));
    assert_eq!(letter.text, "Đường dẫn");
}

#[test]
fn a_sent_letter_that_carried_a_way_in_keeps_nothing_of_it() {
    let portal = TestPortal::new();
    let letter = put(&portal, LetterKind::Reset, "lan@example.vn");
    assert!(portal.letters()[0].text.contains("Đường dẫn"));
    let letter = kept(&portal, &letter);
    assert_eq!((letter.text.as_str(), letter.html.as_str()), ("", ""));
}

#[test]
fn mail_that_is_down_is_tried_later_and_later_then_given_up_and_can_be_tried_again_by_hand() {
    let portal = TestPortal::new();
    let letter = put(&portal, LetterKind::Received, "lan@example.vn");
    let broken = without_mail(&portal);
    let mut pauses = Vec::new();
    for attempt in 1..=9 {
        assert_eq!(send_letters(&broken, &|| true), Ok(0));
        let now = kept(&portal, &letter);
        assert_eq!(now.attempts, attempt);
        assert!(!now.last_error.is_empty());
        if attempt < 9 {
            assert_eq!(now.state, LetterState::Waiting);
            pauses.push(now.next_try_at - portal.now());
            portal.wait(now.next_try_at - portal.now() - Duration::seconds(1));
            assert_eq!(send_letters(&portal, &|| true), Ok(0), "it was tried before its time");
            portal.wait(Duration::seconds(1));
        }
    }
    assert!(pauses.is_sorted() && pauses[0] == Duration::minutes(1), "{pauses:?}");
    assert_eq!(kept(&portal, &letter).state, LetterState::Failed);
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    let officer = portal.actor(Role::Officer, "so-xay-dung");
    assert_eq!(retry_letter(&portal, &officer, letter.id), Err(Refusal::Forbidden));
    assert_eq!(retry_letter(&portal, &admin, letter.id), Ok(()));
    assert_eq!(retry_letter(&portal, &admin, letter.id), Err(Refusal::TooLate));
    assert_eq!(send_letters(&portal, &|| true), Ok(1));
}

#[test]
fn an_address_that_is_none_is_not_tried_again() {
    let portal = TestPortal::new();
    let letter = put(&portal, LetterKind::Received, "nobody");
    assert_eq!(send_letters(&portal, &|| true), Ok(0));
    assert_eq!(kept(&portal, &letter).state, LetterState::Failed);
}

#[test]
fn of_two_instances_one_takes_a_letter_and_a_crash_gives_it_back() {
    let portal = TestPortal::new();
    put(&portal, LetterKind::Received, "lan@example.vn");
    let now = portal.now();
    let seen = portal.with_db(|c| letters::due(c, now, 10)).remove(0);
    let until = now + HELD;
    assert!(portal.with_db(|c| letters::claim(c, &seen, until)));
    assert!(!portal.with_db(|c| letters::claim(c, &seen, until)));
    assert_eq!(send_letters(&portal, &|| true), Ok(0));
    portal.wait(HELD);
    assert!(HELD < Duration::minutes(1));
    assert_eq!(send_letters(&portal, &|| true), Ok(1));
}

#[test]
fn no_letter_waits_for_a_clock_that_was_ahead() {
    for ahead in [Duration::minutes(30), Duration::days(1), Duration::days(400)] {
        let portal = TestPortal::new();
        let right = portal.now();
        let (crashed, busy) = (put(&portal, LetterKind::Received, "a@b.vn"), without_mail(&portal));
        put(&portal, LetterKind::Received, "b@b.vn");
        portal.wait(ahead);
        assert!(portal.with_db(|c| letters::claim(c, &crashed, right + ahead + HELD)));
        assert_eq!(send_letters(&busy, &|| true), Ok(0));
        let written = put(&portal, LetterKind::Received, "c@b.vn");
        portal.clock.set(right + Duration::seconds(20));
        assert_eq!(send_letters(&portal, &|| true), Ok(3), "{ahead}");
        assert_eq!(kept(&portal, &written).state, LetterState::Sent);
    }
}

#[test]
fn a_queue_that_stands_is_known_and_one_that_moves_is_not_called_so() {
    let portal = TestPortal::new();
    let patience = Duration::minutes(10);
    let standing = || portal.with_db(|c| letters::standing(c, portal.now(), patience));
    assert_eq!(standing(), None);
    put(&portal, LetterKind::Received, "lan@example.vn");
    let since = portal.now();
    portal.wait(Duration::minutes(9));
    assert_eq!(standing(), None);
    portal.wait(Duration::minutes(1));
    assert_eq!(standing(), Some(Standing { waiting: 1, since, why: String::new() }), "nobody takes them out");
    // It is tried in its time and does not leave: that is between the letter and its reader.
    assert_eq!(send_letters(&without_mail(&portal), &|| true), Ok(0));
    portal.wait(Duration::minutes(1));
    assert_eq!(standing(), None);
    // The job fails, and goes on failing.
    let ended = |failed, outcome| Ended { at: portal.now(), next: None, outcome, failed };
    let every = Duration::seconds(10);
    for _ in 0..2 {
        let held = portal.with_db(|c| jobs::claim(c, letters::JOB, portal.now(), every)).unwrap();
        portal.with_db(|c| jobs::release(c, letters::JOB, held, ended(true, "554 not today")));
        assert_eq!(standing(), None);
        portal.wait(Duration::minutes(3));
    }
    portal.wait(Duration::minutes(4));
    assert_eq!(standing().map(|found| found.why), Some("554 not today".into()));
    let held = portal.with_db(|c| jobs::claim(c, letters::JOB, portal.now(), every)).unwrap();
    assert_eq!(send_letters(&portal, &|| true), Ok(1));
    portal.with_db(|c| jobs::release(c, letters::JOB, held, ended(false, "1 sent")));
    assert_eq!(standing(), None);
}
