//! What runs by itself, as administrators see it, and how they hasten it.
use super::administrator;
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::upkeep::{retry_letters, run_job};
use langnghe::domain::letter::{Letter, LetterKind, LetterState, QueuedLetter};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::schema::letters as rows;
use langnghe::store::jobs::{self, Ended};
use langnghe::store::{contacts, letters};

fn letter(portal: &TestPortal, state: LetterState) -> QueuedLetter {
    let letter = Letter {
        kind: LetterKind::Taken,
        ticket_id: None,
        follow_id: None,
        follow_since: None,
        recipient: "lan@example.vn".into(),
        subject: "Thư".into(),
        text: "a".into(),
        html: "b".into(),
        stop_link: String::new(),
    };
    QueuedLetter { state, ..letter.queue(portal.now()) }
}

fn insert(portal: &TestPortal, letter: &QueuedLetter) {
    portal.with_db(|c| diesel::insert_into(rows::table).values(letter).execute(c));
}

fn state(portal: &TestPortal, letter: &QueuedLetter) -> LetterState {
    portal.with_db(|c| letters::find(c, letter.id)).state
}

#[actix_web::test]
async fn each_job_stands_there_with_its_last_and_next_run_and_runs_at_a_press() {
    let portal = TestPortal::new();
    for lang in ["vi", "en"] {
        let admin = administrator(&portal).await.in_language(lang);
        portal.run_jobs();
        portal.wait(Duration::minutes(1));
        let page = admin.get(&links::admin_jobs()).await;
        page.is(200);
        assert!(!page.html.contains('⟦'), "a job has no name, or what it did has no word");
        let count = portal.with_db(jobs::all).len();
        assert_eq!(page.all("tbody tr").len(), count);
    }
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_jobs()).await;
    page.says("Dọn những gì đã hết hạn").says("09:00, 7/9/2026").says("10:00, 7/9/2026");
    let started = || portal.with_db(|c| jobs::find(c, "sweep")).unwrap().started_at.unwrap();
    let before = started();
    portal.run_jobs();
    assert_eq!(started(), before, "it ran before its time");
    let page = page.form("/sweep").press("Chạy ngay").await;
    page.says("sẽ chạy khi đến lượt").says("Đã cho chạy ngay");
    portal.run_jobs();
    assert_eq!(started(), portal.now());
}

#[actix_web::test]
async fn a_standing_queue_is_said_with_the_servers_word_and_failures_are_counted() {
    let portal = TestPortal::new();
    insert(&portal, &letter(&portal, LetterState::Waiting));
    let admin = administrator(&portal).await;
    admin.get(&links::admin_jobs()).await.never_says("Thư đang đứng");
    let every = Duration::seconds(10);
    for _ in 0..3 {
        let held = portal.with_db(|c| jobs::claim(c, letters::JOB, portal.now(), every)).unwrap();
        let ended = Ended { at: portal.now(), next: None, outcome: "554 not today", failed: true };
        portal.with_db(|c| jobs::release(c, letters::JOB, held, ended));
        portal.wait(Duration::minutes(5));
    }
    let page = admin.get(&links::admin_jobs()).await;
    page.says("Thư đang đứng: 1 thư chờ, lâu nhất từ 09:00, 7/9/2026").says("554 not today");
    page.says("3 lần liền, từ 09:00, 7/9/2026");
}

#[actix_web::test]
async fn after_an_outage_all_letters_go_out_at_one_press_but_those_that_nobody_wants() {
    let portal = TestPortal::new();
    let later = portal.now() + Duration::hours(12);
    let waiting = QueuedLetter { attempts: 6, next_try_at: later, ..letter(&portal, LetterState::Waiting) };
    let about = |n: u8| {
        let ticket = portal.ticket().sent_by(&format!("nguoi{n}@example.vn"));
        let ticket = ticket.in_state(Status::InProgress).build();
        drop(portal.letters());
        QueuedLetter { ticket_id: Some(ticket.id), ..letter(&portal, LetterState::Failed) }
    };
    let (failed, dead, stopped) = (about(1), about(2), about(3));
    let held = letter(&portal, LetterState::Held);
    [&waiting, &failed, &dead, &stopped, &held].into_iter().for_each(|letter| insert(&portal, letter));
    portal.with_db(|c| {
        contacts::mark_failed(c, dead.ticket_id.unwrap(), "nguoi2@example.vn", Some(portal.now()))?;
        contacts::stop_letters(c, stopped.ticket_id.unwrap(), Some(portal.now()))
    });
    let dispatcher = portal.staff(Role::Dispatcher, "tt-1022").await;
    let page = dispatcher.get(&links::admin_letters()).await;
    let page = page.form(&links::admin_letters()).press("Thử lại tất cả ngay").await;
    page.says("Các thư đã vào hàng chờ");
    assert_eq!(portal.letters().len(), 2);
    assert_eq!([&waiting, &failed].map(|letter| state(&portal, letter)), [LetterState::Sent; 2]);
    assert_eq!([&dead, &stopped].map(|letter| state(&portal, letter)), [LetterState::Failed; 2]);
    assert_eq!(state(&portal, &held), LetterState::Held);
    let page = administrator(&portal).await.get(&links::admin_jobs()).await;
    page.says("Đã gửi lại tất cả").says("Số thư: 2");
}

#[test]
fn who_may_not_hasten_is_refused_and_a_job_under_way_is_left_alone() {
    let portal = TestPortal::new();
    let [admin, dispatcher, officer] =
        [Role::Admin, Role::Dispatcher, Role::Officer].map(|role| portal.actor(role, "ubnd-tp"));
    assert_eq!(run_job(&portal, &dispatcher, "sweep"), Err(Refusal::Forbidden));
    assert_eq!(retry_letters(&portal, &officer), Err(Refusal::Forbidden));
    assert_eq!(run_job(&portal, &admin, "sweep"), Err(Refusal::Missing), "it never ran");
    portal.with_db(|c| jobs::claim(c, "sweep", portal.now(), Duration::hours(1)));
    assert_eq!(run_job(&portal, &admin, "sweep"), Err(Refusal::TooLate));
    assert_eq!(retry_letters(&portal, &admin), Ok(0));
}
