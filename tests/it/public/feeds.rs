//! The list for machines: the same reports as the page, in four forms, and nothing more.
use super::scene;
use crate::support::{Asked, Browser, Page, TestPortal, jpeg};
use actix_web::http::Method;
use chrono::Duration;
use langnghe::domain::status::Status;
use langnghe::links;
use serde_json::Value;

const FEEDS: [(&str, &str); 4] = [
    ("/phan-anh.atom", "application/atom+xml; charset=utf-8"),
    ("/phan-anh.rss", "application/rss+xml; charset=utf-8"),
    ("/phan-anh.json", "application/feed+json; charset=utf-8"),
    ("/phan-anh.geojson", "application/geo+json; charset=utf-8"),
];
const ODD: &str = "Đèn <b>\"tắt\"</b> & 'hỏng' ]]>";

/// What each form says of its reports: address and title.
fn read(page: &Page, path: &str) -> Vec<(String, String)> {
    let json = || serde_json::from_str::<Value>(&page.html).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    if path.ends_with(".atom") {
        let feed = atom_syndication::Feed::read_from(page.bytes.as_slice()).unwrap();
        return feed.entries.iter().map(|one| (one.id.clone(), one.title.value.clone())).collect();
    }
    if path.ends_with(".rss") {
        let feed = rss::Channel::read_from(page.bytes.as_slice()).unwrap();
        let of = |one: &rss::Item| (one.guid.clone().unwrap().value, one.title.clone().unwrap());
        return feed.items.iter().map(of).collect();
    }
    if path.ends_with(".geojson") {
        let all = json()["features"].as_array().unwrap().clone();
        let of = |one: &Value| (text(&one["properties"]["url"]), text(&one["properties"]["title"]));
        return all.iter().map(of).collect();
    }
    let all = json()["items"].as_array().unwrap().clone();
    all.iter().map(|one| (text(&one["id"]), text(&one["title"]))).collect()
}

#[actix_web::test]
async fn each_form_holds_what_the_list_holds_whatever_is_chosen() {
    let portal = TestPortal::new();
    let drain = portal.category("thoat_nuoc");
    for (title, state) in
        [(ODD, Status::Answered), ("Cống tắc", Status::InProgress), ("Mới", Status::Accepted)]
    {
        portal.wait(Duration::minutes(1));
        portal.ticket().titled(title).about(drain).pictured(&jpeg(40, 30), true).in_state(state).build();
    }
    portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    for query in ["", "?trang-thai=done", "?linh-vuc=thoat_nuoc&xep=cho-lau", "?q=cong", "?co-quan=khong-co"]
    {
        let list = browser.get(&format!("/phan-anh{query}")).await;
        let titles = list.all(".ticket-card h3");
        for (path, mime) in FEEDS {
            let page = browser.get(&format!("{path}{query}")).await;
            page.is(200);
            assert_eq!(page.header("content-type").as_deref(), Some(mime));
            let found = read(&page, path);
            assert_eq!(
                found.iter().map(|(_, title)| title.clone()).collect::<Vec<_>>(),
                titles,
                "{path}{query}"
            );
            assert!(found.iter().all(|(id, _)| id.starts_with("http://localhost/phan-anh/")), "{found:?}");
            // The list leads to it, with all that is chosen.
            let there = list.attributes("link[rel=alternate]", "href");
            assert!(there.contains(&format!("{path}{query}")), "{query}: {there:?}");
        }
    }
    let english = browser.get("/phan-anh.json?tieng=en").await;
    assert!(english.html.contains("Answered the same day") && english.html.contains("\"language\":\"en\""));
}

#[actix_web::test]
async fn who_has_it_already_is_told_so_until_something_changes() {
    let portal = TestPortal::new();
    let shown = portal.ticket().titled("Đèn tắt").in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let item = links::ticket(&shown.code);
    let all =
        FEEDS.map(|(path, _)| path.to_owned()).into_iter().chain(["/phan-anh".to_owned(), item.clone()]);
    for address in all.collect::<Vec<_>>() {
        let page = browser.get(&address).await;
        let mark = page.header("etag").unwrap_or_else(|| panic!("{address} has no mark"));
        assert!(page.header("cache-control").unwrap().contains("no-cache"), "{address}");
        let again = ask(&browser, Method::GET, &address, &mark).await;
        assert_eq!(again, (304, 0), "{address}");
        let head = ask(&browser, Method::HEAD, &address, "\"khac\"").await;
        assert_eq!(head, (200, 0), "{address}");
        if address != item {
            portal.ticket().titled("Thêm một").in_state(Status::Accepted).build();
            let (status, bytes) = ask(&browser, Method::GET, &address, &mark).await;
            assert!(status == 200 && bytes > 0, "{address}: {status} after a change");
        }
    }
    // A page with the key of its reader's forms is kept by nobody.
    browser.get("/gui-phan-anh").await;
    let page = browser.get("/phan-anh").await;
    assert_eq!(page.header("etag"), None);
    assert!(page.header("cache-control").unwrap().contains("no-store"));
}

async fn ask(browser: &Browser, method: Method, address: &str, known: &str) -> (u16, usize) {
    let headers = vec![("if-none-match", known.to_owned())];
    let answer = browser.send(Asked { headers, ..Asked::plain(method, address) }).await;
    (answer.status, answer.body.len())
}

#[actix_web::test]
async fn without_a_pin_the_point_is_the_middle_of_the_commune_and_says_so() {
    let portal = TestPortal::new();
    let commune = scene::commune(&portal, "Lê Chân");
    portal.ticket().titled("Ở đây").in_commune(commune.id).in_state(Status::Accepted).build();
    portal.ticket().titled("Chưa rõ").unplaced().placed("gần chợ").in_state(Status::Accepted).build();
    let page = portal.browser().await.get("/phan-anh.geojson").await;
    let all: Value = serde_json::from_str(&page.html).unwrap();
    let [unknown, known] = [&all["features"][0], &all["features"][1]];
    assert_eq!(known["geometry"]["coordinates"][0].as_f64(), commune.lon);
    assert_eq!(known["geometry"]["coordinates"][1].as_f64(), commune.lat);
    assert_eq!(known["properties"]["point"], "commune");
    assert!(
        commune.lat.is_some() && unknown["geometry"].is_null() && unknown["properties"]["point"].is_null()
    );
}

#[actix_web::test]
async fn a_long_feed_goes_on_with_the_list() {
    let portal = TestPortal::new();
    for number in 0..103 {
        portal.ticket().titled(&format!("Số {number}")).in_state(Status::Accepted).build();
    }
    let browser = portal.browser().await;
    for (path, _) in FEEDS.into_iter().filter(|(path, _)| !path.ends_with(".rss")) {
        let first = browser.get(&format!("{path}?trang-thai=waiting&tieng=en")).await;
        let next = if path.ends_with(".atom") {
            let feed = atom_syndication::Feed::read_from(first.bytes.as_slice()).unwrap();
            feed.links.iter().find(|link| link.rel == "next").unwrap().href.clone()
        } else {
            let made: Value = serde_json::from_str(&first.html).unwrap();
            let name = if path.ends_with(".geojson") { "next" } else { "next_url" };
            made[name].as_str().unwrap().to_owned()
        };
        let second = browser.get(next.strip_prefix("http://localhost").unwrap()).await;
        assert_eq!((read(&first, path).len(), read(&second, path).len()), (100, 3), "{path}");
    }
}
