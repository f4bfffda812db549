//! A resident sends a report, on a phone, without JavaScript.
use super::submit_way::{self as way, BODY, EMAIL, TITLE};
use crate::support::{TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::domain::contact::Contact;
use langnghe::domain::event::EventKind;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Channel, Ticket};
use langnghe::links;
use langnghe::schema::{contacts, events, photos, uploads};

fn sent(portal: &TestPortal) -> Vec<Ticket> {
    portal.tickets()
}

#[actix_web::test]
async fn a_report_goes_all_the_way_and_its_code_comes_back() {
    let portal = TestPortal::journey();
    let browser = portal.browser().await;
    let review = way::review(&portal, &browser).await;
    review.says(TITLE).says(BODY).says("Số 12 phố Lạch Tray, Phường Lê Chân").says("Giữ kín");
    assert_eq!(review.all(".ticket-card h3"), [TITLE]);
    assert!(review.has(".ticket-card.has-photo"));
    let thanks = review.form("step").press("Gửi phản ánh").await;
    assert_eq!(thanks.path, links::submit_thanks());
    let [ticket] = <[Ticket; 1]>::try_from(sent(&portal)).unwrap();
    assert_eq!(thanks.all(".receipt-code"), [ticket.code.as_str()]);
    // Triage by 11:02 today; three working days after today end on Thursday.
    thanks.says("11:02, 7/9/2026").says("10/9/2026");
    assert_eq!((ticket.status, ticket.channel), (Status::New, Channel::Web));
    assert_eq!((ticket.is_public, ticket.is_private), (false, false));
    let contact: Contact = portal.with_db(|c| contacts::table.select(Contact::as_select()).first(c));
    assert_eq!((contact.phone.as_str(), contact.show_name), ("0912345678", false));
    let shown: Vec<bool> = portal.with_db(|c| photos::table.select(photos::is_public).load(c));
    assert_eq!(shown, [false]);
    let kinds: Vec<EventKind> = portal.with_db(|c| events::table.select(events::kind).load(c));
    assert_eq!(kinds, [EventKind::Submitted]);
    assert!(portal.letter_to(EMAIL).text.contains(&ticket.code));
}

#[actix_web::test]
async fn nothing_is_public_after_sending() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::review(&portal, &browser).await;
    page.form("step").press("Gửi phản ánh").await;
    let code = &sent(&portal)[0].code;
    let reader = portal.browser().await;
    reader.get(&links::ticket(code)).await.is(404).never_says(TITLE);
    for address in [links::home(), links::answers(), links::lookup_code(code)] {
        reader.get(&address).await.is(200).never_says(TITLE).never_says("Minh Họa");
    }
    let hash: String = portal.with_db(|c| photos::table.select(photos::display).first(c));
    reader.get(&links::photo(&hash)).await.is(404);
}

#[actix_web::test]
async fn two_presses_at_once_make_one_report() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::review(&portal, &browser).await;
    let press = || page.form("step").press("Gửi phản ánh");
    let (one, other) = futures_util::future::join(press(), press()).await;
    let later = press().await;
    let tickets = sent(&portal);
    assert_eq!(tickets.len(), 1);
    for thanks in [one, other, later] {
        assert_eq!(thanks.path, links::submit_thanks());
        assert_eq!(thanks.all(".receipt-code"), [tickets[0].code.as_str()]);
    }
    assert_eq!(portal.unsent().len(), 1);
    let left: i64 = portal.with_db(|c| uploads::table.count().get_result(c));
    assert_eq!(left, 0);
}

#[actix_web::test]
async fn the_senders_words_lead_to_the_category_in_two_clicks() {
    let portal = TestPortal::new();
    let page = way::what(&portal.browser().await).await;
    assert_eq!(page.path, links::submit_category());
    page.says("vì bạn viết “ổ gà”");
    let found = page.form("search").fill("q", "den duong").press("Tìm").await;
    let labels = found.all("#step > fieldset > .choices .choice > span:first-of-type");
    assert_eq!(labels.first().map(String::as_str), Some("Chiếu sáng công cộng"));
}

#[actix_web::test]
async fn an_old_name_finds_todays_commune() {
    let portal = TestPortal::new();
    let page = way::what(&portal.browser().await).await;
    let page = way::category(&page).await;
    let form = page.form("step").fill("place", "Cạnh cổng trường");
    let page = form.fill("commune", "cam thuong").press("Tìm").await;
    assert_eq!(page.path, links::submit_place());
    page.says("Phường Cẩm Thượng (cũ) nay thuộc Phường Thành Đông");
    let form = page.form("step");
    assert_eq!(form.value("place"), "Cạnh cổng trường");
    assert!(!form.value("commune_id").is_empty(), "the only find is chosen");
    assert_eq!(form.press("Tiếp tục").await.path, links::submit_photos());
}

#[actix_web::test]
async fn names_that_are_only_alike_are_said_to_be_so_and_none_at_all_too() {
    let portal = TestPortal::new();
    let page = way::what(&portal.browser().await).await;
    let page = way::category(&page).await;
    let alike = page.form("step").fill("commune", "sao hòa").press("Tìm").await;
    alike.is(200).says("Không có phường, xã nào tên đúng như vậy");
    let known = alike.form("step").fill("commune", "Lê Chân").press("Tìm").await;
    known.is(200).never_says("Không có phường, xã nào tên đúng như vậy");
    // "(một phần)" after an old name is no word of it.
    for words in ["Cẩm Phả", "máy tơ quay"] {
        let none = known.form("step").fill("commune", words).press("Tìm").await;
        none.is(422).says("Không tìm thấy phường, xã nào có tên như vậy");
    }
}

#[actix_web::test]
async fn another_name_typed_over_a_choice_is_the_one_that_counts() {
    let portal = TestPortal::new();
    let page = way::what(&portal.browser().await).await;
    let page = way::category(&page).await;
    let form = page.form("step").fill("commune", "cam thuong");
    let page = form.press("Tìm").await;
    let form = page.form("step").fill("commune", "Phường Lê Chân");
    let page = form.fill("place", "Số 5").press("Tiếp tục").await;
    let page = page.browser().get(&links::submit_place()).await;
    assert_eq!(page.all(".choices .choice:has(input[checked]) span")[0], "Phường Lê Chân");
}

#[actix_web::test]
async fn going_back_keeps_all_and_leads_to_the_review_again() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    way::review(&portal, &browser).await;
    let page = browser.get(&links::submit()).await;
    let form = page.form("step");
    assert_eq!((form.value("title").as_str(), form.value("body").as_str()), (TITLE, BODY));
    let page = form.fill("title", "Hai ổ gà lớn").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_review());
    page.says("Hai ổ gà lớn");
}

#[actix_web::test]
async fn beginning_again_leaves_nothing() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let review = way::review(&portal, &browser).await;
    assert!(review.has("details:not([open]) form[action$='/lam-lai']"), "one tap must not delete all");
    review.says("Những gì bạn đã nhập và ảnh đã chọn bị xóa");
    let page = review.form("lam-lai").press("Xóa và bắt đầu lại").await;
    assert_eq!(page.form("step").value("title"), "");
    assert_eq!(browser.get(&links::submit_review()).await.path, links::submit());
    let left: i64 = portal.with_db(|c| uploads::table.count().get_result(c));
    assert_eq!(left, 0);
}

#[actix_web::test]
async fn a_photo_can_be_taken_out_again_and_five_are_enough() {
    let portal = TestPortal::new();
    let page = way::what(&portal.browser().await).await;
    let page = way::category(&page).await;
    let page = way::place(&page).await;
    let mut form = page.form("step");
    for number in 0..6 {
        form = form.attach("photos", &format!("{number}.jpg"), &jpeg(300 + number * 10, 200));
    }
    let page = form.press("Thêm rồi chọn tiếp").await;
    page.is(422).says("5.jpg: đã đủ 5 ảnh");
    assert_eq!(page.all(".previews li").len(), 5);
    let page = page.form("step").untick("keep").press("Thêm rồi chọn tiếp").await;
    assert_eq!(page.all(".previews li").len(), 4);
}
