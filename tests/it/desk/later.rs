//! What is not the common way: ask for more, more time, open again, close.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::tickets::{Order, remind};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{events, tickets};

#[actix_web::test]
async fn the_clock_stands_still_while_more_is_asked() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    let page = page.form("/hoi-them").fill("question", "Ổ gà ở số nhà nào?").press("Gửi câu hỏi").await;
    page.says("Chờ bổ sung").says("Tạm dừng từ");
    portal.wait(Duration::days(2));
    let focal = portal.signed_in(focal.who()).await;
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/da-bo-sung").fill("given", "Trước số 12").press("Ghi nhận và tiếp tục").await;
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(after.status, Status::InProgress);
    assert!(after.answer_due() > ticket.answer_due(), "the days of waiting were not given back");
    focal.get(&links::desk_ticket(&ticket.code)).await.says("đã tạm dừng 1 lần").says("hạn đầu");
    drop(portal.letters());
}

#[actix_web::test]
async fn one_extension_no_longer_than_the_first_term() {
    let portal = TestPortal::new();
    let approver = portal.staff(Role::Approver, "so-xay-dung").await;
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let page = approver.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/gia-han").fill("extend_why", "Chờ vật tư về kho");
    let again = form.fill("until", "2026-12-01").press("Gia hạn").await;
    again.says("muộn hơn mức gia hạn dài nhất");
    let form = again.form("/gia-han").fill("until", "2026-09-14");
    form.press("Gia hạn").await.says("Đã gia hạn");
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    let (first, clock) = (ticket.answer_due(), after.clocks.answer().unwrap());
    assert_eq!((after.clocks.extensions(), Some(clock.first_due)), (1, first));
    assert!(after.answer_due() > ticket.answer_due());
    let page = approver.get(&links::desk_ticket(&ticket.code)).await;
    assert!(!page.html.contains("/gia-han"), "a second extension is offered");
    page.says("Các thời hạn").says("Trả lời · Sở Xây dựng").says("hạn đầu");
    drop(portal.letters());
}

#[actix_web::test]
async fn an_answered_report_is_opened_again_within_the_citys_days_and_closed_after() {
    let portal = TestPortal::new();
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let [fresh, old] = [0, 1].map(|_| portal.ticket().at("so-xay-dung").in_state(Status::Answered).build());
    let page = dispatcher.get(&links::desk_ticket(&fresh.code)).await;
    let form = page.form("/mo-lai").fill("reopen_why", "Ổ gà vẫn còn nguyên");
    form.press("Mở lại để xử lý tiếp").await.says("Mở lại");
    portal.wait(Duration::days(30));
    let dispatcher = portal.signed_in(dispatcher.who()).await;
    let page = dispatcher.get(&links::desk_ticket(&old.code)).await;
    let form = page.form("/mo-lai").fill("reopen_why", "Ổ gà vẫn còn nguyên");
    let late = form.press("Mở lại để xử lý tiếp").await;
    late.says("Đã quá thời hạn mở lại");
    late.form("/dong").press("Đóng").await.says("Đã đóng");
    drop(portal.letters());
}

#[actix_web::test]
async fn a_term_in_days_lasts_to_the_end_of_its_last_day() {
    let portal = TestPortal::new();
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    // Answered on Monday, the 7th, at two minutes past nine: seven days end on the 14th.
    let [last, late] = [0, 1].map(|_| portal.ticket().at("so-xay-dung").in_state(Status::Answered).build());
    let midnight = langnghe::clock::moment_of("2026-09-15T00:00:00".parse().unwrap());
    portal.wait(midnight - portal.now() - Duration::minutes(1));
    let guest = portal.browser().await;
    guest.get(&links::lookup_code(&last.code)).await.says("đến hết ngày 14/9/2026");
    let dispatcher = portal.signed_in(dispatcher.who()).await;
    let page = dispatcher.get(&links::desk_ticket(&last.code)).await;
    page.says("đến hết ngày 14/9/2026");
    let reopen = |page: &crate::support::Page| {
        page.form("/mo-lai").fill("reopen_why", "Ổ gà vẫn còn nguyên").press("Mở lại để xử lý tiếp")
    };
    reopen(&page).await.says("Đã mở lại");
    assert_eq!(
        langnghe::actions::upkeep::close_answered(&portal, &|| true),
        Ok(0),
        "its last day is not over"
    );
    portal.wait(Duration::minutes(1));
    let page = dispatcher.get(&links::desk_ticket(&late.code)).await;
    reopen(&page).await.says("Đã quá thời hạn mở lại");
    guest.get(&links::lookup_code(&late.code)).await.never_says("đến hết ngày");
    assert_eq!(langnghe::actions::upkeep::close_answered(&portal, &|| true), Ok(1));
    drop(portal.letters());
}

#[test]
fn who_watches_reminds_of_what_is_owed_and_moves_no_other_clock() {
    let day = "2026-09-08".parse().unwrap();
    let portal = TestPortal::new();
    let watching = portal.actor(Role::Dispatcher, "vp-ubnd");
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let order = Order { actor: &watching, code: &ticket.code, seen: ticket.version };
    assert!(matches!(remind(&portal, order, "...", day), Err(Refusal::Invalid(_))));
    let after = remind(&portal, order, "Đã quá hạn, đề nghị trả lời", day).unwrap();
    assert_eq!(after.status, ticket.status);
    assert_eq!(after.clocks.all()[..ticket.clocks.all().len()], *ticket.clocks.all());
    let (event, _) = portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap();
    assert_eq!(
        (event.kind, event.is_public, event.actor_id),
        (EventKind::Reminded, false, Some(watching.id))
    );
    assert_eq!(event.remark, "Đã quá hạn, đề nghị trả lời");
    assert_eq!(remind(&portal, order, "Đã quá hạn lâu rồi", day), Err(Refusal::Stale));
    let focal = portal.actor(Role::Focal, "so-xay-dung");
    let own = Order { actor: &focal, seen: after.version, ..order };
    assert_eq!(remind(&portal, own, "Đã quá hạn lâu rồi", day), Err(Refusal::Forbidden));
    let settled = portal.ticket().in_state(Status::Answered).build();
    let late = Order { code: &settled.code, seen: settled.version, ..order };
    assert_eq!(remind(&portal, late, "Đã quá hạn lâu rồi", day), Err(Refusal::TooLate));
}
