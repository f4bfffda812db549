//! HEAD, a wrong method and a slash too many, at every address of the table.
use super::crawl::route as route_at;
use super::source::none;
use super::world::World;
use crate::support::Asked;
use actix_web::http::Method;
use langnghe::web::routes::TABLE;
use std::collections::BTreeSet;

/// What changes from one answer to the next.
const ITS_OWN: [&str; 3] = ["x-request-id", "set-cookie", "date"];

#[actix_web::test]
async fn head_answers_as_get_without_the_body() {
    let world = World::new();
    let browser = world.visitor("guest").await;
    let mut wrong = Vec::new();
    for encoding in ["identity", "gzip"] {
        for route in TABLE.iter().filter(|route| route.method == "GET") {
            let address = world.address(route);
            let mut answers = Vec::new();
            for method in [Method::GET, Method::HEAD] {
                let headers = vec![("accept-encoding", encoding.to_owned())];
                answers.push(browser.send(Asked { headers, ..Asked::plain(method, &address) }).await);
            }
            let told = |at: usize| {
                let headers =
                    answers[at].headers.iter().filter(|(name, _)| !ITS_OWN.contains(&name.as_str()));
                headers.map(|(name, value)| format!("{name}: {value:?}")).collect::<BTreeSet<_>>()
            };
            let same = answers[0].status == answers[1].status && told(0) == told(1);
            // The figures count their own being read.
            if !same && route.path != "/metrics" {
                wrong.push(format!(
                    "{address}: {} {:?} and {} {:?}",
                    answers[0].status,
                    told(0),
                    answers[1].status,
                    told(1)
                ));
            }
            if !answers[1].body.is_empty() {
                wrong.push(format!("{address}: a body"));
            }
        }
    }
    none(wrong, "HEAD and GET differ:");
}

#[actix_web::test]
async fn head_of_a_page_tells_its_length() {
    let world = World::new();
    let browser = world.visitor("guest").await;
    let page = browser.send(Asked::plain(Method::HEAD, "/khong-co")).await;
    assert_eq!((page.status, page.body.len()), (404, 0));
    let address = browser.peek("/").await.attributes("link[rel=stylesheet]", "href").remove(0);
    let sheet = browser.send(Asked::plain(Method::HEAD, &address)).await;
    assert_eq!((sheet.status, sheet.body.len()), (200, 0));
}

#[actix_web::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let world = World::new();
    let browser = world.visitor("everyone").await;
    let mut wrong = Vec::new();
    for route in TABLE.iter() {
        let address = world.address(route);
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
            let fits = |known: &str| {
                let deep = route.path.contains(":.*") && route.method == known;
                deep || route_at(known, &address).is_some()
            };
            let reading = method == "HEAD" && fits("GET");
            if fits(method) || reading || (method == "GET" && fits("GET")) {
                continue;
            }
            let asked = Asked::plain(Method::from_bytes(method.as_bytes()).unwrap(), &address);
            let answer = browser.send(asked).await;
            let allow = answer.headers.get("allow").and_then(|value| value.to_str().ok()).unwrap_or_default();
            let told: Vec<&str> = allow.split(", ").collect();
            let right = told.contains(&route.method) && told.contains(&"GET") == told.contains(&"HEAD");
            if answer.status != 405 || !right || told.contains(&method) {
                wrong.push(format!("{method} {address}: {} allow {allow:?}", answer.status));
            }
        }
    }
    none(wrong, "A wrong method must be told the right ones:");
}

#[actix_web::test]
async fn a_slash_too_many_leads_to_the_page() {
    let world = World::new();
    let browser = world.visitor("guest").await;
    let mut wrong = Vec::new();
    for route in TABLE.iter().filter(|route| route.path != "/" && !route.path.contains(":.*")) {
        let address = world.address(route);
        for (asked, wanted) in [
            (format!("{address}/"), address.clone()),
            (format!("{address}//?q=a%20b&q=c"), format!("{address}?q=a%20b&q=c")),
        ] {
            let method = Method::from_bytes(route.method.as_bytes()).unwrap();
            let answer = browser.send(Asked::plain(method, &asked)).await;
            let to = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
            if answer.status != 308 || to != wanted {
                wrong.push(format!("{asked}: {} {to}", answer.status));
            }
        }
    }
    for nowhere in ["/khong-co/", "//", "//vi-du.example/", "/khong-co//phan-anh/"] {
        let answer = browser.send(Asked::plain(Method::GET, nowhere)).await;
        if answer.status != 404 {
            wrong.push(format!("{nowhere}: {}", answer.status));
        }
    }
    none(wrong, "A slash too many:");
}
