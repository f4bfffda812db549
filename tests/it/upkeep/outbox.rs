//! No letter is lost, none is sent twice by two instances, and one that cannot leave is seen.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::upkeep::{retry_letter, send_letters};
use langnghe::config::{MailConfig, MailRoute};
use langnghe::domain::letter::{Letter, LetterKind, LetterState, QueuedLetter};
use langnghe::domain::policy::Role;
use langnghe::mail::Mailer;
use langnghe::portal::Portal;
use langnghe::store::letters;

fn put(portal: &TestPortal, kind: LetterKind, recipient: &str) -> QueuedLetter {
    let letter = Letter {
        kind,
        ticket_id: None,
        recipient: recipient.into(),
        subject: "Thư".into(),
        text: "Đường dẫn".into(),
        html: "<p>Đường dẫn</p>".into(),
        stop_link: String::new(),
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
    let mailer = Mailer::open(&MailConfig { route, from: "a@city.example".into() }, "Cổng").unwrap();
    std::fs::remove_dir(&folder).unwrap();
    Portal { mailer, ..(**portal).clone() }
}

#[test]
fn a_letter_leaves_once() {
    let portal = TestPortal::new();
    let letter = put(&portal, LetterKind::Received, "lan@example.vn");
    assert_eq!(send_letters(&portal), Ok(1));
    assert_eq!(send_letters(&portal), Ok(0));
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
        assert_eq!(send_letters(&broken), Ok(0));
        let now = kept(&portal, &letter);
        assert_eq!(now.attempts, attempt);
        assert!(!now.last_error.is_empty());
        if attempt < 9 {
            assert_eq!(now.state, LetterState::Waiting);
            pauses.push(now.next_try_at - portal.now());
            portal.wait(now.next_try_at - portal.now() - Duration::seconds(1));
            assert_eq!(send_letters(&portal), Ok(0), "it was tried before its time");
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
    assert_eq!(send_letters(&portal), Ok(1));
}

#[test]
fn an_address_that_is_none_is_not_tried_again() {
    let portal = TestPortal::new();
    let letter = put(&portal, LetterKind::Received, "nobody");
    assert_eq!(send_letters(&portal), Ok(0));
    assert_eq!(kept(&portal, &letter).state, LetterState::Failed);
}

#[test]
fn of_two_instances_one_takes_a_letter_and_a_crash_gives_it_back() {
    let portal = TestPortal::new();
    put(&portal, LetterKind::Received, "lan@example.vn");
    let now = portal.now();
    let seen = portal.with_db(|c| letters::due(c, now, 10)).remove(0);
    let until = now + Duration::minutes(10);
    assert!(portal.with_db(|c| letters::claim(c, &seen, until)));
    assert!(!portal.with_db(|c| letters::claim(c, &seen, until)));
    assert_eq!(send_letters(&portal), Ok(0));
    portal.wait(Duration::minutes(10));
    assert_eq!(send_letters(&portal), Ok(1));
}
