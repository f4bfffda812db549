//! Pages that are no longer true: the key is lost, the draft has gone, another tab was faster. Nothing typed is lost,
//! and nothing goes out that was not shown.
use super::submit_way::{self as way, BODY, EMAIL, TITLE};
use crate::support::{Page, TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::{drafts, photos, uploads};

fn sent(portal: &TestPortal) -> Vec<Ticket> {
    portal.tickets()
}

fn drafts_kept(portal: &TestPortal) -> i64 {
    portal.with_db(|c| drafts::table.count().get_result(c))
}

fn typed(page: &Page, name: &str) -> String {
    page.form("step").value(name)
}

#[actix_web::test]
async fn a_first_page_without_its_cookie_comes_back_whole_and_then_goes_on() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = browser.get(&links::submit()).await;
    browser.lose_cookies();
    let form = page.form("step").choose("kind", "praise").fill("title", TITLE).fill("body", BODY);
    let again = form.press("Tiếp tục").await;
    again.is(403).says("Những gì bạn viết vẫn còn đủ");
    assert_eq!([typed(&again, "title"), typed(&again, "body")], [TITLE, BODY]);
    assert_eq!(typed(&again, "kind"), "praise");
    assert_eq!(drafts_kept(&portal), 0, "nothing is written without a key");
    let next = again.form("step").press("Tiếp tục").await;
    assert_eq!(next.path, links::submit_category());
    assert_eq!(typed(&browser.get(&links::submit()).await, "title"), TITLE);
}

#[actix_web::test]
async fn without_cookies_at_all_the_second_press_says_so() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = browser.get(&links::submit()).await;
    browser.lose_cookies();
    let page = page.form("step").fill("title", TITLE).fill("body", BODY).press("Tiếp tục").await;
    page.never_says("chặn cookie");
    browser.lose_cookies();
    let page = page.form("step").press("Tiếp tục").await;
    page.is(403).says("chặn cookie");
    assert_eq!([typed(&page, "title"), typed(&page, "body")], [TITLE, BODY]);
}

#[actix_web::test]
async fn a_later_page_without_its_cookie_keeps_its_own_and_leads_back_to_what_is_gone() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::what(&browser).await;
    let page = way::category(&page).await;
    browser.lose_cookies();
    let form = page.form("step").fill("commune", "Phường Lê Chân").fill("place", "Số 12 phố Lạch Tray");
    let again = form.press("Tiếp tục").await;
    again.is(403).says("Câu trả lời ở các bước trước không còn");
    assert_eq!([typed(&again, "commune"), typed(&again, "place")], ["Phường Lê Chân", "Số 12 phố Lạch Tray"]);
    let first = again.form("step").press("Tiếp tục").await;
    assert_eq!(first.path, links::submit());
    let page = way::what(&browser).await;
    let page = way::category(&page).await;
    assert_eq!(typed(&page, "place"), "Số 12 phố Lạch Tray", "the place was kept");
    let page = page.form("step").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_photos());
    browser.lose_cookies();
    let again = way::photo(&page).await;
    again.is(403).says("Hãy chọn lại ảnh");
    let kept: i64 = portal.with_db(|c| uploads::table.count().get_result(c));
    assert_eq!(kept, 0);
    let contact = browser.get(&links::submit_contact()).await;
    assert_eq!(contact.path, links::submit(), "another guest has no draft");
}

#[actix_web::test]
async fn who_may_be_reached_is_typed_once_though_the_key_is_lost() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    way::review(&portal, &browser).await;
    let page = browser.get(&links::submit_contact()).await;
    browser.lose_cookies();
    let form = page.form("step").fill("name", "Bà Hoa").tick("is_private");
    let again = form.press("Tiếp tục").await;
    again.is(403);
    assert_eq!([typed(&again, "name"), typed(&again, "email")], ["Bà Hoa", EMAIL]);
    assert_eq!([typed(&again, "is_private"), typed(&again, "consent")], ["yes", "yes"]);
}

#[actix_web::test]
async fn a_draft_that_ran_out_is_said_and_the_page_keeps_what_it_held() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::what(&browser).await;
    let page = way::category(&page).await;
    portal.wait(chrono::Duration::hours(5));
    let form = page.form("step").fill("commune", "Phường Lê Chân").fill("place", "Số 12");
    let again = form.press("Tiếp tục").await;
    again.is(409).says("Câu trả lời ở các bước trước không còn");
    assert_eq!(typed(&again, "place"), "Số 12");
    assert_eq!(again.form("step").press("Tiếp tục").await.path, links::submit());
}

#[actix_web::test]
async fn the_other_public_forms_come_back_too() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    for (address, name, button) in [
        (links::lookup(), "ma", "Tra cứu"),
        (links::forgot(), "email", "Gửi"),
        (links::sign_in(), "email", "Đăng"),
    ] {
        let page = browser.get(&address).await;
        browser.lose_cookies();
        let again = page.form(&address).fill(name, "gõ dở").press(button).await;
        again.is(403).says("Những gì bạn viết vẫn còn đủ");
        assert_eq!(again.form(&address).value(name), "gõ dở", "{address}");
        let second = again.form(&address).press(button).await;
        assert_ne!(second.status, 403, "{address}");
    }
}

#[actix_web::test]
async fn another_sites_form_is_not_shown_again() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let mut asked = crate::support::Asked::plain(actix_web::http::Method::POST, &links::submit());
    asked.headers.push(("sec-fetch-site", "cross-site".into()));
    asked.headers.push(("content-type", "application/x-www-form-urlencoded".into()));
    asked.body = b"title=theirs&body=theirs".to_vec();
    let answer = browser.send(asked).await;
    assert_eq!(answer.status, 403);
    assert!(!String::from_utf8(answer.body).unwrap().contains("theirs"));
}

#[actix_web::test]
async fn a_review_sends_what_it_showed_or_nothing() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    way::review(&portal, &browser).await;
    let page = browser.get(&links::submit_contact()).await;
    let shown = page.form("step").tick("is_private").press("Tiếp tục").await;
    // The other tab.
    let page = browser.get(&links::submit()).await;
    page.form("step").fill("title", "Tiêu đề khác hẳn").press("Tiếp tục").await;
    let page = browser.get(&links::submit_contact()).await;
    page.form("step").untick("is_private").tick("show_name").press("Tiếp tục").await;
    let now = shown.form("step").press("Gửi phản ánh").await;
    now.is(409).says("vừa được sửa ở một trang khác").says("Tiêu đề khác hẳn");
    assert!(sent(&portal).is_empty());
    let thanks = now.form("step").press("Gửi phản ánh").await;
    assert_eq!(thanks.path, links::submit_thanks());
    assert_eq!(sent(&portal)[0].title, "Tiêu đề khác hẳn");
}

#[actix_web::test]
async fn a_photo_that_the_review_did_not_show_does_not_go_out() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let shown = way::review(&portal, &browser).await;
    let page = browser.get(&links::submit_photos()).await;
    page.form("step").attach("photos", "khac.jpg", &jpeg(500, 300)).press("Thêm rồi chọn tiếp").await;
    shown.form("step").press("Gửi phản ánh").await.is(409);
    assert!(sent(&portal).is_empty());
}

#[actix_web::test]
async fn an_old_tab_adds_nothing_to_the_next_report() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let review = way::review(&portal, &browser).await;
    let old_photos = browser.get(&links::submit_photos()).await;
    let old_place = browser.get(&links::submit_place()).await;
    let old_restart = browser.get(&links::submit_place()).await;
    review.form("step").press("Gửi phản ánh").await;
    // After the thanks, before and after the next one is begun.
    for begun in [false, true] {
        if begun {
            way::what(&browser).await;
        }
        let form = old_photos.form("step").attach("photos", "cu.jpg", &jpeg(500, 300));
        let page = form.press("Tiếp tục").await;
        page.is(409).says("đã được gửi");
        let page = old_place.form("step").fill("place", "Chỗ cũ").press("Tiếp tục").await;
        page.is(409).says("đã được gửi");
        assert_eq!(typed(&page, "place"), "Chỗ cũ");
        let page = review.form("step").press("Gửi phản ánh").await;
        assert_eq!(page.path, if begun { links::submit() } else { links::submit_thanks() });
    }
    old_restart.form("lam-lai").press("Xóa và bắt đầu lại").await.says("vẫn được giữ");
    let left: i64 = portal.with_db(|c| uploads::table.count().get_result(c));
    assert_eq!(left, 0);
    let place = browser.get(&links::submit_place()).await;
    assert_eq!(place.path, links::submit_category(), "the next report has no place yet");
    assert_eq!(sent(&portal).len(), 1);
    let published: i64 = portal.with_db(|c| photos::table.count().get_result(c));
    assert_eq!(published, 1);
}

#[actix_web::test]
async fn two_tabs_that_begin_at_once_do_not_write_over_each_other_unseen() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let (one, other) = (browser.get(&links::submit()).await, browser.get(&links::submit()).await);
    one.form("step").fill("title", TITLE).fill("body", BODY).press("Tiếp tục").await;
    let late = other.form("step").fill("title", "Việc khác").fill("body", BODY).press("Tiếp tục").await;
    late.is(409).says("phản ánh khác ở trang khác");
    assert_eq!(typed(&late, "title"), "Việc khác");
    assert_eq!(typed(&browser.get(&links::submit()).await, "title"), TITLE);
    late.form("step").press("Tiếp tục").await;
    assert_eq!(typed(&browser.get(&links::submit()).await, "title"), "Việc khác");
}
