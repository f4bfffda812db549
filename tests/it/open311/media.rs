//! Photos that programs send, with a request or before it.
use super::writing::{only, pairs, read, send, whole};
use crate::support::{Answer, Asked, Browser, TestPortal, jpeg};
use actix_web::http::Method;
use langnghe::actions::api_keys::{ApiKeyFields, create};
use langnghe::domain::policy::Role;
use langnghe::store::photos;

/// For so many days a key of these tests is valid.
pub(super) const KEY_DAY: i64 = 30;

pub(super) fn key(portal: &TestPortal) -> String {
    made(portal, "1")
}

pub(super) fn another_key(portal: &TestPortal) -> String {
    made(portal, "2")
}

fn made(portal: &TestPortal, digit: &str) -> String {
    let admin = portal.player(Role::Admin, "ubnd-tp");
    let last = langnghe::clock::local(portal.now()).date() + chrono::Duration::days(KEY_DAY);
    let typed = ApiKeyFields {
        form_key: digit.repeat(64),
        name: format!("Ứng dụng {digit}"),
        scopes: vec!["gui-phan-anh".into()],
        valid_to: last.to_string(),
    };
    create(portal, &admin, &typed).unwrap().1.reveal()
}

/// A form in parts: what was typed, then files.
async fn send_parts(
    browser: &Browser,
    address: &str,
    fields: &[(&str, &str)],
    files: &[&[u8]],
    key: Option<&str>,
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--X\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    for (at, file) in files.iter().enumerate() {
        let head = format!(
            "--X\r\ncontent-disposition: form-data; name=\"media\"; filename=\"{at}.jpg\"\r\n\
             content-type: image/jpeg\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend_from_slice(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--X--\r\n");
    let mut headers = vec![("content-type", "multipart/form-data; boundary=X".to_owned())];
    headers.extend(key.map(|key| ("x-api-key", key.to_owned())));
    browser.send(Asked { headers, body, ..Asked::plain(Method::POST, address) }).await
}

const REQUESTS: &str = "/open311/v2/requests.json";
const MEDIA: &str = "/open311/v2/media";

#[actix_web::test]
async fn a_photo_comes_with_its_request_and_is_seen_by_nobody_before_it_was_checked() {
    let portal = TestPortal::new();
    let (browser, key) = (portal.browser().await, key(&portal));
    let fields = whole(&portal, &key);
    let photo = jpeg(40, 30);
    let answer = send_parts(&browser, REQUESTS, &pairs(&fields), &[&photo], None).await;
    assert_eq!(answer.status, 201, "{}", read(&answer));
    let ticket = only(&portal);
    let kept = portal.with_db(|c| photos::of_ticket(c, ticket.id));
    assert_eq!((kept.len(), kept[0].is_public), (1, false));
    browser.get(&langnghe::links::photo(&kept[0].display)).await.is(404);
    let again = send_parts(&browser, REQUESTS, &pairs(&fields), &[&photo], None).await;
    assert_eq!(read(&again)[0]["service_request_id"], ticket.code.as_str());
    assert_eq!(portal.with_db(|c| photos::of_ticket(c, ticket.id)).len(), 1);
}

#[actix_web::test]
async fn a_photo_that_comes_before_is_named_once_and_by_its_own_key_alone() {
    let portal = TestPortal::new();
    let (browser, key) = (portal.browser().await, key(&portal));
    let sent = send_parts(&browser, MEDIA, &[], &[&jpeg(40, 30)], Some(&key)).await;
    assert_eq!(sent.status, 201, "{}", read(&sent));
    let url = read(&sent)["media_url"].as_str().unwrap().to_owned();
    let mut theirs = whole(&portal, &another_key(&portal));
    theirs.push(("media_url", url.clone()));
    assert_eq!(send(&browser, "json", &pairs(&theirs), None).await.status, 400, "another's photo");
    let mut fields = whole(&portal, &key);
    fields.push(("media_url", url.clone()));
    assert_eq!(send(&browser, "json", &pairs(&fields), None).await.status, 201);
    let ticket = only(&portal);
    assert_eq!(portal.with_db(|c| photos::of_ticket(c, ticket.id)).len(), 1);
    assert_eq!(send(&browser, "json", &pairs(&fields), None).await.status, 201, "the same request again");
    fields[2].1.push_str(" Lần khác.");
    assert_eq!(send(&browser, "json", &pairs(&fields), None).await.status, 400, "it was used");
    for foreign in ["https://example.com/x.jpg", "http://localhost/anh/x.jpg", &format!("{url}0"), "x"] {
        fields.retain(|(name, _)| *name != "media_url");
        fields.push(("media_url", foreign.to_owned()));
        assert_eq!(send(&browser, "json", &pairs(&fields), None).await.status, 400, "{foreign}");
    }
    only(&portal);
}

#[actix_web::test]
async fn what_is_no_photo_or_comes_without_a_key_is_kept_nowhere() {
    let portal = TestPortal::new();
    let (browser, key) = (portal.browser().await, key(&portal));
    let fields = whole(&portal, &key);
    let answer = send_parts(&browser, REQUESTS, &pairs(&fields), &[b"GIF no picture"], None).await;
    assert_eq!(answer.status, 400);
    assert_eq!(send_parts(&browser, MEDIA, &[], &[], Some(&key)).await.status, 400);
    assert_eq!(send_parts(&browser, MEDIA, &[], &[&jpeg(8, 8)], None).await.status, 403);
    // The key stands before the files: one that comes behind them opens nothing for them.
    let late = send_parts(&browser, MEDIA, &[("api_key", "lnk")], &[&jpeg(8, 8)], None).await;
    assert_eq!(late.status, 403);
    assert!(portal.tickets().is_empty());
    let lying = portal.with_db(|c| {
        use diesel::prelude::*;
        langnghe::schema::uploads::table.count().get_result::<i64>(c)
    });
    assert_eq!(lying, 0);
}
