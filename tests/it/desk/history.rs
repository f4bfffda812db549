//! What happened: as a table, unchangeable, and sealed.
use crate::support::TestPortal;
use diesel::connection::SimpleConnection;
use langnghe::actions::senders;
use langnghe::actions::tickets::{Order, ask_info, give_info, write_progress};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{Conn, tickets};

const AGENCY: &str = "so-xay-dung";

fn tell(portal: &TestPortal, words: &str) -> Result<(), String> {
    portal
        .db
        .change(|c| match c {
            Conn::Sqlite(c) => c.batch_execute(words),
            Conn::Postgres(c) => c.batch_execute(words),
        })
        .map_err(|error: diesel::result::Error| error.to_string())
}

#[actix_web::test]
async fn the_history_is_a_table_without_formulas_and_without_the_senders_words() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let focal = portal.actor(Role::Focal, AGENCY);
    let seen = || portal.with_db(|c| tickets::find(c, ticket.id)).version;
    let order = |seen| Order { actor: &focal, code: &ticket.code, seen };
    write_progress(&portal, order(seen()), "=HYPERLINK(\"http://x\"), đã khảo sát").unwrap();
    ask_info(&portal, order(seen()), "Ổ gà ở số nhà nào?").unwrap();
    give_info(&portal, order(seen()), "Nhà bà Kín, 0900000123").unwrap();

    let browser = portal.staff(Role::Focal, AGENCY).await;
    let page = browser.get(&links::desk_ticket(&ticket.code)).await;
    let file = page.follow("Tải diễn biến (CSV)").await;
    assert_eq!(file.header("content-type").as_deref(), Some("text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").unwrap().contains(&ticket.code));
    let lines: Vec<&str> = file.html.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Mã,Thời điểm,Việc"), "{}", lines[0]);
    assert!(file.html.contains("\"'=HYPERLINK(\"\"http://x\"\"), đã khảo sát\""), "{}", file.html);
    assert!(file.html.contains("Ổ gà ở số nhà nào?"));
    assert!(!file.html.contains("0900000123"), "what was added is the sender's own");
    let events = 1 + 3 + 3;
    assert_eq!(lines.len(), 1 + events, "{}", file.html);
    let stranger = portal.staff(Role::Focal, "so-y-te").await;
    assert_eq!(stranger.get(&links::history_csv(&ticket.code)).await.status, 404);
    drop(portal.letters());
}

#[actix_web::test]
async fn why_a_sender_reopens_a_report_stays_out_of_the_table() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Answered).build();
    senders::reopen(&portal, ticket.id, "Nhà bà Kín vẫn ngập, 0900000123", Vec::new()).unwrap();
    let browser = portal.staff(Role::Focal, AGENCY).await;
    let page = browser
        .get(&links::desk_ticket(&ticket.code))
        .await
        .says("0900000123")
        .follow("Tải diễn biến (CSV)")
        .await;
    assert!(page.html.contains("Mở lại") && !page.html.contains("0900000123"), "{}", page.html);
}

#[actix_web::test]
async fn the_database_itself_refuses_to_change_or_delete_what_happened() {
    let portal = TestPortal::new();
    portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    for words in ["UPDATE events SET remark = 'x'", "DELETE FROM events"] {
        let refused = tell(&portal, words).expect_err(words);
        assert!(refused.contains("events is append-only"), "{refused}");
    }
    let journal = "INSERT INTO office_events (id, subject, subject_id, kind, detail, at) \
                   VALUES (1, 'agency', 1, 'created', '', '2026-09-07 00:00:00')";
    tell(&portal, journal).unwrap();
    for words in ["UPDATE office_events SET detail = 'x'", "DELETE FROM office_events"] {
        assert!(tell(&portal, words).is_err(), "{words}");
    }
}
