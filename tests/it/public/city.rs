//! What the pages say of the city is kept in memory, and is never older than the city's tables.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::links;
use langnghe::schema::{agencies, calendar_days, communes};
use langnghe::store::city::City;
use std::sync::Arc;

fn city(portal: &TestPortal) -> Arc<City> {
    portal.db.look(|c| portal.db.city(c)).unwrap()
}

#[actix_web::test]
async fn a_new_name_stands_on_the_next_page_however_it_came_into_the_table() {
    let portal = TestPortal::new();
    let guest = portal.browser().await;
    guest.get(&links::answers()).await.says("Lê Chân");
    let row = communes::table.filter(communes::name.eq("Phường Lê Chân"));
    let renamed = portal.with_db(|c| diesel::update(row).set(communes::name.eq("Phường Tên Mới")).execute(c));
    assert_eq!(renamed, 1);
    guest.get(&links::answers()).await.says("Phường Tên Mới");
}

#[test]
fn the_city_is_read_once_until_something_in_it_changes() {
    let portal = TestPortal::new();
    let first = city(&portal);
    assert!(Arc::ptr_eq(&first, &city(&portal)));
    portal.with_db(|c| diesel::delete(calendar_days::table).execute(c));
    let second = city(&portal);
    assert!(!Arc::ptr_eq(&first, &second) && second.calendar.days.is_empty());
    portal.with_db(|c| diesel::update(agencies::table).set(agencies::contact_phone.eq("0225")).execute(c));
    assert!(city(&portal).agencies.values().all(|agency| agency.contact_phone == "0225"));
    portal.with_db(langnghe::store::sweeping::generations);
    assert!(city(&portal).agencies.values().all(|agency| agency.contact_phone == "0225"));
}
