//! The outbox as administrators see it.
use super::administrator;
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::letter::{Letter, LetterKind, LetterState, QueuedLetter};
use langnghe::schema::letters;

#[actix_web::test]
async fn a_failed_letter_says_why_hides_to_whom_and_is_tried_again() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let letter = Letter {
        kind: LetterKind::Accepted,
        ticket_id: Some(ticket.id),
        recipient: "nguyen.lan@example.vn".into(),
        subject: "Đã tiếp nhận".into(),
        text: "Nội dung riêng".into(),
        html: "<p>Nội dung riêng</p>".into(),
        stop_link: String::new(),
    };
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
