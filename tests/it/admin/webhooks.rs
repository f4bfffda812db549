//! Programs of others that are told: what they are told, how they know it is us, and what becomes of who does not listen.
use super::administrator;
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::webhooks::{WebhookFields, create, deliver, secret};
use langnghe::config::Network;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::domain::webhook::{DeliveryState, WebhookDelivery, signature};
use langnghe::ids::WebhookId;
use langnghe::links;
use langnghe::store::webhooks;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

/// Another program: answers each with these numbers, one after the other, and hands on what it was told.
fn listener(answers: Vec<u16>) -> (String, Receiver<String>) {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/nghe", socket.local_addr().unwrap());
    let (hand, told) = channel();
    std::thread::spawn(move || {
        for status in answers {
            let (mut stream, _) = socket.accept().unwrap();
            let mut said = Vec::new();
            let mut chunk = [0; 4096];
            while !is_whole(&said) {
                match stream.read(&mut chunk).unwrap() {
                    0 => break,
                    read => said.extend_from_slice(&chunk[..read]),
                }
            }
            let head =
                format!("HTTP/1.1 {status} x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n");
            stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).unwrap();
            hand.send(String::from_utf8(said).unwrap()).ok();
        }
    });
    (address, told)
}

fn is_whole(said: &[u8]) -> bool {
    let text = String::from_utf8_lossy(said);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let head = head.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    length.is_some_and(|length: usize| body.len() >= length)
}

fn header<'a>(said: &'a str, name: &str) -> &'a str {
    let line = said.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}: ")));
    line.and_then(|line| line.split_once(": ")).map_or("", |(_, value)| value)
}

fn open() -> TestPortal {
    TestPortal::set_up(|config| config.webhook_networks = vec![Network::parse("127.0.0.0/8").unwrap()])
}

fn hook(portal: &TestPortal, url: &str) -> WebhookId {
    let admin = portal.player(Role::Admin, "ubnd-tp");
    create(portal, &admin, &WebhookFields { name: "Bản đồ".into(), url: url.into() }).unwrap()
}

fn told_to(portal: &TestPortal, hook: WebhookId) -> Vec<WebhookDelivery> {
    portal.with_db(|c| webhooks::told_to(c, hook, 100))
}

fn run(portal: &TestPortal) -> usize {
    deliver(portal, &|| true).unwrap()
}

#[actix_web::test]
async fn what_happens_in_public_is_told_signed_and_says_no_more_than_the_code() {
    let portal = open();
    let (address, told) = listener(vec![204; 12]);
    let hook = hook(&portal, &address);
    portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    portal.ticket().titled("Chưa ai xem").in_state(Status::New).build();
    assert!(told_to(&portal, hook).is_empty(), "what is not public is told to nobody");
    let ticket = portal.ticket().titled("Ổ gà bí mật").in_state(Status::Accepted).build();
    assert_eq!(told_to(&portal, hook).len(), 1);
    assert_eq!(run(&portal), 1);
    let said = told.recv().unwrap();
    let (_, body) = said.split_once("\r\n\r\n").unwrap();
    let read: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(read["type"], "report.published");
    assert_eq!(read["data"]["service_request_id"], ticket.code.as_str());
    assert_eq!(read["data"]["url"], format!("http://localhost{}", links::ticket(&ticket.code)));
    assert!(!body.contains("bí mật") && read["data"].as_object().unwrap().len() == 2);
    let (id, timestamp) = (header(&said, "webhook-id"), header(&said, "webhook-timestamp"));
    let signed = signature(&secret(&portal, hook), (id, timestamp.parse().unwrap()), body);
    assert_eq!(header(&said, "webhook-signature"), signed);
    assert_eq!(timestamp, portal.now().and_utc().timestamp().to_string());
    assert_eq!(told_to(&portal, hook)[0].state, DeliveryState::Sent);
    assert_eq!(run(&portal), 0, "it is told once");
    let kinds = lives_on(&portal, hook, &ticket);
    assert_eq!(kinds, ["removed", "published"]);
}

/// Hidden and shown again: what is waiting to be told, the oldest first.
fn lives_on(portal: &TestPortal, hook: WebhookId, ticket: &Ticket) -> Vec<String> {
    let desk = portal.player(Role::Dispatcher, "ubnd-tp");
    let ticket = crate::public::scene::set_prominence(portal, (&desk, ticket), Prominence::Hidden);
    portal.wait(Duration::minutes(1));
    crate::public::scene::set_prominence(portal, (&desk, &ticket), Prominence::Public);
    let mut waiting = told_to(portal, hook);
    waiting.retain(|one| one.state == DeliveryState::Waiting);
    waiting.sort_by_key(|one| one.at);
    waiting.iter().map(|one| one.happening.to_string()).collect()
}

#[actix_web::test]
async fn who_does_not_take_it_is_told_later_and_later_and_then_no_more() {
    let portal = open();
    let (address, _told) = listener([vec![500, 302, 200], vec![503; 30]].concat());
    let hook = hook(&portal, &address);
    portal.ticket().in_state(Status::Accepted).build();
    for answered in [500, 302] {
        assert_eq!(run(&portal), 0);
        let one = told_to(&portal, hook).remove(0);
        assert_eq!((one.state, one.answered), (DeliveryState::Waiting, Some(answered)));
        assert!(one.next_try_at > portal.now());
        assert_eq!(run(&portal), 0, "before its time it is not tried");
        portal.wait(Duration::minutes(10));
    }
    assert!(portal.with_db(|c| webhooks::find(c, hook)).failing_since.is_some());
    assert_eq!(run(&portal), 1, "a redirect is not followed, and a later try is taken");
    assert_eq!(portal.with_db(|c| webhooks::find(c, hook)).failing_since, None);
    portal.ticket().in_state(Status::Accepted).build();
    for _ in 0..10 {
        run(&portal);
        portal.wait(Duration::days(1));
    }
    let stopped = portal.with_db(|c| webhooks::find(c, hook));
    assert!(!stopped.is_active && stopped.given_up_at.is_some());
    portal.ticket().in_state(Status::Accepted).build();
    assert_eq!(told_to(&portal, hook).len(), 2, "nothing more is kept for it");
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_webhook(hook)).await;
    page.says("Cổng đã tự dừng").says("503");
    page.form("/mo").press("Báo lại").await.is(200).says("Đang báo");
    portal.ticket().in_state(Status::Accepted).build();
    assert_eq!(told_to(&portal, hook).len(), 3);
}

#[actix_web::test]
async fn nothing_goes_into_a_house_that_nobody_named() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_webhook_new()).await;
    for (url, word) in [
        ("http://example.org/", "https"),
        ("https://127.0.0.1/", "mạng nội bộ"),
        ("https://localhost/", "mạng nội bộ"),
        ("https://[::ffff:10.0.0.1]/", "mạng nội bộ"),
        ("khong phai", "địa chỉ"),
    ] {
        let again = page.form("/webhook/moi").fill("name", "Nhà").fill("url", url).press("Lưu").await;
        again.is(422).says(word);
        assert_eq!(again.form("/webhook/moi").value("url"), url);
    }
    // A name that leads inside once it is looked up: it was taken in a network that is named no more.
    let (address, told) = listener(vec![200]);
    let open = open();
    let hook = hook(&open, &address);
    open.ticket().in_state(Status::Accepted).build();
    let mut config = (*open.config).clone();
    config.webhook_networks.clear();
    let shut = langnghe::portal::Portal { config: std::sync::Arc::new(config), ..(*open).clone() };
    assert_eq!(deliver(&shut, &|| true).unwrap(), 0);
    let one = told_to(&open, hook).remove(0);
    assert!(one.last_error.contains("may not go to"), "{}", one.last_error);
    assert!(told.try_recv().is_err(), "nobody was asked");
}

#[actix_web::test]
async fn an_administrator_reads_what_was_told_and_tells_it_again() {
    let portal = open();
    let (address, told) = listener(vec![200, 200]);
    let admin = administrator(&portal).await;
    admin.get(&links::admin_webhooks()).await.says("Chưa có webhook nào");
    let page = admin.get(&links::admin_webhook_new()).await;
    let page = page.form("/webhook/moi").fill("name", "Bản đồ").fill("url", &address).press("Lưu").await;
    page.is(200).says("whsec_").says("Chưa báo gì");
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    run(&portal);
    let page = admin.get(&page.path).await;
    page.says(&ticket.code).says("Đã nhận");
    page.form("/gui-lai").press("Gửi lại").await.is(200);
    assert_eq!(run(&portal), 1);
    let said: Vec<String> = told.iter().take(2).collect();
    assert_eq!(header(&said[0], "webhook-id"), header(&said[1], "webhook-id"), "the same thing, told again");
    let page = admin.get(&page.path).await;
    page.form("/dung").press("Dừng báo").await.is(200).says("Đã dừng");
    portal.ticket().in_state(Status::Accepted).build();
    run(&portal);
    assert!(told.try_recv().is_err());
    admin.get(&links::admin_webhooks()).await.says("Bản đồ").says(&address);
}
