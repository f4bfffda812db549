//! Pages that are kept for readers: never older than what they tell, never anybody's own.
use crate::support::{ANSWER, Page, TestPortal, queries};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::tickets::{Order, PublicCopy, edit_public_text};
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::agencies;

const AGENCY: &str = "so-xay-dung";

fn report(portal: &TestPortal, state: Status) -> Ticket {
    portal.ticket().titled("Ổ gà trước trường học").at(AGENCY).in_state(state).build()
}

#[actix_web::test]
async fn what_is_kept_is_the_same_page_and_asks_the_database_nothing() {
    queries::listen();
    let portal = TestPortal::new();
    let ticket = report(&portal, Status::Answered);
    let reader = portal.browser().await;
    for address in [links::home(), links::answers(), links::ticket(&ticket.code), links::answers_atom()] {
        let first = reader.get(&address).await;
        let before = queries::asked(&portal.config.database_url);
        let second = reader.get(&address).await;
        assert_eq!(queries::asked(&portal.config.database_url), before, "{address} was made anew");
        assert_eq!(first.bytes, second.bytes, "{address}");
        for name in ["content-type", "content-security-policy", "cache-control", "etag", "vary"] {
            assert_eq!(first.header(name), second.header(name), "{address}: {name}");
        }
        assert_ne!(first.header("x-request-id"), second.header("x-request-id"), "{address}");
        // Though nothing changes: what was due by now is overdue.
        portal.wait(Duration::seconds(30));
        reader.get(&address).await;
        assert!(queries::asked(&portal.config.database_url) > before, "{address} is kept for ever");
    }
}

#[actix_web::test]
async fn nothing_that_changes_is_shown_as_it_was_by_whichever_instance() {
    let portal = TestPortal::new();
    let ticket = report(&portal, Status::InProgress);
    let second = portal.elsewhere();
    let here = portal.browser().await;
    let there = here.moved_to(&second).await;
    let address = links::ticket(&ticket.code);
    // Both have it, and have the list.
    for reader in [&here, &there] {
        reader.get(&address).await.is(200).never_says("Đã êm");
        reader.get(&links::answers()).await.says("Ổ gà trước trường học");
    }
    // Published.
    let life = portal.life(&ticket);
    let answered = life.answer(&life.propose(&ticket, ANSWER, None));
    there.get(&address).await;
    second.db.look_round().unwrap();
    for reader in [&here, &there] {
        reader.get(&address).await.says("Mặt đường đã êm");
        reader.get(&links::answers()).await.says("Đã xử lý");
    }
    // Corrected.
    let actor = portal.actor(Role::Dispatcher, "vp-ubnd");
    let text = PublicText::parse("Ổ gà trên đường", "Xe máy dễ ngã.").unwrap();
    let copy = PublicCopy { text, place: answered.place.clone(), photos: Vec::new() };
    let order = Order { actor: &actor, code: &answered.code, seen: answered.version };
    let corrected = edit_public_text(&portal, order, &copy, "bớt tên trường").unwrap();
    second.db.look_round().unwrap();
    for reader in [&here, &there] {
        reader.get(&address).await.says("Ổ gà trên đường").never_says("trường học");
        reader.get(&links::answers()).await.never_says("trường học");
        reader.get(&links::answers_json()).await.never_says("trường học");
    }
    // A word of the city, past all verbs.
    portal.with_db(|c| {
        let row = agencies::table.filter(agencies::slug.eq(AGENCY));
        diesel::update(row).set(agencies::name.eq("Sở Đường sá")).execute(c)
    });
    second.db.look_round().unwrap();
    for reader in [&here, &there] {
        reader.get(&links::agencies()).await.says("Sở Đường sá");
    }
    // Taken down.
    let reopened = portal.life(&corrected).reopen(&corrected);
    let life = portal.life(&reopened);
    life.refuse(&life.send_back(&life.take(&reopened)), "ngon_tu");
    second.db.look_round().unwrap();
    for reader in [&here, &there] {
        reader.peek(&address).await.is(410);
        reader.get(&links::answers()).await.never_says("Ổ gà");
        reader.get(&links::answers_rss()).await.never_says("Ổ gà");
    }
}

#[actix_web::test]
async fn nobody_gets_a_page_of_another() {
    let portal = TestPortal::new();
    let ticket = report(&portal, Status::Answered);
    let address = links::ticket(&ticket.code);
    let officer = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let key = |page: &Page| page.attributes("input[name=csrf]", "value").remove(0);
    // Who has come in leaves nothing for readers, and readers nothing for who has come in.
    for address in [&address, &links::answers(), &links::home(), &links::guide()] {
        let own = key(&officer.get(address).await);
        let reader = portal.browser().await;
        for _ in 0..2 {
            let page = reader.get(address).await;
            assert_ne!(key(&page), own, "{address}");
            assert!(page.header("set-cookie").is_none(), "{address}");
        }
        assert_eq!(key(&officer.get(address).await), own, "{address}");
    }
    // A language is chosen for oneself.
    let (reader, foreigner) = (portal.browser().await, portal.browser().await);
    reader.get(&links::answers()).await.says("Phản ánh");
    let english = foreigner.get(&links::answers()).await.form(&links::language()).press("English").await;
    english.says("Reports");
    foreigner.get(&links::answers()).await.says("Reports");
    reader.get(&links::answers()).await.never_says("Reports");
    // A key for forms stays with whom it was made for.
    let writer = portal.browser().await;
    writer.get(&links::submit()).await;
    let own = key(&writer.get(&links::answers()).await);
    assert_ne!(own, key(&reader.get(&links::answers()).await));
    assert_eq!(own, key(&writer.get(&links::answers()).await));
}
