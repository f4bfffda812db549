//! Somebody at the desk sets where a report is: what was said before stays, no deadline moves, and whom it should go to is
//! looked up anew.
use crate::public::pointed::borders;
use crate::support::TestPortal;
use langnghe::domain::clocks::Owed;
use langnghe::domain::notice::What;
use langnghe::domain::point::Point;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::{AccountId, CommuneId};
use langnghe::links;
use langnghe::store::{notices, report_points, tickets};

fn commune(portal: &TestPortal, name: &str) -> CommuneId {
    portal.city().communes.values().find(|one| one.name == name).unwrap().id
}

fn again(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

#[actix_web::test]
async fn a_moved_point_moves_the_commune_and_no_deadline() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = portal.ticket().in_commune(commune(&portal, "Phường An Biên"));
    let ticket = ticket.at("so-xay-dung").in_state(Status::InProgress).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Đổi vị trí không đổi hạn trả lời");
    let form =
        page.form("/vi-tri").fill("point", "20.86, 106.65").fill("point_why", "Người gửi gọi lại nói rõ");
    let page = form.press("Lưu vị trí").await;
    page.is(200).says("Đã đổi vị trí").says("20.86000, 106.65000 · cán bộ ghim");
    page.says("Phường An Biên → Phường Lê Chân");
    let after = again(&portal, &ticket);
    assert_eq!(after.commune_id, Some(commune(&portal, "Phường Lê Chân")));
    let due = |one: &Ticket| one.clocks.running(Owed::Answer).map(|clock| clock.due_at);
    assert!(due(&ticket).is_some());
    assert_eq!((due(&after), after.agency()), (due(&ticket), ticket.agency()));
}

#[actix_web::test]
async fn whom_it_should_go_to_is_looked_up_anew() {
    let portal = TestPortal::new();
    borders(&portal);
    let city = portal.city();
    let (old, new) = (commune(&portal, "Phường An Biên"), commune(&portal, "Phường Lê Chân"));
    let mut categories: Vec<_> = city.categories.values().filter(|one| one.to_commune).collect();
    categories.sort_by_key(|one| one.position);
    let ticket = portal.ticket().about(categories[0].id).in_commune(old).in_state(Status::Accepted).build();
    for agency in [old, new].map(|id| city.communes[&id].agency_id.unwrap()) {
        portal.player(Role::Focal, &city.agencies[&agency].slug);
    }
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let proposed = |page: &crate::support::Page| page.form("/chuyen").value("agency");
    let page = dispatcher.get(&links::desk_ticket(&ticket.code)).await;
    assert_eq!(proposed(&page), city.communes[&old].agency_id.unwrap().to_string());
    let form =
        page.form("/vi-tri").fill("point", "20.86, 106.65").fill("point_why", "Người gửi gọi lại nói rõ");
    let page = form.press("Lưu vị trí").await;
    assert_eq!(proposed(page.is(200)), city.communes[&new].agency_id.unwrap().to_string());
}

#[actix_web::test]
async fn each_point_before_stays_with_who_set_it_and_why() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Accepted).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    for (typed, why) in [("20.86, 106.65", "Theo lời người gửi"), ("", "Nhà riêng, không ghim")] {
        let page = agent.get(&links::desk_ticket(&ticket.code)).await;
        let form = page.form("/vi-tri").fill("point", typed).fill("point_why", why);
        form.press("Lưu vị trí").await.is(200);
        portal.wait(chrono::Duration::minutes(1));
    }
    let rows = portal.with_db(|c| report_points::of_ticket(c, ticket.id));
    assert_eq!(rows.iter().map(|one| one.point()).collect::<Vec<_>>(), [Point::of(20.86, 106.65), None]);
    assert_eq!(rows[0].why, "Theo lời người gửi");
    assert!(rows.iter().all(|one| one.by_id.is_some()));
}

#[actix_web::test]
async fn a_point_close_to_a_border_needs_a_commune_and_one_elsewhere_is_none() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Accepted).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/vi-tri").fill("point", "20.86, 106.6795").fill("point_why", "Người gửi gọi lại");
    let again = form.press("Lưu vị trí").await;
    again.is(422).says("Vị trí này gần ranh giới");
    let far = page.form("/vi-tri").fill("point", "10.8, 106.6").fill("point_why", "Người gửi gọi lại");
    far.press("Lưu vị trí").await.is(422).says("nằm ngoài thành phố");
    let chosen = commune(&portal, "Phường An Biên");
    let form = again.form("/vi-tri").choose("point_commune", &chosen.to_string());
    form.press("Lưu vị trí").await.is(200);
    assert_eq!(portal.with_db(|c| tickets::find(c, ticket.id)).commune_id, Some(chosen));
}

/// What somebody was told, the newest first.
fn told(portal: &TestPortal, who: AccountId) -> Vec<What> {
    portal.with_db(|c| notices::of_account(c, who, None, 9)).iter().map(|one| one.notice.what).collect()
}

#[actix_web::test]
async fn who_loses_a_report_because_its_point_was_moved_is_told_and_so_is_who_gets_it() {
    let portal = TestPortal::new();
    borders(&portal);
    let city = portal.city();
    let (old, new) = (commune(&portal, "Phường An Biên"), commune(&portal, "Phường Lê Chân"));
    let slug = |id: CommuneId| city.agencies[&city.communes[&id].agency_id.unwrap()].slug.clone();
    let category = city.categories.values().filter(|one| one.to_commune).min_by_key(|one| one.position);
    let [loses, gets] = [old, new].map(|id| portal.player(Role::Focal, &slug(id)).id);
    let officer = portal.account("canbo@example.vn", &[(Role::Officer, &slug(old))]);
    let ticket = portal.ticket().about(category.unwrap().id).in_commune(old).at(&slug(old));
    let ticket = ticket.given_to(officer).in_state(Status::InProgress).build();
    let due = |one: &Ticket| one.clocks.running(Owed::Answer).map(|clock| clock.due_at);
    let before = [loses, gets, officer].map(|who| told(&portal, who).len());

    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let page = dispatcher.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Đổi vị trí không đổi hạn trả lời").says("Cơ quan đang giữ được báo vị trí đã đổi");
    let form = page.form("/vi-tri").fill("point", "20.86, 106.65");
    let page = form.fill("point_why", "Người gửi gọi lại nói rõ").press("Lưu vị trí").await;
    // Whoever is on the way there is told, and that the deadline stays.
    assert_eq!(told(&portal, officer)[0], What::PointMoved);
    let bell = portal.signed_in(officer).await.get(&links::notices()).await;
    bell.says("Vị trí của phản ánh đã đổi, hạn trả lời giữ nguyên").says("hạn ");
    assert_eq!(due(&again(&portal, &ticket)), due(&ticket));

    page.is(200).form("/chuyen").press("Chuyển").await.is(200);
    assert_eq!(again(&portal, &ticket).agency(), city.communes[&new].agency_id);
    for who in [loses, officer] {
        assert_eq!(told(&portal, who)[0], What::SentElsewhere);
    }
    assert_eq!(told(&portal, gets)[0], What::Arrived);
    let now = [loses, gets, officer].map(|who| told(&portal, who).len());
    assert_eq!(now, [before[0] + 1, before[1] + 1, before[2] + 2], "each once");
    // It is not theirs to read any more: the notice names its code alone.
    let lost = portal.signed_in(loses).await.get(&links::notices()).await;
    lost.says("Phản ánh đã chuyển sang cơ quan khác").says(&ticket.code);
    lost.says("nay không thuộc phạm vi của bạn");
}

#[actix_web::test]
async fn what_only_the_map_shows_otherwise_is_told_to_nobody() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let focal = portal.player(Role::Focal, "so-xay-dung").id;
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let mut counts = Vec::new();
    for shown in ["yes", "no"] {
        let page = agent.get(&links::desk_ticket(&ticket.code)).await;
        let form = page.form("/vi-tri").fill("point", "20.86, 106.65").choose("point_shown", shown);
        form.fill("point_why", "Người gửi gọi lại nói rõ").press("Lưu vị trí").await.is(200);
        counts.push(told(&portal, focal).iter().filter(|what| **what == What::PointMoved).count());
    }
    assert_eq!(counts, [1, 1]);
}
