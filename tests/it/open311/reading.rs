//! What is read: the public list, by the names of the standard, and nothing more.
use crate::public::map::{here, pin, pinned};
use crate::public::pointed::borders;
use crate::support::{Asked, Browser, Page, TestPortal, choices, jpeg, question};
use actix_web::http::Method;
use langnghe::actions::questions::QuestionFields;
use langnghe::domain::cell::{Cell, FINEST, middle};
use langnghe::domain::status::Status;
use serde_json::{Value, json};

const BOTH: [(&str, &str); 2] =
    [("json", "application/json; charset=utf-8"), ("xml", "text/xml; charset=utf-8")];
const ODD: &str = "Đèn <b>\"tắt\"</b> & 'hỏng' ]]>";

pub(super) async fn read(browser: &Browser, address: &str) -> Value {
    let page = browser.get(address).await;
    page.is(200);
    assert_eq!(page.header("content-type").as_deref(), Some(BOTH[0].1), "{address}");
    serde_json::from_str(&page.html).unwrap()
}

/// The codes in a list, in its order.
pub(super) async fn codes(browser: &Browser, query: &str) -> Vec<String> {
    let all = read(browser, &format!("/open311/v2/requests.json{query}")).await;
    let code = |one: &Value| one["service_request_id"].as_str().unwrap().to_owned();
    all.as_array().unwrap().iter().map(code).collect()
}

/// What stands in every element of this name.
fn texts(page: &Page, name: &str) -> Vec<String> {
    let html = scraper::Html::parse_fragment(&page.html);
    let of = scraper::Selector::parse(name).unwrap();
    html.select(&of).map(|one| one.text().collect()).collect()
}

#[actix_web::test]
async fn a_request_says_what_its_page_says_in_both_forms() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled(ODD).pictured(&jpeg(40, 30), true).in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let all = read(&browser, "/open311/v2/requests.json").await;
    let [one] = all.as_array().unwrap().as_slice() else { panic!("{all}") };
    assert_eq!(one["service_request_id"], ticket.code.as_str());
    assert_eq!((&one["status"], &one["service_code"]), (&json!("closed"), &json!("giao_thong")));
    assert!(one["description"].as_str().unwrap().starts_with(ODD));
    assert!(one["requested_datetime"].as_str().unwrap().ends_with("+07:00"));
    assert!(one["updated_datetime"].as_str() >= one["requested_datetime"].as_str());
    assert!(one["media_url"].as_str().unwrap().starts_with("http://localhost/anh/"));
    for nothing in ["address_id", "zipcode", "service_notice"] {
        assert!(one[nothing].is_null(), "{nothing}");
    }
    assert!(one.get("extended_attributes").is_none());
    let own = read(&browser, &format!("/open311/v2/requests/{}.json?extensions=true", ticket.code)).await;
    assert_eq!(own[0]["extended_attributes"]["title"], ODD);
    let xml = browser.get("/open311/v2/requests.xml").await;
    assert_eq!(xml.header("content-type").as_deref(), Some(BOTH[1].1));
    assert_eq!(texts(&xml, "service_request_id"), std::slice::from_ref(&ticket.code));
    assert!(texts(&xml, "description")[0].starts_with(ODD), "{}", xml.html);
    assert_eq!(texts(&xml, "lat"), [one["lat"].to_string()]);
}

/// What a list says of where each report is.
async fn points(browser: &Browser) -> Vec<(Value, Value, Value)> {
    let all = read(browser, "/open311/v2/requests.json?extensions=true").await;
    let of =
        |one: &Value| (one["lat"].clone(), one["long"].clone(), one["extended_attributes"]["point"].clone());
    all.as_array().unwrap().iter().map(of).collect()
}

#[actix_web::test]
async fn a_request_is_where_the_map_shows_it_and_never_at_its_pin() {
    let portal = TestPortal::new();
    borders(&portal);
    let browser = portal.browser().await;
    let ticket = pinned(&portal);
    let square = middle(FINEST, Cell::at(here()).0);
    let is = (json!(square.lat_degrees()), json!(square.lon_degrees()), json!("square"));
    assert_eq!(points(&browser).await, [is]);
    let feature = read_geo(&browser).await;
    assert_eq!(feature["geometry"]["coordinates"], json!([square.lon_degrees(), square.lat_degrees()]));
    assert_eq!(feature["properties"]["point"], "square");
    for address in ["/open311/v2/requests.json", "/open311/v2/requests.xml", "/phan-anh.geojson"] {
        browser.get(address).await.never_says("20.86123").never_says("106.65432");
    }
    // Hidden from the map it is no closer than its commune.
    let ticket = pin(&portal, &ticket, false);
    let commune = portal.city().communes[&ticket.commune_id.unwrap()].middle().unwrap();
    let is = (json!(commune.lat_degrees()), json!(commune.lon_degrees()), json!("commune"));
    assert_eq!(points(&browser).await, [is]);
    assert_eq!(read_geo(&browser).await["properties"]["point"], "commune");
}

#[actix_web::test]
async fn where_nobody_knows_it_stands_nothing_in_either_form() {
    let portal = TestPortal::new();
    portal.ticket().unplaced().placed("gần chợ").in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    assert_eq!(points(&browser).await, [(Value::Null, Value::Null, Value::Null)]);
    let xml = browser.get("/open311/v2/requests.xml").await;
    assert!(xml.html.contains("<lat/><long/>"), "{}", xml.html);
}

async fn read_geo(browser: &Browser) -> Value {
    let all: Value = serde_json::from_str(&browser.get("/phan-anh.geojson").await.is(200).html).unwrap();
    all["features"][0].clone()
}

#[actix_web::test]
async fn nothing_stands_there_that_the_public_list_does_not_hold() {
    let portal = TestPortal::new();
    let shown = portal.ticket().titled("Công khai").in_state(Status::Accepted).build();
    let new = portal.ticket().titled("Chưa ai xem").in_state(Status::New).build();
    let private = portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    let hidden =
        portal.ticket().titled("Bị từ chối").refused_for("quang_cao").in_state(Status::Rejected).build();
    let browser = portal.browser().await;
    assert_eq!(codes(&browser, "").await, std::slice::from_ref(&shown.code));
    let all = [&shown, &new, &private, &hidden].map(|one| one.code.clone()).join(",");
    assert_eq!(
        codes(&browser, &format!("?service_request_id={all}")).await,
        std::slice::from_ref(&shown.code)
    );
    for query in ["?updated_after=2020-01-01", "?start_date=2020-01-01&status=open,closed"] {
        assert_eq!(codes(&browser, query).await, std::slice::from_ref(&shown.code), "{query}");
    }
    for code in [&new.code, &private.code, &hidden.code] {
        browser.get(&format!("/open311/v2/requests/{code}.json")).await.is(404);
        let address = format!("/open311/v2/servicerequestupdates.json?service_request_id={code}");
        assert_eq!(read(&browser, &address).await, json!([]), "{code}");
    }
    let steps = browser.get("/open311/v2/servicerequestupdates.json").await;
    for code in [&new.code, &private.code, &hidden.code] {
        assert!(!steps.html.contains(code.as_str()), "{code}");
    }
}

#[actix_web::test]
async fn services_are_the_categories_that_take_reports_with_what_they_ask() {
    let portal = TestPortal::new();
    let typed = QuestionFields {
        is_required: true,
        choices: choices(&[("Có", ""), ("Không", "")]),
        ..question("Có nguy hiểm không?", "one")
    };
    let asked = portal.asks(portal.category("giao_thong"), typed);
    let browser = portal.browser().await;
    let all = read(&browser, "/open311/v2/services.json").await;
    let roads = all.as_array().unwrap().iter().find(|one| one["service_code"] == "giao_thong").unwrap();
    assert_eq!((&roads["metadata"], &roads["type"]), (&json!(true), &json!("realtime")));
    let defined = read(&browser, "/open311/v2/services/giao_thong.json").await;
    let own = &defined["attributes"][0];
    assert_eq!(own["code"], asked.root_id.to_string());
    assert_eq!((&own["datatype"], &own["required"]), (&json!("singlevaluelist"), &json!(true)));
    assert_eq!(own["values"][1], json!({ "key": "2", "name": "Không" }));
    let xml = browser.get("/open311/v2/services/giao_thong.xml").await;
    assert!(
        xml.html.contains("<attributes><attribute>") && xml.html.contains("<values><value>"),
        "{}",
        xml.html
    );
    browser.get("/open311/v2/services/khong_co.xml").await.is(404);
    let english = read(&browser, "/open311/v2/services.json?locale=en").await;
    assert_ne!(english[0]["service_name"], all[0]["service_name"]);
}

#[actix_web::test]
async fn the_steps_of_a_request_are_its_public_ones() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let address = format!("/open311/v2/servicerequestupdates.json?service_request_id={}", ticket.code);
    let steps = read(&browser, &address).await;
    let steps = steps.as_array().unwrap();
    let states: Vec<&str> = steps.iter().map(|step| step["status"].as_str().unwrap()).collect();
    assert_eq!((states.first(), states.last()), (Some(&"open"), Some(&"closed")), "{states:?}");
    let page = browser.get(&langnghe::links::ticket(&ticket.code)).await;
    for step in steps {
        let said = step["description"].as_str().unwrap().split(": ").next().unwrap();
        page.says(said);
    }
    let since = "/open311/v2/servicerequestupdates.json?start_date=2099-01-01";
    assert_eq!(read(&browser, since).await, json!([]));
}

#[actix_web::test]
async fn discovery_leads_to_everything() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let found = read(&browser, "/open311/discovery.json").await;
    let endpoint = &found["endpoints"][0];
    assert_eq!(endpoint["url"], "http://localhost/open311/v2");
    let services = format!("{}/services.json", endpoint["url"].as_str().unwrap());
    assert!(
        !read(&browser, services.trim_start_matches("http://localhost")).await.as_array().unwrap().is_empty()
    );
    let xml = browser.get("/open311/discovery.xml").await;
    assert!(xml.html.contains("<formats><format>application/json</format>"), "{}", xml.html);
}

#[actix_web::test]
async fn what_cannot_be_answered_is_a_list_of_faults_in_the_form_asked_for() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let long = "a".repeat(2_001);
    for (address, status) in [
        ("/open311/v2/requests/26-AAAA-AAAA.", 404),
        ("/open311/v2/services/x.", 404),
        ("/open311/v2/khong-co.", 404),
        ("/open311/khong-co/x.", 404),
    ] {
        for (form, mime) in BOTH {
            let page = browser.get(&format!("{address}{form}")).await;
            page.is(status);
            assert_eq!(page.header("content-type").as_deref(), Some(mime), "{address}{form}");
            assert!(page.html.contains("404"), "{}", page.html);
        }
    }
    for query in [
        "status=done",
        "start_date=hom-qua",
        "page=0",
        "page_size=1001",
        "page=abc",
        &format!("x={long}"),
        &format!("service_request_id={}", "a,".repeat(101)),
    ] {
        let page = browser.get(&format!("/open311/v2/requests.json?{query}")).await;
        page.is(400);
        let faults: Value = serde_json::from_str(&page.html).unwrap();
        assert_eq!(faults[0]["code"], 400, "{query}");
        assert!(!faults[0]["description"].as_str().unwrap().is_empty());
    }
    browser.get("/open311/v2/requests.json?service_code=khong_co").await.is(404);
    let wrong = browser.send(Asked::plain(Method::DELETE, "/open311/v2/services.xml")).await;
    assert_eq!((wrong.status, wrong.headers.get("allow").unwrap().to_str().unwrap()), (405, "GET, HEAD"));
    assert!(String::from_utf8(wrong.body).unwrap().contains("<errors><error><code>405</code>"));
}

#[actix_web::test]
async fn who_has_it_already_is_told_so() {
    let portal = TestPortal::new();
    portal.ticket().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    for address in ["/open311/v2/requests.xml", "/open311/v2/services.json", "/open311/discovery.json"] {
        let mark = browser.get(address).await.header("etag").unwrap();
        let headers = vec![("if-none-match", mark)];
        let again = browser.send(Asked { headers, ..Asked::plain(Method::GET, address) }).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{address}");
        let head = browser.send(Asked::plain(Method::HEAD, address)).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{address}");
    }
}
