//! A question to a sender and its term: the reminder at half of it, closing by itself, and taking up again.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::senders::{self, keys};
use langnghe::actions::tickets::{Order, ask_info};
use langnghe::actions::upkeep::{close_unanswered, remind_senders};
use langnghe::domain::clocks::{Owed, Stopped};
use langnghe::domain::letter::LetterKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const AGENCY: &str = "so-xay-dung";
const EMAIL: &str = "nguoi.gui@example.vn";
const QUESTION: &str = "Ổ gà ở trước số nhà nào?";

/// A report that an agency works on, whose sender was asked on a Monday morning.
fn asked(portal: &TestPortal) -> Ticket {
    let ticket = portal.ticket().at(AGENCY).sent_by(EMAIL).in_state(Status::InProgress).build();
    senders::confirm(portal, &keys::of_confirmation(portal, ticket.id)).unwrap();
    let focal = portal.actor(Role::Focal, AGENCY);
    let order = Order { actor: &focal, code: &ticket.code, seen: now_of(portal, &ticket).version };
    ask_info(portal, order, QUESTION).unwrap();
    drop(portal.letters());
    now_of(portal, &ticket)
}

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn own(portal: &TestPortal, ticket: &Ticket) -> String {
    links::own(&portal.with_db(|c| keys::of_own_page(portal, c, ticket.id)))
}

#[actix_web::test]
async fn what_is_owed_next_is_the_senders_word_and_the_agency_sees_until_when_it_waits() {
    let portal = TestPortal::new();
    let ticket = asked(&portal);
    let clock = ticket.clocks.running(Owed::Info).unwrap();
    assert_eq!((ticket.due_at(), clock.agency_id), (clock.due_at, None));
    assert!(ticket.clocks.running(Owed::Answer).unwrap().is_paused());
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let queue = focal.get(&links::in_queue(&links::work(), "cho-nguoi-gui")).await;
    queue.is(200).says("Chờ người gửi").says(&ticket.title);
    focal.get(&links::desk_ticket(&ticket.code)).await.says("Bổ sung thông tin · Người gửi");
    let page = portal.browser().await.get(&own(&portal, &ticket)).await;
    page.says("Bạn trả lời trước 17:00, 14/9/2026");
    senders::know_no_more(&portal, ticket.id).unwrap();
    let after = now_of(&portal, &ticket);
    let info = after.clocks.all().iter().find(|clock| clock.owed == Owed::Info).unwrap();
    assert_eq!((info.stopped, after.due_at()), (Stopped::Met, after.answer_due().unwrap()));
}

#[actix_web::test]
async fn the_sender_is_reminded_once_at_half_of_the_time() {
    let portal = TestPortal::new();
    let ticket = asked(&portal);
    assert_eq!(remind_senders(&portal, &|| true), Ok(0));
    portal.wait(Duration::days(4));
    assert_eq!(remind_senders(&portal, &|| true), Ok(1));
    let letter = portal.letter_to(EMAIL);
    assert_eq!(letter.kind, LetterKind::InfoReminder);
    assert!(letter.text.contains(QUESTION) && letter.text.contains("/cua-toi/"), "{}", letter.text);
    assert_eq!(remind_senders(&portal, &|| true), Ok(0), "once");
    assert_eq!(now_of(&portal, &ticket).version, ticket.version, "nobody's work changed under their hands");
}

#[actix_web::test]
async fn who_wants_no_letters_is_not_reminded() {
    let portal = TestPortal::new();
    let ticket = asked(&portal);
    senders::stop_letters(&portal, &keys::of_letters(&portal, ticket.id)).unwrap();
    portal.wait(Duration::days(4));
    assert_eq!(remind_senders(&portal, &|| true), Ok(0));
}

#[actix_web::test]
async fn without_an_answer_it_closes_by_itself_and_an_answer_takes_it_up_again_for_some_days() {
    let portal = TestPortal::journey();
    let ticket = asked(&portal);
    portal.wait(ticket.due_at() - portal.now());
    assert_eq!(close_unanswered(&portal, &|| true), Ok(0), "the last moment is in time");
    portal.wait(Duration::minutes(1));
    assert_eq!(close_unanswered(&portal, &|| true), Ok(1));
    assert_eq!(close_unanswered(&portal, &|| true), Ok(0));
    assert_eq!(now_of(&portal, &ticket).status, Status::Closed);
    let letter = portal.letter_to(EMAIL);
    assert_eq!(letter.kind, LetterKind::InfoMissed);
    assert!(letter.text.contains("14/10/2026"), "{}", letter.text);

    let browser = portal.browser().await;
    portal.wait(Duration::days(29));
    let page = browser.get(&own(&portal, &ticket)).await;
    page.says("đóng vì chưa có bổ sung").says("hết ngày 14/10/2026");
    assert!(!page.has("form[action$='/khong-them']"));
    page.form("/bo-sung").fill("more", "Trước nhà số 12").press("Gửi bổ sung").await.is(200);
    let after = now_of(&portal, &ticket);
    assert_eq!((after.status, after.agency()), (Status::Reopened, ticket.agency()));
    assert!(after.answer_due().is_some_and(|due| due > portal.now()));
    drop(portal.letters());
}

#[actix_web::test]
async fn after_those_days_it_stays_closed() {
    let portal = TestPortal::new();
    let late = asked(&portal);
    portal.wait(late.due_at() - portal.now() + Duration::minutes(1));
    close_unanswered(&portal, &|| true).unwrap();
    portal.wait(Duration::days(31));
    let page = portal.browser().await.get(&own(&portal, &late)).await;
    assert!(!page.is(200).has("form[action$='/bo-sung']"));
}
