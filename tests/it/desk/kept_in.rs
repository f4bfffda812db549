//! What the desk takes back from the public is gone everywhere, and what a sender wants kept in stays in.
use crate::support::TestPortal;
use langnghe::actions::tickets::{self as verbs, Order, PublicCopy, mark_duplicate, refuse};
use langnghe::actions::{Problem, Refusal};
use langnghe::domain::event::EventKind;
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::links;
use langnghe::store::{events, reasons, tickets};

fn order<'a>(actor: &'a langnghe::domain::policy::Actor, ticket: &'a Ticket) -> Order<'a> {
    Order { actor, code: &ticket.code, seen: ticket.version }
}

/// A new report by whoever wants it private or not, accepted by an agent who ticks nothing.
fn accepted(portal: &TestPortal, title: &str, wants_private: bool) -> Ticket {
    let ticket = portal.ticket().titled(title).saying("Đã bỏ số điện thoại.");
    let ticket = ticket.sent_as(title, &format!("{title}, xin gọi cho tôi: 0900 000 123"));
    let ticket = ticket.in_state(Status::Accepted);
    if wants_private { ticket.private().build() } else { ticket.build() }
}

#[actix_web::test]
async fn a_reason_that_hides_takes_the_report_from_every_page_and_another_leaves_it_with_the_reason() {
    let portal = TestPortal::new();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let browser = portal.browser().await;
    for reason in portal.with_db(reasons::all) {
        let title = format!("Kin{} rào chắn", reason.position);
        let [ticket, twin] = [&title, &format!("{title} nữa")].map(|title| accepted(&portal, title, false));
        browser.get(&links::ticket(&ticket.code)).await.is(200);
        mark_duplicate(&portal, order(&agent, &twin), &ticket.code).unwrap();
        let ticket = refuse(&portal, order(&agent, &ticket), &reason.code, "").unwrap();
        assert_eq!(ticket.is_public, !reason.hides, "{}", reason.code);
        let word = format!("Kin{}", reason.position);
        let found = browser.get(&format!("/phan-anh?q={word}")).await.all(".ticket-card").len();
        assert_eq!(
            found,
            if reason.hides { 0 } else { 2 },
            "{}: the report and what repeats it",
            reason.code
        );
        for one in [&ticket, &twin] {
            browser.get(&links::ticket(&one.code)).await.is(if reason.hides { 410 } else { 200 });
        }
        let standing = browser.get(&links::lookup_code(&ticket.code)).await;
        standing.is(200).says(&reason.name_vi);
        if reason.hides {
            standing.never_says(&word);
            browser.get("/phan-anh").await.never_says(&word);
        }
    }
    drop(portal.letters());
}

#[actix_web::test]
async fn the_reasons_that_hide_are_those_of_what_nobody_may_read() {
    let portal = TestPortal::new();
    let mut hiding: Vec<String> = portal
        .with_db(reasons::all)
        .into_iter()
        .filter(|reason| reason.hides)
        .map(|reason| reason.code)
        .collect();
    hiding.sort();
    assert_eq!(hiding, ["bi_mat_nha_nuoc", "du_lieu_ca_nhan", "ngon_tu", "quang_cao"]);
}

#[actix_web::test]
async fn the_wish_for_privacy_stands_whatever_a_form_says() {
    let portal = TestPortal::new();
    let ticket = accepted(&portal, "Kinrieng rào chắn", true);
    assert!(ticket.wants_private && ticket.is_private && !ticket.is_public);
    let agent = portal.actor(Role::Agent, "tt-1022");
    let shown = verbs::set_prominence(&portal, order(&agent, &ticket), Prominence::Public, "Ai cũng nên đọc");
    assert_eq!(shown, Err(Refusal::Invalid(vec![Problem::new("prominence", "stays_private")])));
    let copy = PublicCopy {
        text: PublicText::parse("Khác", "Khác").unwrap(),
        place: String::new(),
        photos: Vec::new(),
    };
    let ticket = verbs::edit_public_text(&portal, order(&agent, &ticket), &copy, "Sửa").unwrap();
    assert!(!ticket.is_public && ticket.wants_private);
    let page = portal.staff(Role::Agent, "tt-1022").await.get(&links::desk_ticket(&ticket.code)).await;
    page.is(200).says("Người gửi đề nghị");
    portal.browser().await.get(&links::ticket(&ticket.code)).await.is(404);
}

#[actix_web::test]
async fn the_form_shows_the_wish_as_a_fact_and_a_hand_made_press_changes_nothing() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().private().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Đề nghị đó được giữ nguyên");
    let form = page.form("/tiep-nhan");
    assert!(!form.has("is_private"), "the wish can be unticked");
    form.forge("is_private", "").press("Chỉ tiếp nhận").await;
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!((after.status, after.is_private, after.is_public), (Status::Accepted, true, false));
    drop(portal.letters());
}

#[actix_web::test]
async fn what_came_back_unread_is_checked_by_the_same_form_as_a_new_one() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Kinso 0900 000 123 ổ gà").build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let page = page.form("/hoi-them").fill("question", "Ở số nhà nào?").press("Gửi câu hỏi").await;
    page.form("/da-bo-sung").fill("given", "Kinso 12").press("Ghi nhận và tiếp tục").await;
    let browser = portal.browser().await;
    browser.get(&links::ticket(&ticket.code)).await.is(404);
    browser.get("/phan-anh").await.never_says("Kinso");
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/tiep-nhan").fill("public_title", "Ổ gà đầu ngõ").fill("public_body", "Ổ gà sâu.");
    form.press("Chỉ tiếp nhận").await;
    browser.get(&links::ticket(&ticket.code)).await.is(200).says("Ổ gà đầu ngõ").never_says("Kinso");
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!((after.checked_by, after.checked_at), (Some(agent.who()), Some(portal.now())));
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let check = all.iter().find(|(event, _)| event.kind == EventKind::Accepted).unwrap();
    assert_eq!(check.0.actor_id, Some(agent.who()));
    drop(portal.letters());
}

#[actix_web::test]
async fn an_agencys_figures_tell_nothing_of_what_is_not_public() {
    let portal = TestPortal::new();
    portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let figures = |page: &crate::support::Page| page.all("dl.stats dd, dl.measured dd b");
    let agency = links::agency("so-xay-dung");
    let (before, home) = (browser.get(&agency).await, browser.get("/").await);
    portal.ticket().titled("Kín nữa").private().in_state(Status::Answered).build();
    // Public figures are counted once a minute.
    portal.wait(chrono::Duration::minutes(1));
    assert_eq!(figures(&browser.get(&agency).await), figures(&before));
    assert_eq!(figures(&browser.get("/").await), figures(&home));
    portal.ticket().titled("Ai cũng đọc").in_state(Status::Answered).build();
    portal.wait(chrono::Duration::minutes(1));
    assert_ne!(figures(&browser.get(&agency).await), figures(&before), "the figures count nothing");
}
