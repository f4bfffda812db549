//! The approver's pile, and the city's choice of four eyes.
use crate::support::{TestPortal, set};
use langnghe::actions::replies;
use langnghe::actions::tickets::Order;
use langnghe::domain::city_facts::CityFacts;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::settings::Settings;
use langnghe::store::tickets;

const AGENCY: &str = "so-xay-dung";
const BOTH: &[(Role, &str)] = &[(Role::Officer, AGENCY), (Role::Approver, AGENCY)];

#[actix_web::test]
async fn those_ticked_are_published_and_each_outcome_is_said() {
    let portal = TestPortal::new();
    let [one, two, left] = ["Ổ gà một", "Ổ gà hai", "Ổ gà ba"]
        .map(|title| portal.ticket().titled(title).at(AGENCY).in_state(Status::AwaitingApproval).build());
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let page = approver.get(&format!("{}?hang=cho-duyet", links::work())).await;
    let page = page.follow("Đọc và duyệt nhiều câu trả lời").await;
    page.says("Đơn vị đã kiểm tra và lấp ổ gà sáng nay");
    page.says("Hạn trả lời");
    let none = page.form("/lam-viec/duyet").press("Công bố những câu đã đánh dấu").await;
    assert_eq!(none.status, 422);

    // Somebody else returns the second draft while this page lies open.
    let other = portal.actor(Role::Approver, AGENCY);
    let order = Order { actor: &other, code: &two.code, seen: two.version };
    replies::return_draft(&portal, order, "Ghi rõ diện tích").unwrap();
    let tick = |code: &str, version: i32| format!("{code}.{version}");
    let form = page.form("/lam-viec/duyet").choose("ticked", &tick(&one.code, one.version));
    let form = form.choose("ticked", &tick(&two.code, two.version));
    let page = form.press("Công bố những câu đã đánh dấu").await;
    page.says(&format!("{}: đã công bố", one.code));
    page.says(&format!("{}: chưa công bố: đã có thay đổi", two.code));
    page.says("Ổ gà ba");
    let states = [&one, &two, &left].map(|ticket| portal.with_db(|c| tickets::find(c, ticket.id)).status);
    assert_eq!(states, [Status::Answered, Status::InProgress, Status::AwaitingApproval]);
    drop(portal.letters());
}

#[actix_web::test]
async fn ones_own_draft_has_no_box_and_is_refused_when_sent_all_the_same() {
    let portal = TestPortal::new();
    let both = portal.account("mot.nguoi@example.vn", BOTH);
    let ticket = portal.ticket().at(AGENCY).given_to(both).in_state(Status::AwaitingApproval).build();
    let browser = portal.signed_in(both).await;
    let page = browser.get(&links::approve()).await;
    page.says("Người viết dự thảo không tự duyệt được");
    let form = page.form("/lam-viec/duyet");
    assert!(!form.has("ticked"));
    let forged = form.forge("ticked", &format!("{}.{}", ticket.code, ticket.version));
    let csrf = page.form("/lam-viec/duyet").value("csrf");
    let page = forged.forge("csrf", &csrf).press("Công bố những câu đã đánh dấu").await;
    page.says(&format!("{}: chưa công bố: bạn là người viết", ticket.code));
    assert_eq!(portal.with_db(|c| tickets::find(c, ticket.id)).status, Status::AwaitingApproval);
}

#[actix_web::test]
async fn another_agencys_drafts_are_not_in_the_pile() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::AwaitingApproval).build();
    let stranger = portal.staff(Role::Approver, "so-y-te").await;
    let page = stranger.get(&links::approve()).await;
    page.never_says(&ticket.code);
    let officer = portal.staff(Role::Officer, AGENCY).await;
    assert_eq!(officer.get(&links::approve()).await.status, 404);
}

#[actix_web::test]
async fn a_city_may_do_without_four_eyes() {
    let portal = TestPortal::new();
    assert!(portal.facts().four_eyes, "the default city asks for four eyes");
    let unsaid = Settings::default().city(&CityFacts::default());
    assert!(unsaid.four_eyes, "a city that never chose is strict");
    let both = portal.account("mot.nguoi@example.vn", BOTH);
    let ticket = portal.ticket().at(AGENCY).given_to(both).in_state(Status::AwaitingApproval).build();
    let actor = portal.actor_of(both);
    let order = || Order { actor: &actor, code: &ticket.code, seen: ticket.version };
    assert!(replies::publish(&portal, order()).is_err());
    set(&portal.elsewhere().db, &[("city.terms.four_eyes", "false")]);
    assert_eq!(replies::publish(&portal, order()).unwrap().status, Status::Answered);
    drop(portal.letters());
}
