//! A refusal is objected to once, on the sender's own page, and looked at by somebody else than who refused.
use crate::support::{Browser, TestPortal};
use langnghe::actions::Refusal;
use langnghe::actions::senders::{self, keys};
use langnghe::actions::tickets::{Order, Verdict, refuse, review_refusal, take_up, uphold_refusal};
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const EMAIL: &str = "nguoi.gui@example.vn";

/// Refused by `by`, with the letter about it; its sender confirmed the address.
fn refused(portal: &TestPortal, by: &Actor) -> (Ticket, String) {
    let ticket = portal.ticket().sent_by(EMAIL).build();
    senders::confirm(portal, &keys::of_confirmation(portal, ticket.id)).unwrap();
    drop(portal.letters());
    let ticket = now_of(portal, &ticket);
    let order = Order { actor: by, code: &ticket.code, seen: ticket.version };
    let ticket = refuse(portal, order, "ngoai_tham_quyen", "").unwrap();
    (ticket, portal.letter_to(EMAIL).text)
}

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

async fn own(portal: &TestPortal, ticket: &Ticket) -> (Browser, String) {
    let key = portal.with_db(|c| keys::of_own_page(portal, c, ticket.id));
    (portal.browser().await, links::own(&key))
}

#[actix_web::test]
async fn a_sender_objects_once_and_somebody_else_takes_the_report_up_again() {
    let portal = TestPortal::journey();
    let refuser = portal.actor(Role::Dispatcher, "vp-ubnd");
    let (ticket, letter) = refused(&portal, &refuser);
    assert!(letter.contains("đề nghị xem lại một lần"), "{letter}");
    let (browser, address) = own(&portal, &ticket).await;
    let page = browser.get(&address).await;
    page.is(200).says("Bạn không đồng ý?");
    let empty = page.form("/khong-dong-y").press("Đề nghị xem lại").await;
    empty.is(422);
    let form = empty.form("/khong-dong-y").fill("objection", "Đường này do phường quản lý, 0900000123");
    let sent = form.press("Đề nghị xem lại").await;
    sent.is(200).says("Một người khác với người đã từ chối sẽ xem lại");
    assert!(!sent.has("form[action$='/khong-dong-y']"));
    page.form("/khong-dong-y").fill("objection", "Thêm một lần nữa").press("Đề nghị xem lại").await.is(409);
    let guest = portal.browser().await;
    guest.get(&links::lookup_code(&ticket.code)).await.is(200).never_says("0900000123");

    let refuser = portal.signed_in(refuser.id).await;
    let list = refuser.get(&links::reviews()).await;
    let desk = list.is(200).says("0900000123").follow(&ticket.title).await;
    let form = desk.form("/tiep-nhan-lai").fill("take_up_why", "Đúng là việc của phường");
    form.press("Tiếp nhận lại").await.is(422).says("Cần một người khác");
    let other = portal.account("dieu.phoi.hai@example.vn", &[(Role::Dispatcher, "vp-ubnd")]);
    let other = portal.signed_in(other).await;
    let desk = other.get(&links::reviews()).await.follow(&ticket.title).await;
    let form = desk.form("/tiep-nhan-lai").fill("take_up_why", "Đúng là việc của phường");
    form.press("Tiếp nhận lại").await.is(200);
    let after = now_of(&portal, &ticket);
    assert_eq!((after.status, after.reason.as_deref(), after.refusal.as_str()), (Status::New, None, ""));
    assert!(after.due_at() > portal.now(), "the desk has its own term for it");
    assert!(portal.letter_to(EMAIL).text.contains("được tiếp nhận lại"));
    other.get(&links::reviews()).await.says("Không có việc từ chối nào chờ xem lại");
    browser.get(&address).await.is(200).says("Chờ xử lý").never_says("đúng là việc của phường");
}

#[actix_web::test]
async fn a_refusal_that_stays_says_why_on_the_page_and_in_a_letter() {
    let portal = TestPortal::new();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let (ticket, _) = refused(&portal, &agent);
    senders::object(&portal, ticket.id, "Đường này do phường quản lý").unwrap();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let ticket = now_of(&portal, &ticket);
    let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
    uphold_refusal(&portal, order, "Đoạn này thuộc cao tốc do Bộ quản lý.").unwrap();
    assert!(portal.letter_to(EMAIL).text.contains("> Đoạn này thuộc cao tốc do Bộ quản lý."));
    let (browser, address) = own(&portal, &ticket).await;
    let page = browser.get(&address).await;
    page.says("giữ việc từ chối").says("Đoạn này thuộc cao tốc do Bộ quản lý.");
    assert!(!page.has("form[action$='/khong-dong-y']"));
    let seen = now_of(&portal, &ticket).version;
    let order = Order { actor: &dispatcher, code: &ticket.code, seen };
    assert_eq!(take_up(&portal, order, "Vẫn nên làm").unwrap_err(), Refusal::TooLate);
}

#[actix_web::test]
async fn what_a_reviewer_doubts_is_taken_up_by_a_dispatcher() {
    let portal = TestPortal::new();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let (ticket, _) = refused(&portal, &agent);
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let order = |seen| Order { actor: &dispatcher, code: &ticket.code, seen };
    assert_eq!(take_up(&portal, order(ticket.version), "Việc thật").unwrap_err(), Refusal::TooLate);
    review_refusal(&portal, order(ticket.version), Verdict::Doubted("Đây là việc thật")).unwrap();
    let list = portal.signed_in(dispatcher.id).await.get(&links::reviews()).await;
    list.says("Người rà soát thấy cần xem lại").says("Đây là việc thật");
    take_up(&portal, order(now_of(&portal, &ticket).version), "Việc thật").unwrap();
    assert_eq!(now_of(&portal, &ticket).status, Status::New);
    drop(portal.letters());
}
