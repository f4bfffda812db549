//! What a resident writes may need another way first: it is shown before going on, and nobody is kept from sending.
use super::submit_way as way;
use crate::support::{Browser, Page, TestPortal};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::senders;
use langnghe::actions::upkeep::sweep;
use langnghe::domain::clocks::Owed;
use langnghe::domain::notice::{NoticeLetter, What};
use langnghe::domain::policy::Role;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::links;
use langnghe::schema::{notices, report_signals, shown_signals};

const URGENT: Duration = Duration::minutes(15);

async fn wrote(browser: &Browser, title: &str, danger: &str) -> Page {
    let page = browser.get(&links::submit()).await;
    let form = page.form("step").choose("kind", "report").fill("title", title).fill("body", way::BODY);
    let form = if danger.is_empty() { form } else { form.choose("danger", danger) };
    form.press("Tiếp tục").await
}

async fn send(portal: &TestPortal, page: Page) -> Ticket {
    let page = if page.path == links::submit_category() {
        page
    } else {
        page.follow("Tiếp tục gửi phản ánh").await
    };
    assert_eq!(page.path, links::submit_category());
    let page = way::category(&page).await;
    let page = way::place(&page).await;
    let page = way::photo(&page).await;
    let review = way::contact(&page).await;
    assert_eq!(review.path, links::submit_review(), "{:?}", review.errors());
    portal.wait(Duration::minutes(2));
    review.form("step").press("Gửi phản ánh").await;
    portal.tickets().pop().expect("it was sent")
}

#[actix_web::test]
async fn whoever_says_that_somebody_is_in_danger_is_told_to_call_first_and_the_desk_looks_at_once() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let on_duty = portal.actor(Role::Agent, "tt-1022").id;
    let browser = portal.browser().await;
    let page = wrote(&browser, way::TITLE, "yes").await;
    assert_eq!(page.path, links::submit_heed());
    page.says("hãy gọi ngay");
    for number in ["113", "114", "115"] {
        assert!(page.has(&format!("main a[href='tel:{number}']")), "{number}");
    }
    let ticket = send(&portal, page).await;
    let triage = ticket.clocks.running(Owed::Triage).expect("the desk owes a look").due_at;
    assert_eq!((ticket.level, triage), (Level::Normal, portal.now() + URGENT));
    let told =
        notices::table.filter(notices::account_id.eq(on_duty)).select((notices::what, notices::letter));
    let told: Vec<(What, NoticeLetter)> = portal.with_db(|c| told.load(c));
    assert_eq!(told, [(What::Urgent, NoticeLetter::AtOnce)]);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Người gửi cho biết có người đang gặp nguy hiểm");
    assert_eq!(page.form("/tiep-nhan").value("level"), "urgent", "it is proposed");
    page.form("/tiep-nhan").press("Tiếp nhận và chuyển").await;
    let after = portal.tickets().pop().expect("it is there");
    assert_eq!(after.level, Level::Urgent);
}

#[actix_web::test]
async fn where_the_sender_confirms_first_the_urgent_term_begins_then() {
    let portal = TestPortal::in_city(&[("city.sending.contact", "verified")]);
    let page = wrote(&portal.browser().await, way::TITLE, "yes").await;
    let ticket = send(&portal, page).await;
    portal.wait(Duration::hours(1));
    let key = senders::keys::of_confirmation(&portal, ticket.id);
    let ticket = senders::confirm(&portal, &key).unwrap();
    let triage = ticket.clocks.running(Owed::Triage).expect("the desk owes a look").due_at;
    assert_eq!(triage, portal.now() + URGENT);
}

#[actix_web::test]
async fn words_of_danger_are_heard_though_nobody_said_so() {
    let portal = TestPortal::new();
    let page = wrote(&portal.browser().await, "Day dien roi xuong duong truoc cong truong", "no").await;
    assert_eq!(page.path, links::submit_heed());
    page.says("Nguy hiểm về điện").says("Không lại gần");
    let ticket = send(&portal, page).await;
    let triage = ticket.clocks.running(Owed::Triage).expect("the desk owes a look").due_at;
    assert_eq!(triage, portal.now() + URGENT);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::desk_ticket(&ticket.code)).await.says("Có thể đang nguy hiểm").says("“dây điện rơi”");
}

#[actix_web::test]
async fn a_complaint_is_led_to_its_channel_once_counted_and_still_sent() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = wrote(&browser, "Tôi muốn tố cáo cán bộ phường", "").await;
    assert_eq!(page.path, links::submit_heed());
    page.says("Khiếu nại, tố cáo").says("Trụ sở Tiếp công dân").never_says("hãy gọi ngay");
    // Whoever changes their words afterwards is not shown the same again.
    let back = browser.get(&links::submit()).await;
    let again = back.form("step").fill("title", "Tôi muốn tố cáo một cán bộ").press("Tiếp tục").await;
    assert_eq!(again.path, links::submit_category());
    let ticket = send(&portal, again).await;
    let shown: i64 = portal.with_db(|c| shown_signals::table.count().get_result(c));
    let kept: i64 = portal.with_db(|c| {
        report_signals::table.filter(report_signals::ticket_id.eq(ticket.id)).count().get_result(c)
    });
    assert_eq!((shown, kept), (1, 1));
    let swept = |days| {
        portal.clock.set(portal.now() + Duration::days(days));
        sweep(&portal, &|| true).unwrap();
        portal.with_db(|c| shown_signals::table.count().get_result::<i64>(c))
    };
    let triage = ticket.clocks.running(Owed::Triage).expect("the desk owes a look").due_at;
    assert!(triage > portal.now() + URGENT, "it is not urgent");
    let admin = portal.staff(Role::Admin, "ubnd-tp").await;
    let page = admin.get(&links::admin_signals()).await;
    let row = page.all("tbody tr").into_iter().find(|row| row.contains("Khiếu nại")).expect("it is listed");
    assert!(row.ends_with("Kênh riêng11"), "{row}");
    assert_eq!((swept(399), swept(2)), (1, 0), "it is not counted for ever");
}

#[actix_web::test]
async fn what_needs_no_other_way_goes_straight_on() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = wrote(&browser, way::TITLE, "no").await;
    assert_eq!(page.path, links::submit_category());
    assert_eq!(browser.get(&links::submit_heed()).await.path, links::submit_category());
    let ticket = send(&portal, page).await;
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.never_says("nguy hiểm");
    assert_eq!(page.form("/tiep-nhan").value("level"), "normal");
}
