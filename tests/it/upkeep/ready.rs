//! Whoever watches the machine hears in one word what does not work.
use crate::support::TestPortal;

#[actix_web::test]
async fn a_shelf_that_is_gone_and_letters_that_stand_still_are_named() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    std::fs::remove_dir_all(portal.config.data.join("public")).unwrap();
    assert_eq!(browser.get("/readyz").await.html, "shelf");
    std::fs::create_dir(portal.config.data.join("public")).unwrap();
    assert_eq!(browser.get("/readyz").await.status, 200);
    let waits = "INSERT INTO letters (id, kind, recipient, subject, text, html, state, attempts, next_try_at, last_error, \
                 created_at) VALUES (1, 'received', 'gui@example.vn', '', '', '', 'waiting', 0, '2026-09-07 01:00:00', '', \
                 '2026-09-07 01:00:00')";
    portal.with_db(|c| diesel::RunQueryDsl::execute(diesel::sql_query(waits), c));
    assert_eq!(browser.get("/readyz").await.html, "letters");
}

#[actix_web::test]
async fn a_disk_that_is_gone_is_named_with_a_time_to_come_back() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    assert_eq!(browser.get("/readyz").await.status, 200);
    std::fs::remove_dir_all(&portal.config.data).unwrap();
    let page = browser.get("/readyz").await;
    assert_eq!(page.status, 503);
    assert!(page.html.lines().any(|word| word == "disk"), "{}", page.html);
    assert_eq!(page.header("retry-after").as_deref(), Some("10"));
    assert_eq!(browser.get("/healthz").await.status, 200);
}
