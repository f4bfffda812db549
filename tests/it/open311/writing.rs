//! What programs send becomes a report by the verb of every report, and is refused as every report is.
use super::media::{KEY_DAY, key};
use crate::support::{Answer, Asked, Browser, TestPortal, choices, question, set};
use actix_web::http::Method;
use chrono::Duration;
use langnghe::actions::questions::QuestionFields;
use langnghe::domain::ticket::{Channel, Ticket};
use langnghe::store::{consents, questions};
use serde_json::Value;

const BODY: &str = "Giữa đường có một hố sâu, xe máy dễ ngã khi trời mưa to.";

pub(super) async fn send(
    browser: &Browser,
    form: &str,
    fields: &[(&str, &str)],
    said: Option<&str>,
) -> Answer {
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
    headers.extend(said.map(|said| ("idempotency-key", said.to_owned())));
    let body = serde_urlencoded::to_string(fields).unwrap().into_bytes();
    let address = format!("/open311/v2/requests.{form}");
    browser.send(Asked { headers, body, ..Asked::plain(Method::POST, &address) }).await
}

pub(super) fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&answer.body)))
}

/// What a whole request holds.
pub(super) fn whole(portal: &TestPortal, key: &str) -> Vec<(&'static str, String)> {
    let version = portal.with_db(|c| consents::latest(c, consents::TO_SEND, "vi")).unwrap().version;
    [
        ("api_key", key),
        ("service_code", "giao_thong"),
        ("description", BODY),
        ("address_string", "12 Lạch Tray"),
        ("first_name", "Lan"),
        ("last_name", "Nguyễn Thị"),
        ("phone", "0912345678"),
        ("consent", version.as_str()),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

pub(super) fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

pub(super) fn only(portal: &TestPortal) -> Ticket {
    let mut all = portal.tickets();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[actix_web::test]
async fn a_request_becomes_a_report_that_waits_to_be_checked() {
    let portal = TestPortal::new();
    let (browser, key) = (portal.browser().await, key(&portal));
    let mut fields = whole(&portal, &key);
    fields.extend([("lat", "20.85612345".to_owned()), ("long", "106.6822".to_owned())]);
    let answer = send(&browser, "json", &pairs(&fields), None).await;
    let said = read(&answer);
    assert_eq!(answer.status, 201, "{said}");
    let ticket = only(&portal);
    assert_eq!(said[0]["service_request_id"], ticket.code.as_str());
    assert_eq!((ticket.channel, ticket.is_public, ticket.entered_by), (Channel::Api, false, None));
    assert_eq!(ticket.place, "12 Lạch Tray");
    let point = portal.with_db(|c| langnghe::store::report_points::newest(c, ticket.id)).unwrap().point();
    assert_eq!(point, langnghe::domain::point::Point::of(20.85612, 106.6822));
    assert_eq!((ticket.body.as_str(), ticket.title.as_str()), (BODY, BODY));
    let contact = portal.with_db(|c| langnghe::store::contacts::of_ticket(c, ticket.id)).unwrap();
    assert_eq!((contact.name.as_str(), contact.show_name), ("Nguyễn Thị Lan", false));
    let token = said[0]["token"].as_str().unwrap();
    let found = browser.get(&format!("/open311/v2/tokens/{token}.json")).await;
    assert!(found.html.contains(&ticket.code), "{}", found.html);
    browser.get(&format!("/open311/v2/tokens/{}1.json", token)).await.is(404);
    browser.get(&format!("/open311/v2/requests/{}.json", ticket.code)).await.is(404);
    let xml = send(&browser, "xml", &pairs(&fields), None).await;
    let xml = String::from_utf8(xml.body).unwrap();
    assert!(xml.contains(&format!("<service_request_id>{}</service_request_id>", ticket.code)), "{xml}");
    assert!(xml.contains("<service_requests><request>"), "{xml}");
}

#[actix_web::test]
async fn sent_again_it_is_the_same_request_for_some_minutes_or_for_as_long_as_its_program_says() {
    let portal = TestPortal::new();
    let (browser, key) = (portal.browser().await, key(&portal));
    let fields = whole(&portal, &key);
    let code = async |said: Option<&str>| {
        let answer = read(&send(&browser, "json", &pairs(&fields), said).await);
        answer[0]["service_request_id"].as_str().unwrap().to_owned()
    };
    let first = code(None).await;
    portal.wait(Duration::minutes(9));
    assert_eq!(code(None).await, first);
    portal.wait(Duration::minutes(30));
    let later = code(None).await;
    assert_ne!(later, first, "hours later somebody may well say the same again");
    let said = code(Some("7f1c")).await;
    portal.wait(Duration::days(1));
    assert_eq!(code(Some("7f1c")).await, said);
    assert_ne!(code(Some("7f1d")).await, said);
    let other = super::media::another_key(&portal);
    let mut theirs = fields.clone();
    theirs[0].1 = other;
    let theirs = read(&send(&browser, "json", &pairs(&theirs), Some("7f1c")).await);
    assert_ne!(theirs[0]["service_request_id"], said.as_str(), "another program's numbers are its own");
}

#[actix_web::test]
async fn everything_that_is_wrong_is_told_by_the_names_of_the_standard() {
    let portal = TestPortal::new();
    let typed = QuestionFields {
        is_required: true,
        choices: choices(&[("Có", ""), ("Cháy", "Hãy gọi 114 ngay.")]),
        ..question("Có nguy hiểm không?", "one")
    };
    let asked = portal.asks(portal.category("giao_thong"), typed);
    let attribute: &'static str = format!("attribute[{}]", asked.root_id).leak();
    let (browser, key) = (portal.browser().await, key(&portal));
    let fields = whole(&portal, &key);
    let long = "a".repeat(5_000);
    let with = |name: &'static str, value: &str| {
        let mut other = fields.clone();
        other.push((attribute, "1".to_owned()));
        other.retain(|(own, _)| *own != name);
        other.push((name, value.to_owned()));
        other
    };
    for (name, value, status, words) in [
        ("service_code", "", 400, "service_code"),
        ("service_code", "khong_co", 404, "khong_co"),
        ("description", "ngắn", 400, "description: "),
        ("address_string", "", 400, "address_string: "),
        ("address_id", "khong-co", 400, "address_id"),
        ("phone", "12", 400, "phone: "),
        ("email", "abc", 400, "email: "),
        ("consent", "gui-1999-1", 400, "consent"),
        ("lat", "91", 400, "lat"),
        (attribute, "9", 400, "attribute["),
        (attribute, "2", 400, "Hãy gọi 114 ngay."),
        ("attribute[77]", "1", 400, "attribute[77]"),
        ("media_url", "https://example.com/a.jpg", 400, "media_url"),
        ("first_name", long.as_str(), 400, "first_name"),
    ] {
        let answer = send(&browser, "json", &pairs(&with(name, value)), None).await;
        let said = read(&answer);
        let all = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, status, "{name}={value}: {all}");
        assert!(all.contains(words), "{name}={value}: {all}");
        assert_eq!(said[0]["code"], status);
    }
    assert!(portal.tickets().is_empty(), "what is refused leaves nothing");
    let taken = send(&browser, "json", &pairs(&with(attribute, "1")), None).await;
    assert_eq!(taken.status, 201);
    let ticket = only(&portal);
    assert_eq!(portal.with_db(|c| questions::of_ticket(c, ticket.id)).len(), 1);
}

#[actix_web::test]
async fn a_key_that_is_over_revoked_or_no_key_sends_nothing() {
    let portal = TestPortal::new();
    let (browser, key) = (portal.browser().await, key(&portal));
    let fields = whole(&portal, &key);
    for other in ["", "x", &key[..key.len() - 1], &key.replace("lnk", "abc")] {
        let mut fields = fields.clone();
        fields[0].1 = other.to_owned();
        let answer = send(&browser, "xml", &pairs(&fields), None).await;
        assert_eq!(answer.status, 403, "{other}");
        assert!(String::from_utf8(answer.body).unwrap().contains("<code>403</code>"));
    }
    portal.wait(Duration::days(KEY_DAY + 1));
    assert_eq!(send(&browser, "json", &pairs(&fields), None).await.status, 403);
    assert!(portal.tickets().is_empty());
}

#[actix_web::test]
async fn one_key_sends_so_many_and_then_waits() {
    let portal = TestPortal::new();
    set(&portal.db, &[("city.limits.key_reports", "2/60")]);
    let (browser, key) = (portal.browser().await, key(&portal));
    let mut fields = whole(&portal, &key);
    for (number, status) in [(1, 201), (2, 201), (3, 429)] {
        fields[2].1 = format!("{BODY} Lần {number}.");
        let answer = send(&browser, "json", &pairs(&fields), None).await;
        assert_eq!(answer.status, status, "{number}");
        assert!(status == 201 || answer.headers.contains_key("retry-after"));
    }
    portal.wait(Duration::hours(2));
    assert_eq!(send(&browser, "json", &pairs(&fields), None).await.status, 201);
}
