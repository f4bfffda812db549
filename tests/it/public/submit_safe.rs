//! What goes wrong while a report is written: nothing typed is lost, and nobody else sees it.
use super::submit_way::{self as way, BODY, TITLE};
use crate::support::{TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::links;
use langnghe::schema::tickets;

#[actix_web::test]
async fn every_mistake_is_said_and_keeps_what_was_typed() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = browser.get(&links::submit()).await;
    let form = page.form("step").fill("title", TITLE);
    let page = form.fill("body", "Hỏng rồi").press("Tiếp tục").await;
    page.is(422);
    assert_eq!(page.errors().len(), 1);
    assert_eq!(page.attributes(".errors a", "href"), ["#body"]);
    assert_eq!(page.form("step").value("title"), TITLE);
    assert_eq!(page.form("step").value("body"), "Hỏng rồi");
    let page = page.form("step").fill("body", BODY).press("Tiếp tục").await;

    let page = page.form("step").press("Tiếp tục").await;
    page.is(422).says("Hãy chọn một lĩnh vực");
    let page = way::category(&page).await;

    let form = page.form("step").fill("commune", "Atlantis");
    let page = form.fill("place", "Số 12").press("Tiếp tục").await;
    page.is(422).says("Không tìm thấy phường, xã nào");
    assert_eq!(page.form("step").value("commune"), "Atlantis");
    assert_eq!(page.form("step").value("place"), "Số 12");
    let page = way::place(&page).await;
    let page = way::photo(&page).await;

    let form = page.form("step").fill("name", "An").fill("email", "an@gmail");
    let page = form.fill("phone", "091234").tick("show_name").press("Tiếp tục").await;
    page.is(422);
    assert_eq!(page.attributes(".errors a", "href"), ["#phone", "#email", "#consent"]);
    let form = page.form("step");
    assert_eq!((form.value("name").as_str(), form.value("phone").as_str()), ("An", "091234"));
    assert_eq!((form.value("show_name").as_str(), form.value("consent").as_str()), ("yes", ""));
    let page = browser.get(&links::submit_photos()).await;
    assert_eq!(page.all(".previews li").len(), 1);
}

#[actix_web::test]
async fn nothing_is_agreed_to_beforehand() {
    let portal = TestPortal::new();
    let page = way::what(&portal.browser().await).await;
    let page = page.browser().get(&links::submit_contact()).await;
    for name in ["consent", "show_name", "is_private"] {
        assert_eq!(page.form("step").value(name), "", "{name}");
    }
    page.says("Luật Bảo vệ dữ liệu cá nhân");
}

#[actix_web::test]
async fn each_file_is_answered_for_itself() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::what(&browser).await;
    let page = way::category(&page).await;
    let page = way::place(&page).await;
    let form = page
        .form("step")
        .attach("photos", "ma-doc.jpg", b"<script>alert(1)</script>")
        .attach("photos", "tot.jpg", &jpeg(640, 480))
        .attach("photos", "nha.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    let page = form.press("Tiếp tục").await;
    page.is(422).says("ma-doc.jpg: tệp này không phải là ảnh").says("nha.heic: ảnh HEIC");
    assert_eq!(page.errors().len(), 2);
    assert_eq!(page.all(".previews li").len(), 1);
    assert_eq!(page.form("step").press("Tiếp tục").await.path, links::submit_contact());
}

#[actix_web::test]
async fn a_draft_is_its_holders_alone() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::review(&portal, &browser).await;
    let picture = page.attributes(".ticket-card img", "src")[0].clone();
    let own = browser.get(&picture).await;
    own.is(200);
    assert_eq!(own.header("cache-control").as_deref(), Some("no-store"));
    assert_eq!(own.header("x-content-type-options").as_deref(), Some("nosniff"));
    let stranger = portal.browser().await;
    stranger.get(&picture).await.is(404);
    let page = stranger.get(&links::submit_review()).await;
    assert_eq!(page.path, links::submit());
    page.never_says(TITLE);
    assert_eq!(stranger.get(&links::submit_thanks()).await.path, links::submit());
}

#[actix_web::test]
async fn a_draft_is_gone_after_four_hours() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::review(&portal, &browser).await;
    let picture = page.attributes(".ticket-card img", "src")[0].clone();
    portal.wait(chrono::Duration::hours(4));
    browser.get(&picture).await.is(404);
    let page = browser.get(&links::submit()).await;
    assert_eq!(page.form("step").value("title"), "");
}

#[actix_web::test]
async fn machines_are_asked_once_more_and_people_lose_nothing() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::what(&browser).await;
    let page = way::category(&page).await;
    let page = way::place(&page).await;
    let page = way::photo(&page).await;
    let page = way::contact(&page).await;
    // The clock stands still: all six pages in no time.
    let page = page.form("step").press("Gửi phản ánh").await;
    page.is(422).says("Hãy xem lại và gửi lần nữa");
    portal.wait(chrono::Duration::seconds(5));
    let form = page.form("step").fill("website", "https://spam.example");
    let page = form.press("Gửi phản ánh").await;
    page.is(422).says("Hãy xem lại và gửi lần nữa").says(TITLE);
    let none: i64 = portal.with_db(|c| tickets::table.count().get_result(c));
    assert_eq!(none, 0);
    let page = page.form("step").press("Gửi phản ánh").await;
    assert_eq!(page.path, links::submit_thanks());
}

#[actix_web::test]
async fn a_private_wish_is_kept_and_said() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    way::review(&portal, &browser).await;
    let page = browser.get(&links::submit_contact()).await;
    let page = page.form("step").tick("is_private").press("Tiếp tục").await;
    page.says("Phản ánh này không hiện công khai");
    page.form("step").press("Gửi phản ánh").await.is(200);
    let private: bool = portal.with_db(|c| tickets::table.select(tickets::is_private).first(c));
    assert!(private);
}
