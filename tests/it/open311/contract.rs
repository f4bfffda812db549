//! The OpenAPI document says what the routes have, and the page for developers leads to it.
use super::reading::read;
use crate::support::TestPortal;
use langnghe::web::routes::TABLE;
use std::collections::BTreeSet;

#[actix_web::test]
async fn the_document_has_every_route_and_no_other() {
    let portal = TestPortal::new();
    let document = read(&portal.browser().await, "/open311/openapi.json").await;
    assert_eq!(document["servers"][0]["url"], "http://localhost");
    let mut said = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let named = path.matches('{').count();
            let empty = Vec::new();
            let parameters = operation["parameters"].as_array().unwrap_or(&empty);
            assert_eq!(parameters.iter().filter(|one| one["in"] == "path").count(), named, "{method} {path}");
            said.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let ours = TABLE.iter().filter(|route| route.path.starts_with("/open311/"));
    let routes: BTreeSet<String> = ours.map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(said, routes);
}

#[actix_web::test]
async fn what_lists_take_is_what_the_document_says_they_take() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let document = read(&browser, "/open311/openapi.json").await;
    for (path, most) in [("requests", "page_size"), ("servicerequestupdates", "page_size")] {
        let parameters =
            document["paths"][format!("/open311/v2/{path}.{{form}}")]["get"]["parameters"].clone();
        let of = |name: &str| {
            parameters.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone()
        };
        let limit = of(most)["schema"]["maximum"].as_u64().unwrap();
        for (number, status) in [(limit, 200), (limit + 1, 400)] {
            browser.get(&format!("/open311/v2/{path}.json?{most}={number}")).await.is(status);
        }
    }
}

#[actix_web::test]
async fn the_page_for_developers_leads_to_what_is_there() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    browser.get("/huong-dan").await.follow("Dành cho lập trình viên").await.is(200);
    let page = browser.get("/danh-cho-lap-trinh").await;
    let addresses = page.all("th code");
    assert!(addresses.len() > 5, "{addresses:?}");
    for address in addresses.iter().filter(|address| !address.ends_with("/media")) {
        browser.get(address.trim_start_matches("http://localhost")).await.is(200);
    }
}
