//! A queue in a browser is told shortly that it is as it was, at the cost of one question, and keeps no session awake.
use crate::support::{Answer, Asked, Browser, TestPortal, queries};
use actix_web::http::Method;
use actix_web::http::header::ETAG;
use chrono::Duration;
use langnghe::actions::tickets::{Order, write_note};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::tickets;

const AGENCY: &str = "so-xay-dung";

/// As the page's script asks, by itself; `known` is the mark of the page it shows.
async fn ask(browser: &Browser, address: &str, known: &str) -> Answer {
    let session = format!("session={}", browser.cookie("session").unwrap());
    let headers = vec![("cookie", session), ("if-none-match", known.to_owned()), ("x-by-itself", "1".into())];
    browser.send(Asked { headers, ..Asked::plain(Method::GET, address) }).await
}

fn mark(answer: &Answer) -> String {
    answer.headers.get(ETAG).unwrap().to_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_queue_says_that_it_is_as_it_was_until_something_in_it_changes() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let address = links::in_queue(&links::work(), "chua-nhan");
    let first = ask(&focal, &address, "").await;
    assert_eq!(first.status, 200);
    let known = mark(&first);
    let again = ask(&focal, &address, &known).await;
    assert_eq!((again.status, again.body.len(), mark(&again)), (304, 0, known.clone()));

    portal.ticket().at("so-y-te").in_state(Status::Forwarded).build();
    assert_eq!(ask(&focal, &address, &known).await.status, 304, "another agency's report is no news here");

    let actor = portal.actor_of(focal.who());
    let order = Order { actor: &actor, code: &ticket.code, seen: ticket.version };
    write_note(&portal, order, "Đã hẹn đội đi xem chiều nay").unwrap();
    let changed = ask(&focal, &address, &known).await;
    assert_eq!(changed.status, 200, "a row has another version");
    let known = mark(&changed);

    let came = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let changed = ask(&focal, &address, &known).await;
    assert!(String::from_utf8_lossy(&changed.body).contains(&came.code));
    let known = mark(&changed);

    portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let changed = ask(&focal, &address, &known).await;
    assert_eq!(changed.status, 200, "the number of the queue beside it is another");
    let known = mark(&changed);
    portal.wait(Duration::minutes(10));
    assert_eq!(ask(&focal, &address, &known).await.status, 200, "what is left of a term is less");

    let later = portal.with_db(|c| tickets::find(c, came.id));
    let page = format!("{address}&sau=1.{}", later.id);
    assert_eq!(ask(&focal, &page, "\"x\"").await.status, 200, "a later page is not asked for by itself");
}

#[actix_web::test]
async fn that_nothing_changed_costs_one_question_besides_who_asks() {
    queries::listen();
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let known = mark(&ask(&focal, &links::work(), "").await);
    let before = queries::asked(&portal.config.database_url);
    assert_eq!(ask(&focal, &links::work(), &known).await.status, 304);
    assert!(queries::asked(&portal.config.database_url) - before <= 2);
}

#[actix_web::test]
async fn a_script_that_asks_by_itself_keeps_no_session_awake() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    for _ in 0..11 {
        portal.wait(Duration::minutes(11));
        let answer = ask(&focal, &links::work(), "").await;
        let idle = portal.now() - crate::support::monday_morning() > Duration::hours(2);
        assert_eq!(answer.status, if idle { 303 } else { 200 });
    }
    assert_eq!(focal.get(&links::work()).await.path, "/dang-nhap");
}
