//! Why a report may be refused is the city's to say.
use super::administrator;
use crate::support::TestPortal;
use langnghe::actions::tickets::{Order, refuse};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store;

#[actix_web::test]
async fn a_reason_is_added_with_words_in_both_languages_and_may_be_given_at_once() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_reasons()).await.follow("Thêm lý do từ chối").await;
    let form = page.form("/ly-do/moi").fill("name_vi", "Việc dân sự").fill("text_vi", "Xin gửi tòa án.");
    let again = form.press("Lưu").await;
    again.is(422);
    let form = again.form("/ly-do/moi");
    assert_eq!(form.value("text_vi"), "Xin gửi tòa án.", "nothing that was typed is lost");
    let form = form.fill("name_en", "A private matter").fill("text_en", "Please go to a court.");
    form.press("Lưu").await.is(200).says("Việc dân sự").says("Xin gửi tòa án.");

    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let form = agent.get(&links::desk_ticket(&ticket.code)).await.form("/tu-choi");
    let asks = form.choose("reason", "viec_dan_su").press("Xem trước lời gửi").await;
    asks.is(200).says("Xin gửi tòa án.");
    portal.browser().await.get(&links::guide()).await.says("Việc dân sự");
}

#[actix_web::test]
async fn a_reason_that_ended_is_offered_no_more_and_stays_with_what_was_refused_for_it() {
    let portal = TestPortal::new();
    let refused = portal.ticket().in_state(Status::Accepted).build();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let order = Order { actor: &dispatcher, code: &refused.code, seen: refused.version };
    refuse(&portal, order, "toa_an", "").unwrap();
    let name = portal.city().reason("toa_an").unwrap().name_vi.clone();

    let admin = administrator(&portal).await;
    let form = admin.get(&links::admin_reason("toa_an")).await.form("/ly-do/toa_an");
    form.clone().fill("valid_to", "2020-01-01").press("Lưu").await.is(422);
    let today = langnghe::clock::local(portal.now()).date();
    form.fill("valid_to", &today.to_string()).press("Lưu").await.is(200);
    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let offered = agent.get(&links::desk_ticket(&ticket.code)).await.form("/tu-choi").options("reason");
    assert!(offered.contains(&"toa_an".to_owned()), "its last day counts");

    portal.wait(chrono::Duration::days(1));
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let offered = agent.get(&links::desk_ticket(&ticket.code)).await.form("/tu-choi").options("reason");
    assert!(!offered.contains(&"toa_an".to_owned()));
    let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
    assert!(refuse(&portal, order, "toa_an", "").is_err(), "nor is it taken when it is sent all the same");
    portal.browser().await.get(&links::guide()).await.never_says(&name);
    portal.browser().await.get(&links::ticket(&refused.code)).await.is(200).says(&name);
}

#[actix_web::test]
async fn a_reason_that_hides_from_now_on_hides_what_was_refused_for_it() {
    let portal = TestPortal::new();
    let refused = portal.ticket().in_state(Status::Accepted).build();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let order = Order { actor: &dispatcher, code: &refused.code, seen: refused.version };
    refuse(&portal, order, "toa_an", "").unwrap();
    let reader = portal.browser().await;
    reader.get(&links::ticket(&refused.code)).await.is(200);
    let admin = administrator(&portal).await;
    let form = admin.get(&links::admin_reason("toa_an")).await.form("/ly-do/toa_an");
    form.clone().tick("hides").press("Lưu").await.is(200).says("Gỡ trang công khai");
    reader.get(&links::ticket(&refused.code)).await.is(410);
    // Somebody who opened the page before is told, and loses nothing.
    form.fill("name_vi", "Đang ở tòa").press("Lưu").await.is(409).says("Đang ở tòa");
    assert_eq!(portal.with_db(|c| store::reasons::find(c, "toa_an")).unwrap().version, 2);
}
