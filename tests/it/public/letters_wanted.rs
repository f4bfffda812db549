//! A sender stops the letters about one report: by the page, or by one press in the mail program.
use crate::support::{Asked, TestPortal};
use actix_web::http::Method;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::senders::keys;
use langnghe::actions::tickets::{Order, take, write_progress};
use langnghe::actions::upkeep::retry_letter;
use langnghe::domain::event::EventKind;
use langnghe::domain::letter::{LetterKind, LetterState, QueuedLetter};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::{events, letters};

const EMAIL: &str = "gui@example.vn";

fn forwarded(portal: &TestPortal) -> Ticket {
    let ticket = portal.ticket().sent_by(EMAIL).in_state(Status::Forwarded).build();
    drop(portal.letters());
    ticket
}

/// The agency begins, of which the sender is told by letter.
fn begin(portal: &TestPortal, ticket: &Ticket) {
    let officer = portal.actor(Role::Focal, "so-xay-dung");
    take(portal, Order { actor: &officer, code: &ticket.code, seen: ticket.version }).unwrap();
}

fn page_of(portal: &TestPortal, ticket: &Ticket) -> String {
    links::letters_of(&keys::of_letters(portal, ticket.id))
}

fn kinds(portal: &TestPortal) -> Vec<EventKind> {
    portal.with_db(|c| events::table.order(events::id).select(events::kind).load(c))
}

#[actix_web::test]
async fn every_letter_about_a_report_names_the_page_where_they_stop() {
    let portal = TestPortal::new();
    let ticket = forwarded(&portal);
    begin(&portal, &ticket);
    let letter = portal.letter_to(EMAIL);
    assert_eq!(letter.stop_link, format!("http://localhost{}", page_of(&portal, &ticket)));
    assert!(letter.text.contains(&letter.stop_link) && letter.html.contains(&letter.stop_link));
    for personal in ["gui", "example.vn", "0900000456", &ticket.code] {
        assert!(!letter.stop_link.contains(personal), "{personal} stands in {}", letter.stop_link);
    }
}

#[actix_web::test]
async fn looking_stops_nothing_and_the_button_stops_all_that_follows() {
    let portal = TestPortal::new();
    let ticket = forwarded(&portal);
    let browser = portal.browser().await;
    let page = browser.get(&page_of(&portal, &ticket)).await;
    page.is(200).says("câu trả lời của cơ quan").says(&ticket.code).never_says(EMAIL);
    assert_eq!(portal.sender_state(&ticket).letters_stopped_at, None);
    let page = page.form("/thu/").press("Thôi nhận thư").await;
    page.is(200).says("Đã thôi gửi thư");
    assert_eq!(portal.sender_state(&ticket).letters_stopped_at, Some(portal.now()));
    begin(&portal, &ticket);
    assert!(portal.unsent().is_empty(), "a letter was queued for somebody who wants none");
    // And on again, from now on.
    let page = page.form("/nhan-lai").press("Nhận thư trở lại").await;
    page.is(200).says("nhận thư báo trở lại từ bây giờ");
    assert_eq!(portal.sender_state(&ticket).letters_stopped_at, None);
    assert!(portal.unsent().is_empty(), "what happened meanwhile is not written about afterwards");
    let other = forwarded(&portal);
    begin(&portal, &other);
    assert_eq!(portal.letter_to(EMAIL).kind, LetterKind::Taken);
    assert!(kinds(&portal).contains(&EventKind::LettersStopped));
    assert!(kinds(&portal).contains(&EventKind::LettersResumed));
}

#[actix_web::test]
async fn a_mail_program_stops_them_without_cookie_or_form_and_twice_is_once() {
    let portal = TestPortal::new();
    let ticket = forwarded(&portal);
    begin(&portal, &ticket);
    assert_eq!(portal.unsent().len(), 1);
    let browser = portal.browser().await;
    let edge = "multipart/form-data; boundary=\"edge\"";
    let part = "--edge\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--edge--\r\n";
    for (kind, body) in [("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"), (edge, part)] {
        let mut asked = Asked::plain(Method::POST, &page_of(&portal, &ticket));
        asked.headers = vec![("content-type", kind.into()), ("sec-fetch-site", "cross-site".into())];
        asked.body = body.into();
        let answer = browser.send(asked).await;
        assert_eq!(answer.status, 200, "a mail program need not follow a redirect");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    assert!(portal.unsent().is_empty(), "the letter that waited is taken back");
    let stopped = kinds(&portal).into_iter().filter(|kind| *kind == EventKind::LettersStopped).count();
    assert_eq!(stopped, 1);
    // Staff who had the report open are not told that it changed.
    let officer = portal.actor(Role::Focal, "so-xay-dung");
    let order = Order { actor: &officer, code: &ticket.code, seen: ticket.version + 1 };
    assert!(write_progress(&portal, order, "Đã cử người đến kiểm tra hiện trường.").is_ok());
}

#[actix_web::test]
async fn turning_them_on_again_needs_the_forms_own_key() {
    let portal = TestPortal::new();
    let ticket = forwarded(&portal);
    let browser = portal.browser().await;
    let page = page_of(&portal, &ticket);
    browser.post_raw(&page, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    let again = links::letters_again(&keys::of_letters(&portal, ticket.id));
    browser.post_raw(&again, &[("csrf", "x")]).await.is(403);
    assert!(portal.sender_state(&ticket).letters_stopped_at.is_some());
}

#[actix_web::test]
async fn a_given_up_letter_is_not_sent_once_more_to_who_stopped_them() {
    let portal = TestPortal::new();
    let ticket = forwarded(&portal);
    begin(&portal, &ticket);
    let failed = portal.unsent().remove(0);
    portal.browser().await.post_raw(&page_of(&portal, &ticket), &[("List-Unsubscribe", "One-Click")]).await;
    let failed = QueuedLetter { state: LetterState::Failed, ..failed };
    portal.with_db(|c| diesel::insert_into(letters::table).values(&failed).execute(c));
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    assert_eq!(retry_letter(&portal, &admin, failed.id), Err(Refusal::TooLate));
}
