//! Every kind of page in a real browser: axe finds nothing, and nothing is wider than a phone.
use super::{Open, Screen, axe, open};
use crate::signin::{PASSWORD, with_password};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use std::collections::BTreeSet;

const AGENCY: &str = "so-xay-dung";
const OFFICER: &str = "lan@example.vn";
const APPROVER: &str = "duyet@example.vn";
const DISPATCHER: &str = "dieu.phoi@example.vn";

#[actix_web::test]
async fn what_residents_read_is_open_to_everyone() {
    let Some(open) = open() else { return };
    let answered = open.portal.ticket().at(AGENCY).in_state(Status::Answered).build();
    open.portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let item = langnghe::links::ticket(&answered.code);
    let pages = [
        "/",
        "/phan-anh",
        &item,
        "/tra-cuu",
        "/co-quan",
        "/co-quan/so-xay-dung",
        "/huong-dan",
        "/du-lieu-ca-nhan",
        "/gui-phan-anh",
        "/dang-nhap",
        "/quen-mat-khau",
        "/khong-co",
    ];
    look(&open, None, &pages).await;
}

#[actix_web::test]
async fn the_desk_is_open_to_everyone() {
    let Some(open) = open() else { return };
    let officer = with_password(&open.portal, OFFICER, Role::Officer, AGENCY);
    let mut pages = vec!["/lam-viec/viec".to_owned(), "/lam-viec/tai-khoan".into()];
    for status in [Status::InProgress, Status::AwaitingApproval, Status::Answered] {
        let ticket = open.portal.ticket().at(AGENCY).given_to(officer).in_state(status).build();
        pages.push(langnghe::links::desk_ticket(&ticket.code));
    }
    look(&open, Some(OFFICER), &pages.iter().map(String::as_str).collect::<Vec<_>>()).await;
}

#[actix_web::test]
async fn what_leaders_of_an_agency_and_of_the_city_open_is_open_to_everyone() {
    let Some(open) = open() else { return };
    with_password(&open.portal, APPROVER, Role::Approver, AGENCY);
    with_password(&open.portal, DISPATCHER, Role::Dispatcher, "vp-ubnd");
    for _ in 0..2 {
        open.portal.ticket().at(AGENCY).in_state(Status::AwaitingApproval).build();
        open.portal.ticket().build();
        open.portal.ticket().refused_for("quang_cao").build();
    }
    open.portal.wait(chrono::Duration::days(7));
    let pile = [langnghe::links::approve(), format!("{}?hang=cho-duyet", langnghe::links::work())];
    look(&open, Some(APPROVER), &pile.each_ref().map(String::as_str)).await;
    let desk = [langnghe::links::refusals(), langnghe::links::triage()];
    look(&open, Some(DISPATCHER), &desk.each_ref().map(String::as_str)).await;
}

/// Looks at each page on a phone and on a desktop, light and with scripts.
async fn look(open: &Open, signed_in: Option<&str>, pages: &[&str]) {
    let mut found = BTreeSet::new();
    for screen in [Screen::Phone, Screen::Desktop] {
        let window = open.window(screen).await;
        if let Some(email) = signed_in {
            window.enter(email, PASSWORD).await;
        }
        for path in pages {
            window.go(path).await;
            let name = path.trim_matches('/').replace('/', "-");
            window.picture(if name.is_empty() { "home" } else { &name }).await;
            found.extend(window.violations().await.into_iter().map(|what| format!("{path}: {what}")));
            if window.overflows().await {
                found.insert(format!("{path}: wider than the screen"));
            }
        }
        window.close().await;
    }
    axe::clean(found.into_iter().collect());
}
