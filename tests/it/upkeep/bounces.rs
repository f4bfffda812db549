//! A letter that comes back marks the address, once and for this sender alone; mail that is merely down does not.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::tickets::{Order, close, reopen, take};
use langnghe::actions::upkeep::{retry_letter, send_letters};
use langnghe::clock::local;
use langnghe::config::{MailConfig, MailRoute};
use langnghe::domain::event::EventKind;
use langnghe::domain::letter::LetterState;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::mail::Mailer;
use langnghe::portal::Portal;
use langnghe::schema::contacts;
use langnghe::store::{events, letters, tickets};

/// No mail server is needed to know that nothing goes to this one.
const DEAD: &str = "khong-con-dung";

/// A report whose sender heard of it so far, in this state.
fn heard(portal: &TestPortal, email: &str, state: Status) -> Ticket {
    let ticket = portal.ticket().sent_by("gui@example.vn").in_state(state).build();
    drop(portal.letters());
    // No form takes an address to which nothing can go.
    let row = contacts::table.filter(contacts::ticket_id.eq(ticket.id));
    portal.with_db(|c| diesel::update(row).set(contacts::email.eq(email)).execute(c));
    ticket
}

fn begun(portal: &TestPortal, email: &str) -> Ticket {
    let ticket = heard(portal, email, Status::Forwarded);
    let officer = portal.actor(Role::Focal, "so-xay-dung");
    take(portal, Order { actor: &officer, code: &ticket.code, seen: ticket.version }).unwrap()
}

#[actix_web::test]
async fn the_desk_sees_that_it_must_phone_and_no_more_letters_are_written() {
    let portal = TestPortal::new();
    let ticket = begun(&portal, DEAD);
    let letter = portal.unsent().remove(0);
    assert_eq!(send_letters(&portal, &|| true), Ok(0));
    assert_eq!(portal.with_db(|c| letters::find(c, letter.id)).state, LetterState::Failed);
    assert_eq!(portal.sender_state(&ticket).email_failed_at, Some(portal.now()));
    let happened = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let bounced = happened.iter().filter(|(event, _)| event.kind == EventKind::LetterBounced).count();
    assert_eq!(bounced, 1);

    let address = links::desk_ticket(&ticket.code);
    let day = local(portal.now()).format("%-d/%-m/%Y").to_string();
    let told = format!("Thư không đến được địa chỉ này (từ ngày {day})");
    portal.staff(Role::Agent, "tt-1022").await.get(&address).await.is(200).says(&told);
    // The agency does not learn even that the sender has an address.
    let officer = portal.staff(Role::Focal, "so-xay-dung").await;
    officer.get(&address).await.is(200).never_says("Thư không đến được địa chỉ này");

    let answered = heard(&portal, DEAD, Status::Answered);
    let dispatcher = portal.actor(Role::Dispatcher, "tt-1022");
    let order = Order { actor: &dispatcher, code: &answered.code, seen: answered.version };
    close(&portal, order).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(portal.unsent().len(), 1, "another report's sender is not known to be out of reach yet");
    send_letters(&portal, &|| true).unwrap();
    assert!(portal.sender_state(&answered).email_failed_at.is_some());
    let closed = portal.with_db(|c| tickets::find(c, answered.id));
    reopen(&portal, Order { seen: closed.version, ..order }, "Hố vẫn còn nguyên.")
        .unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(portal.unsent().is_empty(), "a letter was queued for an address that is dead");
}

#[test]
fn mail_that_is_down_says_nothing_about_the_address() {
    let portal = TestPortal::new();
    let ticket = begun(&portal, "gui@example.vn");
    let folder = portal.config.data.join("gone");
    let route = MailRoute::Folder(folder.clone());
    let mailer = Mailer::open(&MailConfig { route, from: "a@city.example".into() }).unwrap();
    std::fs::remove_dir(&folder).unwrap();
    let broken = Portal { mailer, ..(*portal).clone() };
    assert_eq!(send_letters(&broken, &|| true), Ok(0));
    assert_eq!(portal.sender_state(&ticket).email_failed_at, None);
    assert_eq!(portal.unsent().len(), 1, "it is tried again");
}

#[test]
fn a_letter_that_leaves_after_all_clears_the_mark() {
    let portal = TestPortal::new();
    let ticket = begun(&portal, "gui@example.vn");
    let letter = portal.unsent().remove(0);
    let now = portal.now();
    portal.with_db(|c| {
        letters::mark_unsent(c, letter.id, "550 no such user", None, now)?;
        langnghe::store::contacts::mark_failed(c, ticket.id, "gui@example.vn", Some(now))
    });
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    assert_eq!(retry_letter(&portal, &admin, letter.id), Ok(()));
    assert_eq!(send_letters(&portal, &|| true), Ok(1));
    assert_eq!(portal.sender_state(&ticket).email_failed_at, None);
}

#[test]
fn a_letter_leaves_in_the_citys_name_and_the_senders_address_stands_in_to_alone() {
    let portal = TestPortal::new();
    begun(&portal, "gui@citizen.example");
    let folder = portal.config.data.join("letters");
    let route = MailRoute::Folder(folder.clone());
    let mailer = Mailer::open(&MailConfig { route, from: "nghe@city.example".into() }).unwrap();
    assert_eq!(send_letters(&Portal { mailer, ..(*portal).clone() }, &|| true), Ok(1));
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let letter = std::fs::read_to_string(file).unwrap();
    let head = letter.split("\r\n\r\n").next().unwrap();
    let naming: Vec<&str> = head.lines().filter(|line| line.contains("citizen.example")).collect();
    assert_eq!(naming, ["To: gui@citizen.example"]);
    let from: Vec<&str> = head.lines().filter(|line| line.starts_with("From:")).collect();
    assert!(from.len() == 1 && from[0].contains("<nghe@city.example>"), "{from:?}");
    assert!(!head.contains("Reply-To:") && !head.contains("Return-Path:"), "{head}");
}
