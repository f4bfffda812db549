//! The outbox as administrators see it.
use super::administrator;
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::letter::{Letter, LetterKind, LetterState, QueuedLetter};
use langnghe::schema::letters;

fn letter() -> Letter {
    Letter {
        kind: LetterKind::Accepted,
        ticket_id: None,
        follow_id: None,
        follow_since: None,
        recipient: "nguyen.lan@example.vn".into(),
        subject: "Đã tiếp nhận".into(),
        text: "Nội dung riêng".into(),
        html: "<p>Nội dung riêng</p>".into(),
        stop_link: String::new(),
    }
}

#[actix_web::test]
async fn a_failed_letter_says_why_hides_to_whom_and_is_tried_again() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let letter = Letter { ticket_id: Some(ticket.id), ..letter() };
    let failed = QueuedLetter {
        state: LetterState::Failed,
        attempts: 9,
        last_error: "550 nguyen.lan@example.vn unknown".into(),
        ..letter.queue(portal.now())
    };
    portal.with_db(|c| diesel::insert_into(letters::table).values(&failed).execute(c));
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/thu").await;
    page.says("n•••@example.vn").says("550").says(&ticket.code);
    page.never_says("nguyen.lan").never_says("Nội dung riêng");
    let page = page.form("/quan-tri/thu/").press("Gửi lại").await;
    page.says("Thư đã vào hàng chờ");
    portal.letter_to("nguyen.lan@example.vn");
}

#[actix_web::test]
async fn a_page_of_letters_leads_on_only_where_more_follow() {
    let portal = TestPortal::new();
    let failed = || QueuedLetter { state: LetterState::Failed, ..letter().queue(portal.now()) };
    let admin = administrator(&portal).await;
    let add = |count: usize| {
        portal.with_db(|c| {
            let mut rows = (0..count).map(|_| failed());
            rows.try_for_each(|row| diesel::insert_into(letters::table).values(&row).execute(c).map(drop))
        });
    };
    add(50);
    assert!(admin.get("/quan-tri/thu").await.all("a[href*='sau=']").is_empty(), "fifty stand on one page");
    add(1);
    let next = admin.get("/quan-tri/thu").await.attributes("a[href*='sau=']", "href");
    assert_eq!(admin.get(&next[0]).await.all("form[action^='/quan-tri/thu/']").len(), 1);
}
