//! The numbers beside the queues are how many reports stand in them.
use crate::support::{TestPortal, set};
use chrono::Duration;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Level;
use langnghe::links;
use langnghe::store::queues::{self, Queue};
use langnghe::web::desk::tabs::Room;

const AGENCY: &str = "so-xay-dung";

#[test]
fn each_number_is_how_many_reports_its_queue_lists() {
    let portal = TestPortal::new();
    let roles = [(Role::Agent, "tt-1022"), (Role::Focal, AGENCY), (Role::Officer, AGENCY)];
    let own = portal.account("lan@example.vn", &roles);
    for status in Status::ALL {
        for level in Level::ALL {
            portal.ticket().at(AGENCY).of_level(*level).in_state(*status).build();
        }
        portal.ticket().at(AGENCY).given_to(own).in_state(*status).build();
    }
    set(&portal.db, &[("city.sending.contact", "verified")]);
    let unconfirmed = portal.ticket().sent_by("ai@example.vn").build();
    assert!(portal.sender_state(&unconfirmed).confirm_by.is_some());
    portal.wait(Duration::days(4));
    let officer = portal.actor_of(own);
    let elsewhere = portal.actor(Role::Focal, "so-y-te");
    let mut sizes = Vec::new();
    for actor in [&officer, &elsewhere] {
        for room in [Room::Triage, Room::Work] {
            sizes.extend(same(&portal, actor, room));
        }
    }
    assert!(sizes.iter().filter(|size| **size > 0).count() > 8, "too little stands there: {sizes:?}");
}

fn same(portal: &TestPortal, actor: &Actor, room: Room) -> Vec<i64> {
    let (tabs, scope) = (room.tabs(actor, portal.now()), room.scope(actor));
    let queues: Vec<&Queue> = tabs.iter().map(|tab| &tab.queue).collect();
    let counted = portal.with_db(|c| queues::counts(c, &scope, &queues));
    for (tab, count) in tabs.iter().zip(&counted) {
        let listed = portal.with_db(|c| queues::list(c, &scope, &tab.queue, None, 500)).items.len();
        assert_eq!(usize::try_from(*count).unwrap(), listed, "{:?} {}", room, tab.word);
    }
    counted
}

#[actix_web::test]
async fn what_is_due_next_stands_above() {
    let portal = TestPortal::new();
    portal.ticket().titled("Kinmot thường").build();
    portal.ticket().titled("Kinhai khẩn").of_level(Level::Urgent).build();
    portal
        .ticket()
        .titled("Kinba phức tạp")
        .of_level(Level::Complex)
        .at(AGENCY)
        .in_state(Status::Forwarded)
        .build();
    portal
        .ticket()
        .titled("Kinbon khẩn")
        .of_level(Level::Urgent)
        .at(AGENCY)
        .in_state(Status::Forwarded)
        .build();
    for (role, agency, room, first, second) in [
        (Role::Agent, "tt-1022", links::triage(), "Kinhai", "Kinmot"),
        (Role::Focal, AGENCY, links::work(), "Kinbon", "Kinba"),
    ] {
        let page = portal.staff(role, agency).await.get(&room).await;
        let rows = page.is(200).all(".queue-rows li");
        let at = |word: &str| rows.iter().position(|row| row.contains(word));
        assert!(at(first).is_some() && at(first) < at(second), "{rows:?}");
    }
}

#[actix_web::test]
async fn a_row_names_category_and_commune_whole_and_the_hour_where_a_night_lies_before_it() {
    let portal = TestPortal::new();
    // Half past two at night: two working hours are over at half past nine.
    portal.wait(Duration::minutes(17 * 60 + 30));
    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let row = agent.get(&links::triage()).await.all(".queue-row").remove(0);
    let city = portal.city();
    for said in [city.category(ticket.category_id, "vi"), city.commune(ticket.commune_id), "Hạn 09:30"] {
        assert!(row.contains(said), "{row}");
    }
    assert!(!row.contains("Còn"), "{row}");
    portal.wait(Duration::hours(6));
    let agent = portal.signed_in(agent.who()).await;
    agent.get(&links::triage()).await.says("Còn 1 giờ");
}
