//! What the pages say of the city is kept in memory, and is never older than the city's tables.
use crate::house::source::none;
use crate::house::world::World;
use crate::support::{TestPortal, set};
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::throttle::{Count, check, count};
use langnghe::actions::upkeep::send_letters;
use langnghe::domain::limits::Limited;
use langnghe::links;
use langnghe::schema::{agencies, calendar_days, communes};
use langnghe::store::city::City;
use langnghe::web::routes::TABLE;
use std::sync::Arc;

fn city(portal: &TestPortal) -> Arc<City> {
    portal.db.look(|c| portal.db.city(c)).unwrap()
}

#[actix_web::test]
async fn a_new_name_stands_on_the_next_page_however_it_came_into_the_table() {
    let portal = TestPortal::new();
    let guest = portal.browser().await;
    guest.get(&links::narrow_list()).await.says("Lê Chân");
    let row = communes::table.filter(communes::name.eq("Phường Lê Chân"));
    let renamed = portal.with_db(|c| diesel::update(row).set(communes::name.eq("Phường Tên Mới")).execute(c));
    assert_eq!(renamed, 1);
    guest.get(&links::narrow_list()).await.says("Phường Tên Mới");
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

#[actix_web::test]
async fn what_the_city_is_called_on_another_instance_stands_on_every_next_page() {
    let world = World::new();
    let (elsewhere, mut wrong, mut number) = (world.portal.elsewhere(), Vec::new(), 0);
    for who in ["guest", "everyone"] {
        let browser = world.visitor(who).await;
        let of_routes = TABLE.iter().filter(|route| route.method == "GET").map(|route| world.address(route));
        for address in of_routes.chain(["/khong-co-gi".to_owned(), "/phan-anh/26-0000-0000".to_owned()]) {
            number += 1;
            let name = format!("Cổng số {number} nghe");
            set(&elsewhere.db, &[("city.portal_name_vi", &name)]);
            let page = browser.peek(&address).await;
            if page.html.starts_with("<!doctype") && !page.html.contains(&name) {
                wrong.push(format!("{who} {address}: {}", page.all("title").concat()));
            }
        }
    }
    none(wrong, "These pages know only the city's old name:");
}

#[test]
fn a_number_that_was_changed_on_another_instance_binds_the_next_verb() {
    let portal = TestPortal::new();
    let elsewhere = portal.elsewhere();
    let counts = [Count::new(Limited::CodesNetwork, "192.0.2.0")];
    for _ in 0..3 {
        assert_eq!((check(&portal, &counts), count(&portal, &counts)), (Ok(()), Ok(())));
    }
    set(&elsewhere.db, &[("city.limits.codes_network", "3/10")]);
    assert_eq!(check(&portal, &counts), Err(Refusal::TooMany));
    // What cannot be meant loosens nothing.
    set(&elsewhere.db, &[("city.limits.codes_network", "viel")]);
    assert_eq!(check(&portal, &counts), Err(Refusal::TooMany));
    set(&elsewhere.db, &[("city.limits.codes_network", "60/10")]);
    assert_eq!(check(&portal, &counts), Ok(()));
}

#[test]
fn letters_go_out_in_the_name_that_the_city_has_by_then() {
    let portal = TestPortal::new();
    portal.ticket().sent_by("nguoi.gui@example.vn").build();
    set(&portal.elsewhere().db, &[("city.portal_name_vi", "Tên Mới Lắng Nghe")]);
    portal.ticket().sent_by("nguoi.gui@example.vn").build();
    assert_eq!(send_letters(&portal, &|| true), Ok(2));
    let taken = portal.mailer.taken();
    let named: Vec<bool> = taken.iter().map(|letter| letter.text.contains("Tên Mới Lắng Nghe")).collect();
    assert_eq!(named, [false, true]);
}

#[test]
fn what_a_change_reads_of_the_city_before_it_is_undone_is_not_kept() {
    let portal = TestPortal::new();
    let is_named = |city: &City| city.communes.values().any(|commune| commune.name == "Nháp");
    let (one, agency) = (city(&portal).communes.keys().next().copied().unwrap(), portal.agency("so-y-te"));
    let commune = communes::table.filter(communes::id.eq(one));
    let undone: Result<(), diesel::result::Error> = portal.db.change(|c| {
        diesel::update(commune).set(communes::name.eq("Nháp")).execute(c)?;
        assert!(is_named(&*portal.db.city(c)?));
        Err(diesel::result::Error::RollbackTransaction)
    });
    assert!(undone.is_err());
    // The next change gets the number that the undone one had.
    let agency = agencies::table.filter(agencies::id.eq(agency));
    portal.with_db(|c| diesel::update(agency).set(agencies::contact_phone.eq("0225")).execute(c));
    assert!(!is_named(&city(&portal)));
    // What stands is what the change read, without another question.
    portal.with_db(|c| {
        diesel::update(commune).set(communes::name.eq("Nháp")).execute(c)?;
        portal.db.city(c)
    });
    assert!(is_named(&portal.db.last_city()), "what a change read is thrown away");
}
