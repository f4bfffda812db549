//! One-time links: asked for, opened, used once.
use super::{PASSWORD, enter, lan};
use crate::support::TestPortal;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::accounts::invite_first_admin;
use langnghe::domain::account::{Account, AccountState};
use langnghe::schema::accounts;

const NEW: &str = "mưa rào trên bến cảng";

/// The link in the letter that went to somebody.
fn link_for(portal: &TestPortal, email: &str) -> String {
    let letter = portal.letter_to(email);
    let at = letter.text.find("/mat-khau/").expect("the letter holds a link");
    letter.text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn ask(portal: &TestPortal, email: &str) -> crate::support::Page {
    let page = portal.browser().await.get("/quen-mat-khau").await;
    page.form("/quen-mat-khau").fill("email", email).press("Gửi").await
}

#[actix_web::test]
async fn a_forgotten_password_is_set_anew_once() {
    let portal = TestPortal::journey();
    let account = lan(&portal);
    let before = portal.signed_in(account).await;
    ask(&portal, "Lan@example.vn").await.says("Hãy xem hộp thư");
    let link = link_for(&portal, "lan@example.vn");
    let browser = portal.browser().await;
    // A mail scanner and a curious click: looking uses nothing up.
    for _ in 0..3 {
        browser.get(&link).await.is(200).says("Mật khẩu mới");
    }
    let form = browser.get(&link).await.form("/mat-khau/");
    let page = form.fill("password", NEW).fill("again", NEW).press("Lưu").await;
    page.says("Đã lưu mật khẩu");
    browser.get(&link).await.is(410).says("không còn dùng được");
    assert_eq!(before.get("/lam-viec").await.path, "/dang-nhap");
    enter(&portal, "lan@example.vn", PASSWORD).await.is(422);
    assert!(enter(&portal, "lan@example.vn", NEW).await.path.starts_with("/lam-viec"));
}

#[actix_web::test]
async fn a_form_left_open_cannot_use_a_link_a_second_time() {
    let portal = TestPortal::new();
    lan(&portal);
    ask(&portal, "lan@example.vn").await;
    let link = link_for(&portal, "lan@example.vn");
    let browser = portal.browser().await;
    let (first, second) = (browser.get(&link).await, browser.get(&link).await);
    let first = first.form("/mat-khau/");
    first.fill("password", NEW).fill("again", NEW).press("Lưu").await.is(200);
    let second = second.form("/mat-khau/");
    second
        .fill("password", "kẻ khác đặt mật khẩu này")
        .fill("again", "kẻ khác đặt mật khẩu này")
        .press("Lưu")
        .await
        .is(410);
    assert!(enter(&portal, "lan@example.vn", NEW).await.path.starts_with("/lam-viec"));
}

#[actix_web::test]
async fn a_refused_password_leaves_the_link_as_it_was() {
    let portal = TestPortal::new();
    lan(&portal);
    ask(&portal, "lan@example.vn").await;
    let link = link_for(&portal, "lan@example.vn");
    let browser = portal.browser().await;
    for (password, again) in [("ngắn", "ngắn"), (NEW, "mưa rào trên bến khác")] {
        let form = browser.get(&link).await.form("/mat-khau/");
        let page = form.fill("password", password).fill("again", again).press("Lưu").await;
        assert_eq!(page.is(422).errors().len(), 1);
    }
    browser.get(&link).await.is(200);
}

#[actix_web::test]
async fn nobody_learns_who_has_an_account_and_an_old_link_is_over() {
    let portal = TestPortal::new();
    lan(&portal);
    let (known, unknown) = (ask(&portal, "lan@example.vn").await, ask(&portal, "ai@example.vn").await);
    assert_eq!(known.text().replace("lan@", "X@"), unknown.text().replace("ai@", "X@"));
    let old = link_for(&portal, "lan@example.vn");
    ask(&portal, "lan@example.vn").await;
    let new = link_for(&portal, "lan@example.vn");
    let browser = portal.browser().await;
    browser.get(&old).await.is(410);
    browser.get(&new).await.is(200);
    portal.wait(Duration::minutes(61));
    browser.get(&new).await.is(410);
    browser.get("/mat-khau/khong-co").await.is(410);
}

#[actix_web::test]
async fn the_first_administrator_says_who_they_are() {
    let portal = TestPortal::new();
    let token = invite_first_admin(&portal).unwrap().unwrap();
    let link = format!("/mat-khau/{}", token.reveal());
    let browser = portal.browser().await;
    let form = browser.get(&link).await.form("/mat-khau/");
    let page = form.fill("password", NEW).fill("again", NEW).press("Lưu").await;
    page.is(422);
    assert_eq!(page.errors().len(), 2, "{:?} {}", page.errors(), page.text());
    let form = page.form("/mat-khau/");
    let page = form
        .fill("name", "Trần Thị Hoa")
        .fill("email", "Hoa@example.vn")
        .fill("password", NEW)
        .fill("again", NEW)
        .press("Lưu")
        .await;
    page.says("Đã lưu mật khẩu");
    let page = enter(&portal, "hoa@example.vn", NEW).await;
    assert_eq!(page.path, "/quan-tri/viec-tu-chay");
    let kept: Account = portal.with_db(|c| {
        accounts::table.filter(accounts::email.eq("hoa@example.vn")).select(Account::as_select()).first(c)
    });
    assert_eq!((kept.state, kept.name.as_str()), (AccountState::Active, "Trần Thị Hoa"));
}
