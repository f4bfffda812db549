//! Coming in: the right password, the wrong one, too many wrong ones.
use super::{PASSWORD, enter, lan};
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::schema::sessions;

#[actix_web::test]
async fn who_was_sent_to_the_door_goes_on_to_the_page_asked_for() {
    let portal = TestPortal::journey();
    lan(&portal);
    let browser = portal.browser().await;
    let door = browser.get("/lam-viec/tai-khoan").await;
    assert_eq!(door.path, "/dang-nhap");
    let form = door.form("/dang-nhap");
    let page = form.fill("email", "LAN@example.vn ").fill("password", PASSWORD).press("Đăng nhập").await;
    page.is(200).says("lan@example.vn");
    assert_eq!(page.path, "/lam-viec/tai-khoan");
    assert_eq!(browser.cookie("next"), None);
    let out = page.form("/dang-xuat").press("Đăng xuất").await;
    out.says("Bạn đã đăng xuất");
    assert_eq!(browser.get("/lam-viec").await.path, "/dang-nhap");
    let left: i64 = portal.with_db(|c| sessions::table.count().get_result(c));
    assert_eq!(left, 0);
}

#[actix_web::test]
async fn next_never_leads_elsewhere() {
    let portal = TestPortal::new();
    lan(&portal);
    for planted in ["//evil.example", "https://evil.example", "/\\evil.example", "/dang-xuat"] {
        let browser = portal.browser().await;
        browser.set_cookie("next", planted);
        let form = browser.get("/dang-nhap").await.form("/dang-nhap");
        let page = form.fill("email", "lan@example.vn").fill("password", PASSWORD).press("Đăng nhập").await;
        assert!(page.path.starts_with("/lam-viec"), "{planted} led to {}", page.path);
    }
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let portal = TestPortal::new();
    lan(&portal);
    let wrong = enter(&portal, "lan@example.vn", "không phải mật khẩu này").await;
    let unknown = enter(&portal, "khong-ai@example.vn", PASSWORD).await;
    wrong.is(422);
    unknown.is(422);
    assert_eq!(wrong.errors(), unknown.errors());
    assert_eq!(wrong.form("/dang-nhap").value("email"), "lan@example.vn");
    assert_eq!(wrong.form("/dang-nhap").value("password"), "");
    wrong.never_says("không phải mật khẩu này");
}

#[actix_web::test]
async fn after_ten_wrong_passwords_the_account_rests_and_its_owner_is_told() {
    let portal = TestPortal::journey();
    lan(&portal);
    for _ in 0..10 {
        enter(&portal, "lan@example.vn", "sai mật khẩu rồi").await.is(422);
    }
    portal.letter_to("lan@example.vn");
    enter(&portal, "lan@example.vn", PASSWORD).await.is(422);
    portal.wait(Duration::minutes(16));
    assert!(enter(&portal, "lan@example.vn", PASSWORD).await.path.starts_with("/lam-viec"));
}

#[actix_web::test]
async fn who_tries_on_and_on_is_told_to_stop() {
    let portal = TestPortal::new();
    for _ in 0..20 {
        enter(&portal, "ai@example.vn", "thử xem sao nhé").await.is(422);
    }
    enter(&portal, "ai@example.vn", "thử xem sao nhé").await.is(429);
}

#[actix_web::test]
async fn each_sign_in_has_a_token_of_its_own_and_the_one_before_ends() {
    let portal = TestPortal::new();
    lan(&portal);
    let browser = portal.browser().await;
    browser.set_cookie("session", &"ab".repeat(32));
    let form = browser.get("/dang-nhap").await.form("/dang-nhap");
    let page = form.fill("email", "lan@example.vn").fill("password", PASSWORD).press("Đăng nhập").await;
    assert!(page.path.starts_with("/lam-viec"));
    let token = browser.cookie("session").unwrap();
    assert_ne!(token, "ab".repeat(32));
    assert_eq!(browser.cookie("guest"), None);
}

#[actix_web::test]
async fn a_session_ends_when_it_is_not_used_and_in_any_case_after_a_shift() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let browser = portal.signed_in(account).await;
    for _ in 0..7 {
        portal.wait(Duration::minutes(100));
        if portal.now() - crate::support::monday_morning() < Duration::hours(12) {
            assert_eq!(browser.get("/lam-viec/tai-khoan").await.path, "/lam-viec/tai-khoan");
        }
    }
    portal.wait(Duration::hours(1));
    assert_eq!(browser.get("/lam-viec/tai-khoan").await.path, "/dang-nhap");
    let idle = portal.signed_in(account).await;
    portal.wait(Duration::minutes(121));
    assert_eq!(idle.get("/lam-viec/tai-khoan").await.path, "/dang-nhap");
}
