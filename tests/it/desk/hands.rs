//! Whose hands a report is in: workload, claiming, giving back.
use crate::support::TestPortal;
use langnghe::actions::Refusal;
use langnghe::actions::tickets::{Order, assign};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{colleagues, events, tickets};

const AGENCY: &str = "so-xay-dung";

#[actix_web::test]
async fn the_assign_form_says_how_many_open_reports_each_colleague_holds() {
    let portal = TestPortal::new();
    let [busy, idle] = [portal.staff(Role::Officer, AGENCY).await, portal.staff(Role::Officer, AGENCY).await];
    for state in [Status::InProgress, Status::AwaitingApproval, Status::Answered] {
        portal.ticket().at(AGENCY).given_to(busy.who()).in_state(state).build();
    }
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let agency = portal.agency(AGENCY);
    let people = portal.with_db(|c| colleagues::of_agency(c, agency));
    let holds = |id| people.iter().find(|one| one.id == id).map(|one| one.holds);
    assert_eq!((holds(busy.who()), holds(idle.who())), (Some(2), Some(0)), "the answered one is no load");
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let page = focal.get(&links::desk_ticket(&ticket.code)).await;
    page.says("đang giữ 2 việc");
    let english = focal.in_language("en").get(&links::desk_ticket(&ticket.code)).await;
    english.says("holds 2 reports");
}

#[actix_web::test]
async fn a_report_is_not_given_to_nobody_but_taken_from_who_has_it() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, AGENCY).await;
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let here = links::desk_ticket(&ticket.code);
    let now = || portal.with_db(|c| tickets::find(c, ticket.id));
    let again = focal.get(&here).await.form("/phan-cong").press("Phân công").await;
    again.is(422).says("Hãy chọn người xử lý");
    assert_eq!((now().version, now().assignee()), (ticket.version, None), "nothing was done");
    let form = again.form("/phan-cong").choose("assignee", &officer.who().to_string());
    form.press("Phân công").await.is(200);
    assert_eq!(now().assignee(), Some(officer.who()));
    let form = focal.get(&here).await.form("/phan-cong").choose("assignee", "");
    form.press("Phân công").await.is(200);
    assert_eq!(now().assignee(), None);
}

#[actix_web::test]
async fn an_officer_claims_what_nobody_has_and_gives_it_back_with_a_reason() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let officer = portal.staff(Role::Officer, AGENCY).await;
    let other = portal.staff(Role::Officer, AGENCY).await;
    let here = links::desk_ticket(&ticket.code);

    let list = officer.get(&format!("{}?hang=chua-giao", links::work())).await;
    let slow = other.get(&here).await;
    let page = list.follow(&ticket.title).await;
    let page = page.form("/tu-nhan").press("Tôi xử lý việc này").await;
    page.says("Bạn đang giữ");
    assert!(page.has("form[action$='/du-thao']"), "whoever claims it writes the answer");
    officer.get(&format!("{}?hang=cua-toi", links::work())).await.says(&ticket.title);
    let late = slow.form("/tu-nhan").press("Tôi xử lý việc này").await;
    assert_eq!(late.status, 409, "it is in somebody's hands");
    assert!(!other.get(&here).await.has("form[action$='/nha-viec']"), "only the holder gives it back");

    let again = officer.get(&here).await.form("/nha-viec").press("Thôi giữ việc này").await;
    assert_eq!(again.status, 422, "no reason was given");
    again.form("/nha-viec").fill("release_why", "Tôi nghỉ phép tuần này").press("Thôi giữ việc này").await;
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!((after.assignee(), after.status), (None, Status::InProgress));
    let kinds: Vec<_> = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let kinds: Vec<_> = kinds.iter().rev().take(2).map(|(event, _)| event.kind).collect();
    assert_eq!(kinds, [EventKind::Released, EventKind::Claimed]);
    other.get(&here).await.form("/tu-nhan").press("Tôi xử lý việc này").await.says("Bạn đang giữ");
}

#[actix_web::test]
async fn what_an_agency_sent_back_is_not_theirs_to_give_out() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Returned).build();
    let (focal, officer) = (portal.actor(Role::Focal, AGENCY), portal.staff(Role::Officer, AGENCY).await);
    let order = Order { actor: &focal, code: &ticket.code, seen: ticket.version };
    assert_eq!(assign(&portal, order, Some(officer.who())), Err(Refusal::TooLate));
    let browser = portal.signed_in(focal.id).await;
    let page = browser.get(&links::desk_ticket(&ticket.code)).await;
    assert!(!page.has("form[action$='/phan-cong']"));
}
