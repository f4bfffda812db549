//! What the city asks of who sends a report: nothing, a contact, or an address that its owner confirms.
use super::submit_way::{self as way, EMAIL, TITLE};
use crate::support::{Page, TestPortal};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::senders;
use langnghe::actions::tickets::{Accepted, NewTicket, Order, accept, ask_info, submit};
use langnghe::actions::upkeep::expire_unconfirmed;
use langnghe::domain::event::EventKind;
use langnghe::domain::intake::{Person, Place, PublicText, Said, Sender, Submission};
use langnghe::domain::letter::LetterKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Channel, Level, Ticket};
use langnghe::links;
use langnghe::schema::{contacts, events, letters};
use langnghe::store::consents;

fn verified() -> TestPortal {
    TestPortal::in_city(&[("city.sending.contact", "verified"), ("city.sending.unverified_days", "3")])
}

fn the_ticket(portal: &TestPortal) -> Ticket {
    portal.tickets().remove(0)
}

async fn sent(portal: &TestPortal) -> (Page, Ticket) {
    let review = way::review(portal, &portal.browser().await).await;
    (review.form("step").press("Gửi phản ánh").await, the_ticket(portal))
}

/// The address that the button of the letter leads to.
fn link_in(text: &str) -> String {
    text.lines().find(|line| line.contains("/xac-nhan/")).expect("the letter has a link").to_owned()
}

async fn contact_step(portal: &TestPortal) -> Page {
    let page = way::what(&portal.browser().await).await;
    let page = way::category(&page).await;
    let page = way::place(&page).await;
    way::photo(&page).await
}

#[actix_web::test]
async fn where_a_contact_is_asked_for_nobody_gets_by_without() {
    let portal = TestPortal::new();
    let page = contact_step(&portal).await.form("step").press("Tiếp tục").await;
    page.is(422);
    assert_eq!(page.attributes(".errors a", "href"), ["#name", "#phone", "#consent"]);
}

#[actix_web::test]
async fn where_none_is_asked_for_the_code_alone_follows_the_report() {
    let portal = TestPortal::in_city(&[("city.sending.contact", "none")]);
    let page = contact_step(&portal).await;
    assert_eq!(page.path, links::submit_contact(), "the step is shown all the same");
    page.says("Bạn có thể bỏ trống");
    let again = page.form("step").fill("name", "An").press("Tiếp tục").await;
    again.is(422);
    assert_eq!(again.attributes(".errors a", "href"), ["#phone", "#consent"], "half a contact is none");
    let page = again.form("step").fill("name", "").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_review());
    portal.wait(Duration::minutes(2));
    let thanks = page.form("step").press("Gửi phản ánh").await;
    let ticket = the_ticket(&portal);
    assert_eq!(thanks.all(".receipt-code"), [ticket.code.as_str()]);
    let kept: i64 = portal.with_db(|c| contacts::table.count().get_result(c));
    assert_eq!((kept, portal.unsent().len()), (0, 0));
    portal.browser().await.get(&links::lookup_code(&ticket.code)).await.is(200);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::desk_ticket(&ticket.code)).await.is(200).says("Không để lại thông tin");
}

#[actix_web::test]
async fn where_addresses_are_confirmed_a_phone_number_alone_does_not_do() {
    let portal = verified();
    let form = contact_step(&portal).await;
    let form = form.form("step").fill("name", "An").fill("phone", "0912 345 678").tick("consent");
    let page = form.press("Tiếp tục").await;
    page.is(422).says("Hãy nhập địa chỉ thư điện tử");
    assert_eq!(page.attributes(".errors a", "href"), ["#email"]);
}

#[actix_web::test]
async fn looking_confirms_nothing_and_the_button_sends_the_report_its_way() {
    let portal = verified();
    let (thanks, ticket) = sent(&portal).await;
    thanks.says("Chờ bạn xác nhận").says("10/9/2026");
    let letter = portal.letter_to(EMAIL);
    assert_eq!(letter.kind, LetterKind::Confirm);
    let link = link_in(&letter.text);
    for personal in [EMAIL, "0912345678", &ticket.code] {
        assert!(!link.contains(personal), "{link}");
    }
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::triage()).await.never_says(TITLE);
    let reader = portal.browser().await;
    reader.get(&links::lookup_code(&ticket.code)).await.says("Chờ bạn xác nhận");

    portal.wait(Duration::days(1));
    let page = reader.get(&link).await;
    page.is(200).says(&ticket.code);
    assert!(portal.sender_state(&ticket).confirm_by.is_some(), "a mail scanner must not confirm");
    let page = page.form("/xac-nhan/").press("Xác nhận").await;
    assert!(page.path.starts_with("/cua-toi/"), "{}", page.path);
    page.says("Cảm ơn bạn đã xác nhận").never_says("Chờ bạn xác nhận");
    let state = portal.sender_state(&ticket);
    assert_eq!((state.confirm_by, state.email_verified_at), (None, Some(portal.now())));
    // A day later, with another session.
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::triage()).await.says(TITLE);
    let due = the_ticket(&portal).due_at();
    assert!(due > portal.now(), "the desk's clock began before the report could be seen");
    reader.get(&link).await.is(200).says("đã được xác nhận");
    portal.wait(Duration::days(9));
    assert_eq!(expire_unconfirmed(&portal, &|| true), Ok(0), "what is confirmed does not expire");
}

#[actix_web::test]
async fn what_nobody_confirmed_cannot_become_public_by_any_step() {
    let portal = verified();
    let (_, ticket) = sent(&portal).await;
    let agent = portal.actor(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
    let decided = Accepted {
        text: PublicText::parse(&ticket.title, &ticket.body).unwrap(),
        category: ticket.category_id,
        commune: ticket.commune_id,
        place: ticket.place.clone(),
        level: Level::Normal,
        is_private: false,
        public_photos: Vec::new(),
        destination: None,
    };
    let unconfirmed = Refusal::field("accept", "unconfirmed");
    assert_eq!(accept(&portal, order, &decided), Err(unconfirmed.clone()));
    assert_eq!(ask_info(&portal, order, "Ở số nhà nào, thưa bạn?"), Err(unconfirmed));
    assert_eq!(the_ticket(&portal).status, Status::New);
    let page = portal.staff(Role::Agent, "tt-1022").await.get(&links::desk_ticket(&ticket.code)).await;
    page.is(200).says("Chờ người gửi xác nhận địa chỉ thư").never_says("Tiếp nhận và chuyển");
    // The very same order goes through once the sender has confirmed.
    let key = senders::keys::of_confirmation(&portal, ticket.id);
    let seen = senders::confirm(&portal, &key).unwrap().version;
    assert!(accept(&portal, Order { seen, ..order }, &decided).unwrap().is_public);
}

#[actix_web::test]
async fn what_nobody_confirms_is_withdrawn_and_its_sender_forgotten() {
    let portal = verified();
    let (_, ticket) = sent(&portal).await;
    let link = link_in(&portal.letter_to(EMAIL).text);
    // To the last minute of the day that the letter names: it was sent at nine.
    portal.wait(Duration::days(3) + Duration::hours(14) + Duration::minutes(56));
    assert_eq!(expire_unconfirmed(&portal, &|| true), Ok(0), "it expired before its time");
    portal.wait(Duration::minutes(4));
    portal.run_jobs();
    let after = the_ticket(&portal);
    assert_eq!((after.status, after.is_public), (Status::Withdrawn, false));
    let contacts: i64 = portal.with_db(|c| contacts::table.count().get_result(c));
    let letters: i64 = portal.with_db(|c| letters::table.count().get_result(c));
    assert_eq!((contacts, letters), (0, 0), "somebody's address is still kept");
    let kinds: Vec<EventKind> =
        portal.with_db(|c| events::table.order(events::id).select(events::kind).load(c));
    assert_eq!(kinds, [EventKind::Submitted, EventKind::Expired]);
    assert_eq!(expire_unconfirmed(&portal, &|| true), Ok(0));
    let reader = portal.browser().await;
    reader.get(&link).await.is(410).says("không dùng được nữa");
    reader.get(&links::lookup_code(&ticket.code)).await.is(200).says("Hết hạn xác nhận");
    let key = senders::keys::of_confirmation(&portal, ticket.id);
    assert_eq!(senders::confirm(&portal, &key).err(), Some(Refusal::Missing));
}

#[actix_web::test]
async fn a_call_that_staff_wrote_down_needs_no_confirmation() {
    let portal = verified();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let consent = portal.with_db(|c| consents::latest(c, consents::TO_SEND, "vi")).unwrap().id;
    let call = |entered_by| NewTicket {
        form_key: format!("{entered_by:?}"),
        channel: Channel::Hotline,
        lang: "vi".into(),
        report: Submission {
            said: Said::parse("report", TITLE, way::BODY).unwrap(),
            category: portal.any_category(),
            place: Place::default(),
            sender: Some(Sender {
                person: Person::parse("An", "0912 345 678", "").unwrap(),
                show_name: false,
                consent,
            }),
            wants_private: false,
            in_danger: false,
            asked: Vec::new(),
        },
        entered_by,
        draft: None,
    };
    let ticket = submit(&portal, &call(Some(agent.who()))).unwrap();
    assert_eq!(submit(&portal, &call(None)), Err(Refusal::field("email", "email_needed")));
    assert_eq!(portal.sender_state(&ticket).confirm_by, None);
    agent.get(&links::triage()).await.says(TITLE);
}

#[actix_web::test]
async fn the_link_of_another_letter_confirms_nothing() {
    let portal = verified();
    let (_, ticket) = sent(&portal).await;
    let browser = portal.browser().await;
    let stop = senders::keys::of_letters(&portal, ticket.id);
    browser.get(&links::confirm(&stop)).await.is(404);
    assert_eq!(senders::confirm(&portal, &stop).err(), Some(Refusal::Missing));
    let key = senders::keys::of_confirmation(&portal, ticket.id);
    browser.post_raw(&links::confirm(&key), &[("csrf", "x")]).await.is(403);
    assert!(portal.sender_state(&ticket).confirm_by.is_some());
}
