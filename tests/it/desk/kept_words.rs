//! The session ended while somebody wrote: after signing in they are back on the form with their words.
use crate::signin::{PASSWORD, with_password};
use crate::support::{Browser, Page, TestPortal};
use diesel::prelude::*;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::schema::{accounts, notes};

const NOTE: &str = "Đã gọi cho tổ dân phố 3, họ hẹn sáng mai.";

/// Somebody with a password, whose browser is signed in.
async fn member(portal: &TestPortal, email: &str, role: Role, agency: &str) -> Browser {
    portal.signed_in(with_password(portal, email, role, agency)).await
}

fn notes_kept(portal: &TestPortal) -> i64 {
    portal.with_db(|c| notes::table.count().get_result(c))
}

/// A page of the desk, by somebody with a password.
async fn opened(portal: &TestPortal, browser: &Browser) -> Page {
    let ticket =
        portal.ticket().at("so-xay-dung").given_to(browser.who()).in_state(Status::InProgress).build();
    browser.get(&links::desk_ticket(&ticket.code)).await
}

fn email(portal: &TestPortal, browser: &Browser) -> String {
    portal.with_db(|c| accounts::table.find(browser.who()).select(accounts::email).first(c))
}

async fn sign_in(portal: &TestPortal, page: &Page, who: &Browser) -> Page {
    let form = page.form("/dang-nhap").fill("email", &email(portal, who));
    form.fill("password", PASSWORD).press("Đăng nhập").await
}

#[actix_web::test]
async fn what_was_written_waits_behind_the_door() {
    let portal = TestPortal::new();
    let officer = member(&portal, "lan@example.vn", Role::Officer, "so-xay-dung").await;
    let page = opened(&portal, &officer).await;
    portal.wait(chrono::Duration::hours(13));
    let door = page.form("/ghi-chu").fill("note", NOTE).press("Lưu ghi chú").await;
    door.is(403).says("Phiên làm việc đã kết thúc");
    assert_eq!(notes_kept(&portal), 0);
    // A slip of the finger at the door loses nothing either.
    let form = door.form("/dang-nhap").fill("email", &email(&portal, &officer));
    let door = form.fill("password", "sai mật khẩu rồi").press("Đăng nhập").await;
    door.is(422);
    let back = sign_in(&portal, &door, &officer).await;
    back.is(200);
    assert_eq!(back.form("/ghi-chu").value("note"), NOTE);
    back.form("/ghi-chu").press("Lưu ghi chú").await.says("Đã lưu ghi chú").says(NOTE);
    assert_eq!(notes_kept(&portal), 1);
    drop(portal.letters());
}

#[actix_web::test]
async fn what_one_wrote_is_not_shown_to_another() {
    let portal = TestPortal::new();
    let (one, other) = (
        member(&portal, "lan@example.vn", Role::Officer, "so-xay-dung").await,
        member(&portal, "ba@example.vn", Role::Officer, "so-y-te").await,
    );
    let page = opened(&portal, &one).await;
    portal.wait(chrono::Duration::hours(13));
    let door = page.form("/ghi-chu").fill("note", NOTE).press("Lưu ghi chú").await;
    sign_in(&portal, &door, &other).await.never_says(NOTE);
    drop(portal.letters());
}

#[actix_web::test]
async fn where_nobody_can_tell_whose_session_it_was_the_words_are_kept_all_the_same() {
    let portal = TestPortal::new();
    let officer = member(&portal, "lan@example.vn", Role::Officer, "so-xay-dung").await;
    let page = opened(&portal, &officer).await;
    officer.lose_cookies();
    let door = page.form("/du-thao").fill("body", NOTE).press("Lưu nháp").await;
    let back = sign_in(&portal, &door, &officer).await;
    assert_eq!(back.form("/du-thao").value("body"), NOTE);
    drop(portal.letters());
}

#[actix_web::test]
async fn a_seal_that_was_forged_opens_nothing() {
    let portal = TestPortal::new();
    let officer = member(&portal, "lan@example.vn", Role::Officer, "so-xay-dung").await;
    let page = opened(&portal, &officer).await;
    portal.wait(chrono::Duration::hours(13));
    let door = page.form("/ghi-chu").fill("note", NOTE).press("Lưu ghi chú").await;
    let kept = door.form("/dang-nhap").value("kept").replace("tổ dân phố 3", "tổ dân phố 4");
    let form = door.form("/dang-nhap").fill("email", &email(&portal, &officer)).forge("kept", &kept);
    let csrf = door.form("/dang-nhap").value("csrf");
    let page = form.forge("csrf", &csrf).fill("password", PASSWORD).press("Đăng nhập").await;
    page.never_says("tổ dân phố 4");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_form_without_a_page_of_its_own_is_sent_once_more_as_it_was() {
    let portal = TestPortal::new();
    let admin = member(&portal, "quan@example.vn", Role::Admin, "ubnd-tp").await;
    let page = admin.get("/quan-tri/co-quan/so-y-te").await;
    portal.wait(chrono::Duration::hours(13));
    let form = page.form("/so-y-te").fill("contact_point", "Phòng Hành chính tầng hai");
    let door = form.press("Lưu").await;
    let back = sign_in(&portal, &door, &admin).await;
    back.says("Phòng Hành chính tầng hai");
    let saved = back.form("/so-y-te").press("Gửi lại như đã viết").await;
    saved.is(200).says("Phòng Hành chính tầng hai");
    assert_eq!(saved.form("/so-y-te").value("contact_point"), "Phòng Hành chính tầng hai");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_password_is_never_carried_along() {
    let portal = TestPortal::new();
    let officer = member(&portal, "lan@example.vn", Role::Officer, "so-xay-dung").await;
    let page = officer.get(&links::own_account()).await;
    portal.wait(chrono::Duration::hours(13));
    let form = page.form(&links::own_account()).fill("old", "mật khẩu cũ của tôi");
    let door = form.fill("password", "mật khẩu mới của tôi").press("Đổi mật khẩu").await;
    assert!(!door.html.contains("mật khẩu cũ của tôi") && !door.html.contains("mật khẩu mới của tôi"));
    drop(portal.letters());
}

#[actix_web::test]
async fn what_was_written_while_the_portal_failed_is_sent_again_as_it_was() {
    let portal = TestPortal::new();
    let officer = member(&portal, "lan@example.vn", Role::Officer, "so-xay-dung").await;
    let page = opened(&portal, &officer).await;
    let rename = |statement: &'static str| portal.with_db(|c| diesel::sql_query(statement).execute(c));
    rename("ALTER TABLE notes RENAME TO elsewhere");
    let failed = page.form("/ghi-chu").fill("note", NOTE).press("Lưu ghi chú").await;
    failed.is(503).says("chưa được lưu").says(NOTE);
    rename("ALTER TABLE elsewhere RENAME TO notes");
    failed.form("step").press("Gửi lại như đã viết").await.is(200).says("Đã lưu ghi chú").says(NOTE);
    assert_eq!(notes_kept(&portal), 1);
}
