//! What is kept apart from the agency that handles a report: the sender's own words where the checked copy says less, and how
//! to reach the sender. It opens with a reason, for a while, and the sender reads who looked.
use crate::support::{Browser, Page, TestPortal, jpeg};
use chrono::Duration;
use langnghe::actions::senders::{self, Given, keys};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::rating::Mark;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::{events, photos, tickets};

const AGENCY: &str = "so-xay-dung";
const NUMBER: &str = "0912345678";
const COPY: &str = "Giữa đường có một hố sâu, ai cũng ngại đi qua.";
const PHONE: &str = "0900000456";

/// A report that its agent took a number and the second photo out of.
fn edited(portal: &TestPortal) -> Ticket {
    let own = format!("Giữa đường có một hố sâu, hỏi ông Bảy số {NUMBER}.");
    let ticket = portal.ticket().titled("Hố sâu giữa đường").saying(COPY).sent_as("Hố sâu nhà ông Bảy", &own);
    let ticket = ticket.pictured(&jpeg(640, 480), true).pictured(&jpeg(480, 640), false);
    ticket.sent_by("kin@example.vn").at(AGENCY).in_state(Status::InProgress).build()
}

fn kinds(portal: &TestPortal, ticket: &Ticket) -> Vec<EventKind> {
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id));
    all.into_iter().map(|(event, _)| event.kind).collect()
}

fn withheld(portal: &TestPortal, ticket: &Ticket) -> String {
    let all = portal.with_db(|c| photos::of_ticket(c, ticket.id));
    let hidden = all.iter().find(|photo| !photo.is_public).unwrap();
    links::desk_photo(&ticket.code, &hidden.display)
}

async fn own(portal: &TestPortal, ticket: &Ticket) -> Page {
    let key = portal.with_db(|c| keys::of_own_page(portal, c, ticket.id));
    portal.browser().await.get(&links::own(&key)).await
}

async fn opened(browser: &Browser, ticket: &Ticket) -> Page {
    browser.get(&links::desk_ticket(&ticket.code)).await
}

#[actix_web::test]
async fn an_agency_reads_the_checked_copy_wherever_it_looks() {
    let portal = TestPortal::new();
    let ticket = edited(&portal);
    let hidden = withheld(&portal, &ticket);
    let search = |words: &str| format!("{}?q={}", links::tickets(), words.replace(' ', "+"));
    for role in [Role::Focal, Role::Officer, Role::Approver, Role::Supervisor] {
        let browser = portal.staff(role, AGENCY).await;
        for address in [links::desk_ticket(&ticket.code), links::work(), links::tickets()] {
            let page = browser.get(&address).await;
            page.never_says(NUMBER).never_says("ông Bảy").never_says(PHONE);
        }
        let page = opened(&browser, &ticket).await;
        page.says(COPY).says("Nội dung đã được tổng đài kiểm tra");
        assert!(!page.html.contains(&hidden), "{role}");
        assert_eq!(browser.get(&hidden).await.status, 404, "{role}");
        browser.get(&search(NUMBER)).await.says("Không tìm thấy phản ánh nào");
        browser.get(&search("ong Bay")).await.says("Không tìm thấy phản ánh nào");
        browser.get(&search("ngai di qua")).await.says("Hố sâu giữa đường");
        for file in [links::history_csv(&ticket.code), format!("{}?q={NUMBER}", links::tickets_csv())] {
            let table = browser.get(&file).await.is(200).html.clone();
            assert!(
                !table.contains("Bảy") && !table.contains(&ticket.code) || file.contains("lich-su"),
                "{file}"
            );
            assert!(!table.contains(NUMBER), "{file}");
        }
    }
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    opened(&agent, &ticket).await.says(NUMBER).says(COPY).says("Nguyên văn của người gửi");
    assert_eq!(agent.get(&hidden).await.status, 200);
    agent.get(&search(NUMBER)).await.says("Hố sâu giữa đường");
}

#[actix_web::test]
async fn what_was_never_edited_is_read_as_it_was_sent_and_nothing_has_to_be_opened() {
    let portal = TestPortal::new();
    let ticket =
        portal.ticket().pictured(&jpeg(64, 48), true).at(AGENCY).in_state(Status::InProgress).build();
    let page = opened(&portal.staff(Role::Focal, AGENCY).await, &ticket).await;
    page.says(&ticket.body).never_says("Xem nguyên văn");
    assert!(page.has(".photos img") || page.html.contains("/anh/"));
}

#[actix_web::test]
async fn the_original_opens_with_a_reason_for_one_person_and_a_while_and_the_sender_reads_who_looked() {
    let portal = TestPortal::new();
    let ticket = edited(&portal);
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let page = opened(&focal, &ticket).await;
    let short = page.form("/xem-nguyen-van").fill("original_why", "vì").press("Xem nguyên văn").await;
    short.is(422).never_says(NUMBER);
    assert!(!kinds(&portal, &ticket).contains(&EventKind::OriginalSeen));
    let form = short.form("/xem-nguyen-van").fill("original_why", "Cần biết nhà nào để khảo sát");
    let page = form.press("Xem nguyên văn").await;
    page.is(200).says(NUMBER).says("Hố sâu nhà ông Bảy").says("Bạn xem được đến 09:30");
    let hidden = withheld(&portal, &ticket);
    assert!(page.html.contains(&hidden));
    assert_eq!(focal.get(&hidden).await.status, 200);
    page.says("Xem nguyên văn của người gửi").says("Cần biết nhà nào để khảo sát");
    let officer = portal.staff(Role::Officer, AGENCY).await;
    opened(&officer, &ticket).await.never_says(NUMBER);
    assert_eq!(officer.get(&hidden).await.status, 404);
    let told = own(&portal, &ticket).await;
    told.says("Ai đã xem thông tin của bạn").says("Sở Xây dựng").says("đã xem nguyên văn bạn viết");
    told.says("Cần biết nhà nào để khảo sát");
    let version = portal.with_db(|c| tickets::find(c, ticket.id)).version;
    assert_eq!(version, ticket.version, "nobody's form is stale because somebody looked");
    portal.wait(Duration::minutes(31));
    opened(&focal, &ticket).await.never_says(NUMBER);
    assert_eq!(focal.get(&hidden).await.status, 404);
    drop(portal.letters());
}

#[actix_web::test]
async fn the_1022_desk_opens_the_contact_by_a_press_that_its_sender_reads() {
    let portal = TestPortal::new();
    let ticket = edited(&portal);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = opened(&agent, &ticket).await;
    page.never_says(PHONE).never_says("kin@example.vn").says("Có để lại, xem khi cần liên hệ");
    let form = page.form("/xem-lien-he");
    assert_eq!(form.value("contact_why"), "Gọi lại cho người gửi");
    let page = form.press("Xem thông tin liên hệ").await;
    page.says(PHONE).says("kin@example.vn").says("Trần Văn Gửi");
    let again = opened(&agent, &ticket).await;
    again.says(PHONE);
    assert!(!again.html.contains("xem-lien-he"));
    assert_eq!(kinds(&portal, &ticket).iter().filter(|kind| **kind == EventKind::ContactSeen).count(), 1);
    let told = own(&portal, &ticket).await;
    told.says("đã xem thông tin liên hệ").says("Gọi lại cho người gửi").says("1022");
    portal.wait(Duration::minutes(31));
    opened(&agent, &ticket).await.never_says(PHONE);
    drop(portal.letters());
}

#[actix_web::test]
async fn a_dispatcher_lets_the_agency_see_the_contact_and_ends_it() {
    let portal = TestPortal::new();
    let ticket = edited(&portal);
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let page = opened(&focal, &ticket).await;
    page.says("Ẩn với cơ quan xử lý");
    assert!(!page.html.contains("xem-lien-he"));
    let forged = [("csrf", page.form("/ghi-chu").value("csrf")), ("version", ticket.version.to_string())];
    let [csrf, version] = forged.each_ref().map(|(name, value)| (*name, value.as_str()));
    let address = links::desk_step(&ticket.code, "xem-lien-he");
    let refused = focal.post_raw(&address, &[csrf, version, ("contact_why", "Muốn gọi điện")]).await;
    refused.is(409).never_says(PHONE);
    assert!(!kinds(&portal, &ticket).contains(&EventKind::ContactSeen));

    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let page = opened(&dispatcher, &ticket).await;
    let form = page.form("/cho-xem-lien-he").fill("share_why", "Cần hẹn gặp tại chỗ");
    form.press("Cho xem").await.says("Được xem thông tin liên hệ, có ghi lý do");
    let told = own(&portal, &ticket).await;
    told.says("Điều phối viên đã cho Sở Xây dựng").says("Cần hẹn gặp tại chỗ");
    let page = opened(&focal, &ticket).await;
    page.never_says(PHONE);
    let form = page.form("/xem-lien-he");
    assert_eq!(form.value("contact_why"), "", "an agency says its own reason");
    form.fill("contact_why", "Hẹn giờ khảo sát").press("Xem thông tin liên hệ").await.says(PHONE);
    own(&portal, &ticket).await.says("Hẹn giờ khảo sát");

    let page = opened(&dispatcher, &ticket).await;
    let form = page.form("/thoi-cho-xem-lien-he").fill("unshare_why", "Đã gặp xong");
    form.press("Thôi cho xem").await.is(200);
    opened(&focal, &ticket).await.never_says(PHONE).says("Ẩn với cơ quan xử lý");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_sender_lets_whichever_agency_handles_it_see_the_contact_and_takes_it_back() {
    let portal = TestPortal::new();
    let ticket = edited(&portal);
    let page = own(&portal, &ticket).await;
    page.says("Cơ quan xử lý không xem được").says("Chưa có lần xem nào.");
    let page = page.form("/lien-he").press("Tôi đồng ý cho xem").await;
    page.says("Bạn đã cho cơ quan xử lý xem");
    let last = portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap().0;
    assert_eq!((last.kind, last.remark.as_str()), (EventKind::ContactShared, "lien-he-2026-1"));
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let open = opened(&focal, &ticket).await;
    let form = open.form("/xem-lien-he").fill("contact_why", "Hẹn giờ khảo sát");
    form.press("Xem thông tin liên hệ").await.says(PHONE);
    let page = page.form("/lien-he").press("Thôi cho xem").await;
    page.says("không xem được thông tin liên hệ của bạn nữa").says("Hẹn giờ khảo sát");
    opened(&focal, &ticket).await.never_says(PHONE);
    drop(portal.letters());
}

#[actix_web::test]
async fn what_a_sender_adds_later_was_withheld_by_nobody() {
    let portal = TestPortal::new();
    let ticket = edited(&portal);
    portal.wait(Duration::hours(1));
    let page = own(&portal, &ticket).await;
    let form =
        page.form("/bo-sung").fill("more", "Hố sâu hơn rồi").attach("photos", "ba.jpg", &jpeg(320, 200));
    form.press("Gửi thêm").await.is(200);
    let all = portal.with_db(|c| photos::of_ticket(c, ticket.id));
    let later = links::desk_photo(&ticket.code, &all.last().unwrap().display);
    let focal = portal.staff(Role::Focal, AGENCY).await;
    assert!(opened(&focal, &ticket).await.html.contains(&later));
    assert_eq!(focal.get(&later).await.status, 200);
    drop(portal.letters());
}

#[actix_web::test]
async fn who_opened_the_contact_at_the_desk_reads_what_else_the_same_sender_sent_and_nobody_else() {
    let portal = TestPortal::new();
    let rated = portal.ticket().titled("Đèn hỏng").at(AGENCY).in_state(Status::Answered).build();
    let poor = Given { mark: Some(Mark::Poor), ticked: Vec::new(), words: String::new() };
    senders::rate(&portal, rated.id, &poor).unwrap();
    let spam = portal.ticket().titled("Bán hàng").refused_for("quang_cao").build();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    senders::share_contact(&portal, ticket.id).unwrap();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = opened(&agent, &ticket).await;
    page.never_says("từ cùng liên hệ này");
    let page = page.form("/xem-lien-he").press("Xem thông tin liên hệ").await;
    page.says("3 phản ánh từ cùng liên hệ này").says("Không hài lòng 1").says("Bị từ chối:");
    for other in [&rated, &spam] {
        assert!(page.html.contains(&links::desk_ticket(&other.code)), "{}", other.title);
    }
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let form = opened(&focal, &ticket).await.form("/xem-lien-he").fill("contact_why", "Hẹn giờ khảo sát");
    let page = form.press("Xem thông tin liên hệ").await;
    page.says(PHONE).never_says("từ cùng liên hệ này").never_says("Bán hàng");
    drop(portal.letters());
}
