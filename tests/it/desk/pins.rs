//! Somebody at the desk sets where a report is: what was said before stays, no deadline moves, and whom it should go to is
//! looked up anew.
use crate::public::pointed::borders;
use crate::support::TestPortal;
use langnghe::domain::clocks::Owed;
use langnghe::domain::point::Point;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::CommuneId;
use langnghe::links;
use langnghe::store::{report_points, tickets};

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
