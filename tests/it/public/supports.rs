//! "Tôi cũng gặp": once a browser, without an account, taken back, carried along where reports are joined.
use super::scene;
use crate::support::{Page, TestPortal, set};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::tickets::{Order, mark_duplicate, separate};
use langnghe::actions::upkeep::untrue_copies;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::links;
use langnghe::schema::supports;
use langnghe::store::tickets;

async fn press(portal: &TestPortal, ticket: &Ticket) -> Page {
    let browser = portal.browser().await;
    let page = browser.get(&links::ticket(&ticket.code)).await;
    let page = page.follow("Tôi cũng gặp").await;
    page.form("cung-gap").press("Tôi cũng gặp").await
}

fn titles(page: &Page) -> Vec<String> {
    page.all(".ticket-card h3")
}

fn rows(portal: &TestPortal) -> Vec<(i64, String)> {
    portal.with_db(|c| supports::table.select((supports::ticket_id, supports::device)).load(c))
}

#[actix_web::test]
async fn a_browser_counts_once_and_takes_it_back_and_a_reader_has_no_key() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let reader = portal.browser().await;
    let page = reader.get(&links::ticket(&ticket.code)).await;
    assert!(reader.cookies().is_empty(), "{:?}", reader.cookies());

    let asked = page.follow("Tôi cũng gặp").await;
    assert!(reader.cookie("device").is_none(), "looking says nothing");
    assert!(rows(&portal).is_empty());
    let pressed = asked.form("cung-gap").press("Tôi cũng gặp").await;
    pressed.says("Đã ghi nhận").says("1 người cũng gặp").says("Trình duyệt này đã báo");
    let key = reader.cookie("device").unwrap();
    // An old page sends it once more: it counts once.
    asked.form("cung-gap").press("Tôi cũng gặp").await.says("1 người cũng gặp");
    press(&portal, &ticket).await.says("2 người cũng gặp");
    let kept = rows(&portal);
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|(_, device)| !device.contains(&key) && device.len() == 64));
    reader.get(&links::ticket(&ticket.code)).await.says("2 người cũng gặp");
    reader.get(&links::answers()).await.says("2 người cũng gặp");
    let desk = portal.staff(Role::Dispatcher, "so-xay-dung").await;
    desk.get(&links::desk_ticket(&ticket.code)).await.says("Người cũng gặp");
    let page = reader.get(&links::support(&ticket.code)).await;
    page.form("thoi").press("Rút lại").await.says("Đã rút lại").says("1 người cũng gặp");
    assert_eq!(rows(&portal).len(), 1);
    // Another browser takes back nothing of theirs.
    let other = portal.browser().await;
    let page = other.get(&links::support(&ticket.code)).await;
    page.never_says("Rút lại").never_says("Trình duyệt này đã báo");
    assert!(untrue_copies(&portal.db, 9).unwrap().0.is_empty());
}

#[actix_web::test]
async fn what_nobody_may_read_or_what_is_over_takes_none_and_one_network_not_many() {
    let portal = TestPortal::new();
    let hidden = portal.ticket().private().in_state(Status::Answered).build();
    let refused = portal.ticket().refused_for("toa_an").build();
    let open = portal.ticket().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    browser.get(&links::support(&hidden.code)).await.is(404);
    // The form of an open one, sent to another address.
    let form = |page: &Page| page.form("cung-gap");
    let page = browser.get(&links::support(&open.code)).await;
    let key = form(&page).value("csrf");
    browser.post_raw(&links::support(&hidden.code), &[("csrf", &key)]).await.is(404);
    browser.post_raw(&links::support(&refused.code), &[("csrf", &key)]).await;
    assert!(rows(&portal).is_empty());
    browser.get(&links::ticket(&refused.code)).await.never_says("Tôi cũng gặp");
    // Taken down meanwhile.
    let agent = portal.actor(Role::Agent, "tt-1022");
    scene::set_prominence(&portal, (&agent, &open), Prominence::Hidden);
    browser.post_raw(&links::support(&open.code), &[("csrf", &key)]).await.is(404);
    assert!(rows(&portal).is_empty());

    // What was refused counted, too.
    portal.wait(Duration::minutes(61));
    set(&portal.db, &[("city.limits.supports", "2/60")]);
    let many = portal.ticket().in_state(Status::Answered).build();
    for _ in 0..2 {
        press(&portal, &many).await.is(200);
    }
    press(&portal, &many).await.is(429);
    assert_eq!(rows(&portal).len(), 2);
    portal.wait(Duration::minutes(61));
    press(&portal, &many).await.is(200);
}

#[actix_web::test]
async fn they_go_along_where_reports_are_joined_and_come_back_where_they_are_parted() {
    let portal = TestPortal::new();
    let master = portal.ticket().titled("Gốc").in_state(Status::Accepted).build();
    let other = portal.ticket().titled("Lặp").in_state(Status::Accepted).build();
    let both = portal.browser().await;
    for ticket in [&master, &other] {
        let page = both.get(&links::support(&ticket.code)).await;
        page.form("cung-gap").press("Tôi cũng gặp").await.is(200);
    }
    press(&portal, &other).await.is(200);
    let says = |ticket: &Ticket| {
        let address = links::ticket(&ticket.code);
        let portal = &portal;
        async move { portal.browser().await.get(&address).await.all(".supports b") }
    };
    assert_eq!(says(&master).await, ["1 người cũng gặp"]);
    let desk = portal.actor(Role::Dispatcher, "vp-ubnd");
    let seen = |ticket: &Ticket| portal.with_db(|c| tickets::find(c, ticket.id)).version;
    let order = |version| Order { actor: &desk, code: &other.code, seen: version };
    mark_duplicate(&portal, order(seen(&other)), &master.code).unwrap();
    // Whoever said so of both is one.
    assert_eq!(says(&master).await, ["2 người cũng gặp"]);
    assert!(says(&other).await.is_empty());
    let page = portal.browser().await.get(&links::support(&other.code)).await;
    assert!(!page.has("form button.button-primary"));
    // What was said of the one is taken back at the other.
    both.get(&links::support(&master.code)).await.form("thoi").press("Rút lại").await.is(200);
    assert_eq!(says(&master).await, ["1 người cũng gặp"]);
    assert!(untrue_copies(&portal.db, 9).unwrap().0.is_empty());
    separate(&portal, order(seen(&other)), "không phải một việc").unwrap();
    assert!(says(&master).await.is_empty());
    assert_eq!(says(&other).await, ["1 người cũng gặp"]);
    assert!(untrue_copies(&portal.db, 9).unwrap().0.is_empty());
    drop(portal.letters());
}

#[actix_web::test]
async fn what_most_others_have_leads_the_list_and_pages_lead_both_ways() {
    let portal = TestPortal::new();
    let drain = portal.category("thoat_nuoc");
    let mut all = Vec::new();
    for n in 0..25 {
        portal.wait(Duration::minutes(1));
        all.push(portal.ticket().titled(&format!("Số {n}")).about(drain).in_state(Status::Accepted).build());
    }
    set(&portal.db, &[("city.limits.supports", "1000/60")]);
    for (n, times) in [(3, 3), (7, 2), (1, 2)] {
        for _ in 0..times {
            press(&portal, &all[n]).await.is(200);
        }
    }
    for ticket in &all[8..] {
        press(&portal, ticket).await.is(200);
    }
    let browser = portal.browser().await;
    for query in ["xep=nhieu-nguoi", "xep=nhieu-nguoi&linh-vuc=thoat_nuoc", "xep=nhieu-nguoi&q=so"] {
        let page = browser.get(&format!("/phan-anh?{query}")).await;
        let first = titles(page.is(200));
        assert_eq!(first[..4], ["Số 3", "Số 7", "Số 1", "Số 24"], "{query}");
        // Of twenty-five, five have nobody else.
        assert_eq!(first.len(), 20, "{query}");
        assert!(!page.has("a[rel=next]"), "{query}");
    }
    press(&portal, &all[0]).await.is(200);
    let page = browser.get("/phan-anh?xep=nhieu-nguoi").await;
    let first = titles(&page);
    let page = browser.get(&page.attributes("a[rel=next]", "href").remove(0)).await;
    assert_eq!(titles(&page), ["Số 0"]);
    let back = browser.get(&page.attributes("a[rel=prev]", "href").remove(0)).await;
    assert_eq!(titles(&back), first);
    assert!(titles(&browser.get("/phan-anh?xep=nhieu-nguoi&trang-thai=done").await).is_empty());
}
