//! "Phản ánh của tôi": what a sender reads and does on their own page, behind the link in their letters.
use crate::support::{Browser, Page, TestPortal, jpeg};
use langnghe::actions::senders::{self, keys};
use langnghe::actions::tickets::{Order, ask_info};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::TicketId;
use langnghe::links;
use langnghe::store::{contacts, events, photos, tickets};

const AGENCY: &str = "so-xay-dung";
const EMAIL: &str = "nguoi.gui@example.vn";
const PHONE: &str = "0900 000 456";

/// A report whose sender confirmed the address, in any state.
fn sent(portal: &TestPortal, state: Status) -> Ticket {
    let ticket = portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(state).build();
    let key = keys::of_confirmation(portal, ticket.id);
    senders::confirm(portal, &key).unwrap();
    drop(portal.letters());
    now_of(portal, &ticket)
}

fn own(portal: &TestPortal, id: TicketId) -> String {
    links::own(&portal.with_db(|c| keys::of_own_page(portal, c, id)))
}

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn last_kind(portal: &TestPortal, ticket: &Ticket) -> EventKind {
    portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap().0.kind
}

async fn asked(portal: &TestPortal) -> (Ticket, Browser, Page) {
    let ticket = sent(portal, Status::InProgress);
    let focal = portal.actor(Role::Focal, AGENCY);
    let order = Order { actor: &focal, code: &ticket.code, seen: now_of(portal, &ticket).version };
    ask_info(portal, order, "Ổ gà ở trước số nhà nào?").unwrap();
    let letter = portal.letter_to(EMAIL);
    let link = letter.text.split_whitespace().find(|word| word.contains("/cua-toi/")).unwrap().to_owned();
    let browser = portal.browser().await;
    let page = browser.get(link.trim_start_matches("http://localhost")).await;
    (ticket, browser, page)
}

#[actix_web::test]
async fn the_link_in_a_letter_opens_the_senders_own_page_where_a_question_is_answered() {
    let portal = TestPortal::journey();
    let (ticket, browser, page) = asked(&portal).await;
    page.is(200).says("Sở Xây dựng hỏi bạn").says("Ổ gà ở trước số nhà nào?").says(&ticket.body);
    assert_eq!(page.header("referrer-policy").as_deref(), Some("no-referrer"));
    assert_eq!(page.header("cache-control").as_deref(), Some("no-store"));
    let empty = page.form("/bo-sung").press("Gửi bổ sung").await;
    empty.is(422).says("Bạn hãy viết vài chữ hoặc chọn ảnh.");
    let form =
        empty.form("/bo-sung").fill("more", "Trước nhà số 12").attach("photos", "mot.jpg", &jpeg(640, 480));
    let done = form.press("Gửi bổ sung").await;
    done.is(200).says("Đã gửi. Người xử lý đọc được ngay.").never_says("hỏi bạn");
    let after = now_of(&portal, &ticket);
    assert_eq!((after.status, last_kind(&portal, &ticket)), (Status::InProgress, EventKind::InfoGiven));
    assert!(after.answer_due() >= ticket.answer_due(), "the clock goes on with what was left");
    let officer = portal.staff(Role::Focal, AGENCY).await;
    let desk = officer.get(&links::desk_ticket(&ticket.code)).await;
    desk.says("Trước nhà số 12");
    let kept = portal.with_db(|c| photos::of_ticket(c, ticket.id));
    assert_eq!(kept.len(), 1);
    let seen = done.attributes("img", "src").into_iter().find(|src| src.contains(&kept[0].thumb)).unwrap();
    browser.get(&seen).await.is(200);
    portal.browser().await.get(&links::photo(&kept[0].thumb)).await.is(404);
    drop(portal.letters());
}

#[actix_web::test]
async fn the_same_answer_pressed_twice_is_one() {
    let portal = TestPortal::new();
    let (ticket, _, page) = asked(&portal).await;
    for _ in 0..2 {
        page.form("/bo-sung").fill("more", "Trước nhà số 12").press("Gửi bổ sung").await.is(200);
    }
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let given = all.iter().filter(|(event, _)| event.remark == "Trước nhà số 12").count();
    assert_eq!(given, 1);
}

#[actix_web::test]
async fn who_knows_no_more_says_so_and_the_report_goes_on() {
    let portal = TestPortal::new();
    let (ticket, _, page) = asked(&portal).await;
    page.form("/khong-them")
        .press("Tôi không biết thêm, cứ xử lý tiếp")
        .await
        .is(200)
        .says("xử lý tiếp với những gì đã có");
    assert_eq!(last_kind(&portal, &ticket), EventKind::NoMoreInfo);
    assert_eq!(now_of(&portal, &ticket).status, Status::InProgress);
    let late = page.form("/khong-them").press("Tôi không biết thêm, cứ xử lý tiếp").await;
    late.is(409).says("đã thay đổi trong lúc bạn mở trang");
}

#[actix_web::test]
async fn more_is_added_a_bad_photo_keeps_nothing_else_away_and_nothing_is_public() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::InProgress);
    let page = portal.browser().await.get(&own(&portal, ticket.id)).await;
    let form = page.form("/bo-sung").fill("more", "Hố đã rộng thêm, 0900000123");
    let form = form.attach("photos", "tot.jpg", &jpeg(640, 480)).attach("photos", "hong.jpg", b"<svg/>");
    let told = form.press("Gửi thêm").await;
    told.is(422).says("hong.jpg").says("Những phần khác đã gửi xong");
    assert_eq!(last_kind(&portal, &ticket), EventKind::InfoAdded);
    assert_eq!(portal.with_db(|c| photos::of_ticket(c, ticket.id)).len(), 1);
    let guest = portal.browser().await;
    guest
        .get(&links::ticket(&ticket.code))
        .await
        .is(200)
        .never_says("0900000123")
        .never_says("thêm thông tin");
    guest.get(&links::lookup_code(&ticket.code)).await.is(200).never_says("0900000123");
}

#[actix_web::test]
async fn a_report_is_withdrawn_once_and_gone_from_the_public() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::InProgress);
    let browser = portal.browser().await;
    browser.get(&links::ticket(&ticket.code)).await.is(200);
    let page = browser.get(&own(&portal, ticket.id)).await;
    page.form("/rut").press("Rút phản ánh này").await.is(200).says("Bạn đã rút phản ánh này").says("Từ chối");
    assert_eq!(now_of(&portal, &ticket).status, Status::Withdrawn);
    browser.get(&links::ticket(&ticket.code)).await.is(410);
    page.form("/rut").press("Rút phản ánh này").await.is(409);
    assert!(!browser.get(&own(&portal, ticket.id)).await.has("form[action$='/bo-sung']"));
}

#[actix_web::test]
async fn an_answer_that_settles_nothing_is_reopened_on_the_page_within_its_days() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::Answered);
    let browser = portal.browser().await;
    let page = browser.get(&own(&portal, ticket.id)).await;
    page.says("lấp ổ gà sáng nay").says("đến hết ngày 14/9/2026");
    page.form("/mo-lai").press("Mở lại phản ánh").await.is(422).says("lý do");
    let form =
        page.form("/mo-lai").fill("why", "Vẫn còn một hố").attach("photos_now", "nay.jpg", &jpeg(640, 480));
    form.press("Mở lại phản ánh").await.is(200).says("Phản ánh đã được mở lại.");
    assert_eq!(now_of(&portal, &ticket).status, Status::Reopened);
    let officer = portal.staff(Role::Focal, AGENCY).await;
    officer.get(&links::desk_ticket(&ticket.code)).await.says("Vẫn còn một hố");

    let late = sent(&portal, Status::Answered);
    let page = browser.get(&own(&portal, late.id)).await;
    portal.wait(chrono::Duration::days(8));
    page.form("/mo-lai")
        .fill("why", "Vẫn còn một hố")
        .press("Mở lại phản ánh")
        .await
        .is(422)
        .says("quá thời hạn");
    assert!(!browser.get(&own(&portal, late.id)).await.has("form[action$='/mo-lai']"));
}

#[actix_web::test]
async fn another_link_ends_the_one_before_and_an_erased_contact_ends_all() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::InProgress);
    let (before, browser) = (own(&portal, ticket.id), portal.browser().await);
    let page = browser.get(&before).await.form("/doi-lien-ket").press("Đổi liên kết").await;
    page.is(200).says("Đây là liên kết mới");
    let after = own(&portal, ticket.id);
    assert_ne!(before, after);
    browser.get(&before).await.is(404);
    browser.get(&after).await.is(200);
    for forged in [after.replacen("/cua-toi/", "/cua-toi/1", 1), "/cua-toi/1".into(), "/cua-toi/x-y".into()] {
        browser.get(&forged).await.is(404);
    }
    portal.with_db(|c| contacts::erase(c, ticket.id));
    browser.get(&after).await.is(404);
}

#[actix_web::test]
async fn letters_stop_and_come_again() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::InProgress);
    let page = portal.browser().await.get(&own(&portal, ticket.id)).await;
    let page = page.says("n•••@example.vn").form("/thu").press("Thôi nhận thư").await;
    page.is(200).says("Bạn đã thôi nhận thư ở n•••@example.vn");
    assert!(portal.sender_state(&ticket).letters_stopped_at.is_some());
    page.form("/thu").press("Nhận thư trở lại").await.is(200);
    assert!(portal.sender_state(&ticket).letters_stopped_at.is_none());
}

#[actix_web::test]
async fn a_telephone_number_opens_the_page_and_guessing_it_is_made_slow() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::InProgress);
    let browser = portal.browser().await;
    let page = browser.get(&links::lookup_code(&ticket.code)).await.follow("Mở trang của bạn").await;
    page.form("/cua-toi")
        .fill("phone", "12")
        .press("Mở trang của tôi")
        .await
        .is(422)
        .says("Số này chưa đúng");
    page.form("/cua-toi")
        .fill("phone", "0900 000 457")
        .press("Mở trang của tôi")
        .await
        .is(422)
        .says("không khớp");
    page.form("/cua-toi")
        .fill("phone", PHONE)
        .press("Mở trang của tôi")
        .await
        .is(200)
        .says("Phản ánh của tôi");
    let mut last = 422;
    for _ in 0..70 {
        last = page.form("/cua-toi").fill("phone", "0900 000 457").press("Mở trang của tôi").await.status;
    }
    assert_eq!(last, 429);
}

#[actix_web::test]
async fn a_letter_to_an_address_that_nobody_confirmed_opens_no_page_with_what_was_written() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(Status::Forwarded).build();
    drop(portal.letters());
    let focal = portal.actor(Role::Focal, AGENCY);
    let order = Order { actor: &focal, code: &ticket.code, seen: now_of(&portal, &ticket).version };
    ask_info(&portal, order, "Ổ gà ở trước số nhà nào?").unwrap();
    let letter = portal.letter_to(EMAIL);
    assert!(!letter.text.contains("/cua-toi/") && !letter.html.contains("/cua-toi/"), "{}", letter.text);
    let link = letter.text.split_whitespace().find(|word| word.contains("/xac-nhan/")).unwrap().to_owned();
    let page = portal.browser().await.get(link.trim_start_matches("http://localhost")).await;
    page.form("/xac-nhan/").press("Xác nhận").await.is(200).says("Phản ánh của tôi").says(&ticket.body);
}

#[actix_web::test]
async fn whoever_repeats_another_report_is_led_to_it() {
    let portal = TestPortal::new();
    let master = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let ticket = portal.ticket().sent_by(EMAIL).repeating(&master).in_state(Status::Duplicate).build();
    let page = portal.browser().await.get(&own(&portal, ticket.id)).await;
    page.is(200).says("Đang xử lý").follow(&master.code).await.is(200).says(&master.title);
}

#[actix_web::test]
async fn a_report_is_added_to_as_often_as_reports_may_be_begun() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::InProgress);
    let page = portal.browser().await.get(&own(&portal, ticket.id)).await;
    let mut last = 200;
    for n in 0..70 {
        let form = page.form("/bo-sung").fill("more", &format!("Thêm lần {n}"));
        last = form.press("Gửi thêm").await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(last_kind(&portal, &ticket), EventKind::InfoAdded);
}

#[actix_web::test]
async fn no_form_of_an_old_link_does_anything() {
    for state in [Status::InProgress, Status::Answered, Status::NeedsInfo] {
        let portal = TestPortal::new();
        let ticket = sent(&portal, state);
        let page = portal.browser().await.get(&own(&portal, ticket.id)).await;
        senders::renew_link(&portal, ticket.id).unwrap();
        let before = (now_of(&portal, &ticket), last_kind(&portal, &ticket), portal.sender_state(&ticket));
        let steps = ["bo-sung", "khong-them", "rut", "mo-lai", "danh-gia", "thu", "doi-lien-ket"];
        let offered: Vec<_> =
            steps.iter().filter(|step| page.has(&format!("form[action$='/{step}']"))).collect();
        assert!(offered.len() > 2, "{state}: {offered:?}");
        for step in offered {
            let form = page.form(&format!("/{step}"));
            let pressed = match *step {
                "bo-sung" if state == Status::NeedsInfo => form.fill("more", "Số 12").press("Gửi bổ sung"),
                "bo-sung" => form.fill("more", "Số 12").press("Gửi thêm"),
                "mo-lai" => form.fill("why", "Vẫn còn một hố").press("Mở lại phản ánh"),
                "danh-gia" => form.choose("mark", "good").press("Gửi đánh giá"),
                "khong-them" => form.press("Tôi không biết thêm, cứ xử lý tiếp"),
                "rut" => form.press("Rút phản ánh này"),
                "thu" => form.press("Thôi nhận thư"),
                _ => form.press("Đổi liên kết"),
            };
            pressed.await.is(404);
        }
        let after = (now_of(&portal, &ticket), last_kind(&portal, &ticket), portal.sender_state(&ticket));
        assert_eq!(before, after, "{state}");
    }
}

#[actix_web::test]
async fn a_bad_photo_beside_a_reopening_is_named_where_it_can_be_added() {
    let portal = TestPortal::new();
    let ticket = sent(&portal, Status::Answered);
    let page = portal.browser().await.get(&own(&portal, ticket.id)).await;
    let form = page.form("/mo-lai").fill("why", "Vẫn còn một hố").attach("photos_now", "hong.jpg", b"<svg/>");
    let told = form.press("Mở lại phản ánh").await;
    told.is(422).says("hong.jpg").says("Những phần khác đã gửi xong");
    assert_eq!(now_of(&portal, &ticket).status, Status::Reopened);
    assert!(told.has("#errors a[href='#photos']") && told.has("input#photos"));
}
