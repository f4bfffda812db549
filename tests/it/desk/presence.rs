//! Who else has a report open: told to those who may read it, for minutes, and written in no history.
use crate::support::{Browser, TestPortal};
use chrono::Duration;
use langnghe::actions::presence::{Doing, be_at};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::store::{events, presences};

const AGENCY: &str = "so-xay-dung";

fn officer(portal: &TestPortal, email: &str) -> AccountId {
    portal.account(email, &[(Role::Focal, AGENCY)])
}

/// What the page's script says and hears.
async fn say(browser: &Browser, code: &str, doing: &str) -> (u16, String) {
    let page = browser.get(&links::tickets()).await;
    let csrf = page.form("/dang-xuat").value("csrf");
    let answer = browser.post_raw(&links::presence(code), &[("csrf", &csrf), ("doing", doing)]).await;
    (answer.status, answer.html)
}

#[actix_web::test]
async fn each_hears_who_else_is_there_and_who_writes_until_they_go_or_minutes_pass() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let [lan, mai] = ["lan@example.vn", "mai@example.vn"].map(|email| officer(&portal, email));
    let (lan, mai) = (portal.signed_in(lan).await, portal.signed_in(mai).await);
    let before = portal.with_db(|c| events::of_ticket(c, ticket.id)).len();
    let heard = async |browser: &Browser, doing| say(browser, &ticket.code, doing).await;
    assert_eq!(heard(&lan, "doc").await, (200, String::new()), "nobody else is there");
    assert_eq!(heard(&mai, "doc").await.1, "Cán bộ lan cũng đang xem.");
    heard(&mai, "viet").await;
    assert_eq!(heard(&lan, "doc").await.1, "Cán bộ mai đang viết.");
    heard(&mai, "di").await;
    assert_eq!(heard(&lan, "doc").await.1, "", "she went");
    portal.wait(Duration::minutes(3));
    assert_eq!(heard(&mai, "doc").await.1, "", "his page said nothing for minutes");
    assert_eq!(portal.with_db(|c| events::of_ticket(c, ticket.id)).len(), before, "no history tells of it");

    portal.wait(Duration::hours(1));
    portal.run_jobs();
    let since = portal.now() - Duration::days(1);
    assert!(portal.with_db(|c| presences::at(c, ticket.id, since)).is_empty(), "it is forgotten");
}

#[actix_web::test]
async fn looking_at_a_report_alone_says_nothing_of_anybody() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let lan = portal.signed_in(officer(&portal, "lan@example.vn")).await;
    lan.get(&links::desk_ticket(&ticket.code)).await.is(200);
    let since = portal.now() - Duration::days(1);
    assert!(portal.with_db(|c| presences::at(c, ticket.id, since)).is_empty());
    let page = portal.signed_in(officer(&portal, "mai@example.vn")).await;
    page.get(&links::desk_ticket(&ticket.code)).await.never_says("cũng đang xem");
}

#[actix_web::test]
async fn who_may_not_know_of_a_report_neither_says_nor_hears() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let elsewhere = portal.staff(Role::Focal, "so-y-te").await;
    assert_eq!(say(&elsewhere, &ticket.code, "viet").await.0, 404);
    let watcher = portal.staff(Role::Leader, "vp-ubnd").await;
    assert_eq!(say(&watcher, &ticket.code, "doc").await, (200, String::new()));
    let stranger = portal.browser().await;
    stranger.post_raw(&links::presence(&ticket.code), &[("doing", "viet")]).await.is(403);
    let since = portal.now() - Duration::minutes(1);
    let there = portal.with_db(|c| presences::at(c, ticket.id, since));
    assert_eq!(there.into_iter().map(|(one, _)| one.account_id).collect::<Vec<_>>(), [watcher.who()]);
}

#[test]
fn the_same_word_once_more_is_not_written() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let actor = portal.actor_of(officer(&portal, "lan@example.vn"));
    let seen =
        || portal.with_db(|c| presences::at(c, ticket.id, portal.now() - Duration::minutes(1)))[0].0.seen_at;
    be_at(&portal, &actor, &ticket.code, Doing::Reads).unwrap();
    let first = seen();
    portal.wait(Duration::seconds(2));
    be_at(&portal, &actor, &ticket.code, Doing::Reads).unwrap();
    assert_eq!(seen(), first);
    portal.wait(Duration::seconds(30));
    be_at(&portal, &actor, &ticket.code, Doing::Reads).unwrap();
    assert!(seen() > first);
}
