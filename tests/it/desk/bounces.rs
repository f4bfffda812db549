//! What agencies send back as often as the city allows is its coordinating office's; who had it how long is said; and what a
//! transfer does to the answer's time is the city's rule.
use crate::support::{TestPortal, set};
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::actions::tickets::{Destination, Order, forward, send_back};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;

const ONE: &str = "so-xay-dung";
const TWO: &str = "so-y-te";
const READER: &str = "lan@example.vn";

fn sent_on(portal: &TestPortal, ticket: &Ticket, to: &str, by: Role) -> Result<Ticket, Refusal> {
    portal.man(to);
    let actor = portal.player(by, "tt-1022");
    let order = Order { actor: &actor, code: &ticket.code, seen: ticket.version };
    let to = Destination { agency: portal.agency(to), co_agency: None, remark: String::new() };
    forward(portal, order, &to)
}

fn given_back(portal: &TestPortal, ticket: &Ticket, by: &str) -> Result<Ticket, Refusal> {
    let actor = portal.player(Role::Focal, by);
    let order = Order { actor: &actor, code: &ticket.code, seen: ticket.version };
    send_back(portal, order, "Đường này do đơn vị khác quản lý")
}

#[actix_web::test]
async fn what_two_agencies_send_back_is_the_coordinating_offices_and_its_word_is_final() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(ONE).in_state(Status::Returned).build();
    let queue = links::in_queue(&links::triage(), "chuyen-tra");
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&queue).await.says("đã bị trả 1 lần").never_says("văn phòng điều phối quyết định");
    let second = sent_on(&portal, &ticket, TWO, Role::Agent).unwrap();
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    dispatcher.get(&links::notices()).await.never_says("bị chuyển trả nhiều lần");
    let disputed = given_back(&portal, &second, TWO).unwrap();
    dispatcher.get(&links::notices()).await.says("Phản ánh bị chuyển trả nhiều lần");
    agent.get(&links::notices()).await.never_says("bị chuyển trả nhiều lần");
    dispatcher.get(&queue).await.says("đã bị trả 2 lần · văn phòng điều phối quyết định");
    let here = links::desk_ticket(&ticket.code);
    let page = agent.get(&here).await;
    page.says("văn phòng điều phối quyết định");
    assert!(!page.html.contains("/chuyen\""), "an agent sends it nowhere any more");
    let refused = Err(Refusal::field("agency", "office_decides"));
    assert_eq!(sent_on(&portal, &disputed, ONE, Role::Agent), refused);
    assert!(dispatcher.get(&here).await.html.contains("/chuyen\""));
    let decided = sent_on(&portal, &disputed, ONE, Role::Dispatcher).unwrap();
    let refused = Err(Refusal::field("why", "transfers_used_up"));
    assert_eq!(given_back(&portal, &decided, ONE), refused);
    drop(portal.letters());
}

#[actix_web::test]
async fn how_often_is_the_citys_to_say() {
    let portal = TestPortal::in_city(&[("city.terms.transfers_back", "1")]);
    let ticket = portal.ticket().at(ONE).in_state(Status::Returned).build();
    assert_eq!(sent_on(&portal, &ticket, TWO, Role::Agent), Err(Refusal::field("agency", "office_decides")));
    set(&portal.db, &[("city.terms.transfers_back", "2")]);
    assert!(sent_on(&portal, &ticket, TWO, Role::Agent).is_ok());
    drop(portal.letters());
}

#[actix_web::test]
async fn the_page_says_who_had_it_for_how_long_in_working_time() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(ONE).in_state(Status::Forwarded).build();
    portal.wait(Duration::minutes(90));
    let returned = given_back(&portal, &ticket, ONE).unwrap();
    portal.wait(Duration::minutes(20));
    let again = sent_on(&portal, &returned, TWO, Role::Agent).unwrap();
    portal.wait(Duration::minutes(30));
    let page = portal.staff(Role::Dispatcher, "vp-ubnd").await.get(&links::desk_ticket(&again.code)).await;
    let held = page.all(".held li");
    assert_eq!(held.len(), 4, "the desk, the first, the desk again, the second: {held:?}");
    assert!(held[1].contains("Sở Xây dựng") && held[1].contains("1,5 giờ") && held[1].contains("chuyển trả"));
    assert!(held[2].contains("Tổng đài 1022") && held[2].contains("20 phút"), "{held:?}");
    assert!(
        held[3].contains("Sở Y tế") && held[3].contains("30 phút") && held[3].contains("nay"),
        "{held:?}"
    );
    drop(portal.letters());
}

#[actix_web::test]
async fn a_transfer_keeps_the_answers_day_or_begins_anew_as_the_city_says_and_the_sender_is_told() {
    for anew in [false, true] {
        let rule = if anew { "anew" } else { "keep" };
        let portal = TestPortal::in_city(&[("city.terms.clock_on_transfer", rule)]);
        let ticket = portal.ticket().sent_by(READER).at(ONE).in_state(Status::InProgress).build();
        portal.wait(Duration::days(1));
        drop(portal.letters());
        portal.man(TWO);
        let page = portal.staff(Role::Agent, "tt-1022").await.get(&links::desk_ticket(&ticket.code)).await;
        page.says(if anew {
            "thì hạn trả lời tính lại"
        } else {
            "Hạn trả lời giữ nguyên"
        });
        let moved = sent_on(&portal, &ticket, TWO, Role::Agent).unwrap();
        assert_eq!(moved.answer_due() > ticket.answer_due(), anew, "{rule}");
        assert_eq!(moved.answer_due() == ticket.answer_due(), !anew, "{rule}");
        let letter = portal.letter_to(READER).text.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = if anew {
            "nên hạn trả lời được tính lại"
        } else {
            "Hạn trả lời không đổi"
        };
        assert!(letter.contains(told), "{rule}: {letter}");
        // To the same agency again: nothing begins anew.
        let same = sent_on(&portal, &moved, TWO, Role::Agent).unwrap();
        assert_eq!(same.answer_due(), moved.answer_due());
        drop(portal.letters());
    }
}
