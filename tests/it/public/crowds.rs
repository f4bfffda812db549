//! How much may be begun and sent from one network: many people pass, one machine does not.
use super::submit_way::{BODY, TITLE, category, contact, place, what};
use crate::support::{Asked, TestPortal, jpeg};
use actix_web::http::Method;
use langnghe::actions::Refusal;
use langnghe::actions::drafts::{self, Page, Writer};
use langnghe::config::Network;
use langnghe::domain::draft::Answers;
use langnghe::ids::{Secret, TicketCode};
use langnghe::links;

fn writer(number: usize) -> Writer {
    Writer { key_hash: format!("visitor {number}"), network: "203.0.113.1".into() }
}

/// The first page of each visitor's one draft.
fn page_of(by: &Writer) -> Page {
    Page { form_key: Secret::presented(&by.key_hash).hash(), begins: true }
}

fn begin(portal: &TestPortal, by: &Writer) -> Result<(), Refusal> {
    let write = |answers: &mut Answers| TITLE.clone_into(&mut answers.title);
    drafts::write(portal, by, &page_of(by), write).map(|draft| drop(draft.unwrap()))
}

/// A wedding's guests, each with five photos of eight megabytes, from one network within minutes.
#[test]
fn a_party_passes() {
    let portal = TestPortal::new();
    for number in 0..13 {
        let by = writer(number);
        begin(&portal, &by).unwrap();
        for _ in 0..5 {
            assert_eq!(drafts::admit_photo(&portal, &by, 8_000_000), Ok(()));
        }
    }
}

#[test]
fn one_machine_does_not_fill_the_disk() {
    let limits = [("city.limits.drafts_network", "8/60"), ("city.limits.kilobytes_network", "100000/60")];
    let portal = TestPortal::in_city(&limits);
    let begun = (0..100).take_while(|number| begin(&portal, &writer(*number)).is_ok());
    assert_eq!(begun.count(), 8);
    // The network is full; its running drafts go on, and so do other networks.
    assert!(begin(&portal, &writer(7)).is_ok());
    let elsewhere = Writer { network: "203.0.113.2".into(), ..writer(100) };
    assert!(begin(&portal, &elsewhere).is_ok());
    let large =
        drafts::write(&portal, &writer(7), &page_of(&writer(7)), |answers| answers.body = "x".repeat(60_000));
    assert_eq!(large.err(), Some(Refusal::field("body", "body_long")));
    let sent = (0..100).take_while(|n| drafts::admit_photo(&portal, &writer(n / 5), 15_000_000).is_ok());
    assert_eq!(sent.count(), 6);
    portal.wait(chrono::Duration::minutes(61));
    assert!(begin(&portal, &writer(101)).is_ok());
}

#[actix_web::test]
async fn who_may_not_begin_now_keeps_what_was_typed() {
    let portal = TestPortal::in_city(&[("city.limits.drafts_network", "1/60")]);
    let first = portal.browser().await;
    assert_eq!(what(&first).await.path, links::submit_category());
    let second = portal.browser().await;
    let page = what(&second).await;
    page.is(429).says("Những gì bạn gõ vẫn còn ở đây");
    let form = page.form("step");
    assert_eq!((form.value("title"), form.value("body")), (TITLE.to_owned(), BODY.to_owned()));
    portal.wait(chrono::Duration::minutes(61));
    let page = form.choose("kind", "report").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_category());
}

#[actix_web::test]
async fn a_report_goes_without_the_photo_that_was_one_too_many() {
    let portal = TestPortal::in_city(&[("city.limits.photos_network", "1/60")]);
    let browser = portal.browser().await;
    let page = what(&browser).await;
    let page = category(&page).await;
    let page = place(&page).await;
    let small = jpeg(64, 48);
    let form =
        page.form("step").attach("photos", "mot.jpg", &small).attach("photos", "hai.jpg", &jpeg(48, 64));
    let page = form.press("Tiếp tục").await;
    page.is(422).says("hai.jpg: đã nhận quá nhiều ảnh từ mạng của bạn").never_says("mot.jpg:");
    let page = page.form("step").press("Tiếp tục").await;
    let page = contact(&page).await;
    assert_eq!(page.path, links::submit_review(), "{:?}", page.errors());
}

/// Whoever asks for codes that no report has is told to stop: by the network behind the proxy, not by the proxy.
#[actix_web::test]
async fn a_guess_counts_for_the_network_that_sent_it() {
    let portal =
        TestPortal::set_up(|config| config.trusted_proxies = Network::parse_list("127.0.0.1").unwrap());
    let browser = portal.browser().await;
    let ask = async |name: &'static str, from: String| {
        let address = links::lookup_code(TicketCode::random(2026).as_str());
        let asked = Asked { headers: vec![(name, from)], ..Asked::plain(Method::GET, &address) };
        browser.send(asked).await.status
    };
    for number in 0..60 {
        let status = ask("x-forwarded-for", format!("192.0.2.{number}, [2001:db8:1:2::{number}]:4711")).await;
        assert_eq!(status, 404);
    }
    assert_eq!(ask("forwarded", "for=\"[2001:db8:1:2:ffff::1]\"".into()).await, 429);
    assert_eq!(ask("x-forwarded-for", "2001:db8:1:3::1".into()).await, 404);
    assert_eq!(ask("x-forwarded-for", "192.0.2.1".into()).await, 404);
    assert_eq!(ask("x-forwarded-for", "unknown".into()).await, 404);
}
