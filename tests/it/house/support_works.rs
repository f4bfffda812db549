//! The tests' own ground: if it gives way, no test means anything.
use crate::support::{TestPortal, jpeg};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::store::events;

#[actix_web::test]
async fn the_language_is_chosen_by_its_button() {
    let portal = TestPortal::new();
    let page = portal.browser().await.get("/khong-co").await;
    page.is(404).says("1022");
    let english = page.form("/ngon-ngu").press("English").await;
    english.is(404);
    assert_eq!(english.attributes("html", "lang"), ["en"]);
}

#[actix_web::test]
async fn what_is_not_there_is_said_so_in_a_page() {
    let portal = TestPortal::new();
    let page = portal.browser().await.get("/khong-co").await;
    page.is(404);
    assert!(!page.h1().is_empty());
}

#[actix_web::test]
#[should_panic(expected = "no button")]
async fn a_button_that_the_page_does_not_offer_cannot_be_pressed() {
    let portal = TestPortal::new();
    let page = portal.browser().await.get("/khong-co").await;
    page.form("/ngon-ngu").press("Tiếng Khmer").await;
}

#[actix_web::test]
async fn a_ticket_is_set_into_any_state_with_its_history() {
    let portal = TestPortal::new();
    for status in Status::ALL {
        let ticket = portal.ticket().at("so-xay-dung").in_state(*status).build();
        assert_eq!(ticket.status, *status);
        let happened = portal.with_db(|c| events::of_ticket(c, ticket.id));
        let mut stood = None;
        for (event, _) in happened {
            assert_eq!(event.status_from, stood, "{} of what is {status}", event.kind);
            stood = Some(event.status_to);
        }
        assert_eq!(stood, Some(*status));
    }
    let actor = portal.actor(Role::Officer, "so-xay-dung");
    assert_eq!(actor.grants.len(), 1);
}

#[test]
fn two_portals_share_nothing() {
    let (one, other) = (TestPortal::bare(), TestPortal::bare());
    one.agency("mot");
    let count = |portal: &TestPortal| {
        use diesel::prelude::*;
        portal.with_db(|c| langnghe::schema::agencies::table.count().get_result::<i64>(c))
    };
    assert_eq!((count(&one), count(&other)), (1, 0));
}

#[test]
fn a_picture_is_a_picture() {
    assert!(jpeg(64, 48).starts_with(&[0xff, 0xd8]));
}
