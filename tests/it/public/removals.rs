//! Anybody may ask that something public is taken down; whoever may hide it decides, and numbers alone are told.
use crate::support::{Page, TestPortal};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::removals;
use langnghe::domain::policy::{Act, Role};
use langnghe::domain::removal::{Removal, RemovalDecision, RemovalTyped};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::{notices, removal_requests};

const WORDS: &str = "Ảnh thứ hai thấy rõ biển số xe.";

/// Somebody asks that a picture is taken down.
pub fn ask_about(portal: &TestPortal, ticket: &Ticket, network: &str, words: &str) -> Result<(), Refusal> {
    let typed = RemovalTyped { why: "picture".into(), words: words.into(), ..RemovalTyped::default() };
    removals::ask(portal, (network, "vi"), &ticket.code, &typed)
}

async fn ask(portal: &TestPortal, ticket: &Ticket, email: &str) -> Page {
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    let page = page.follow("Báo nội dung sai hoặc xin gỡ").await;
    let form = page.is(200).form(&links::removal(&ticket.code));
    form.choose("why", "picture").fill("words", WORDS).fill("email", email).press("Gửi yêu cầu").await
}

fn kept(portal: &TestPortal) -> Vec<Removal> {
    portal
        .with_db(|c| removal_requests::table.order(removal_requests::id).select(Removal::as_select()).load(c))
}

#[actix_web::test]
async fn a_visitor_asks_and_whoever_may_hide_decides_and_the_outcome_goes_out_by_letter() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Xe đỗ sai").in_state(Status::Answered).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    ask(&portal, &ticket, "hoi@example.vn").await.is(200).says("Đã nhận yêu cầu của bạn.");
    // Pressed twice it is one request.
    ask(&portal, &ticket, "hoi@example.vn").await.is(200);
    let request = kept(&portal).remove(0);
    assert_eq!((kept(&portal).len(), request.words.as_str()), (1, WORDS));
    assert_eq!(
        portal.city().calendar.working_days_between(
            langnghe::clock::local(request.asked_at).date(),
            langnghe::clock::local(request.due_at).date(),
        ),
        2
    );
    // The desk is told of it once, and is led to where it is decided.
    let told = agent.get(&links::notices()).await;
    let own = notices::table.filter(notices::account_id.eq(agent.who())).count();
    assert_eq!(portal.with_db(|c| own.get_result::<i64>(c)), 1);
    let page = told.form("/lam-viec/viec-moi/").press("Có người đề nghị gỡ nội dung").await;
    assert_eq!(page.path, links::removals());
    page.is(200).says(WORDS).says("Xe đỗ sai").never_says("Quá hạn quyết định").never_says("hoi@example.vn");
    portal.wait(Duration::days(9));
    let agent = portal.signed_in(agent.who()).await;
    let page = agent.get(&links::removals()).await;
    page.says("Quá hạn quyết định");
    let action = links::removal_decided(request.id);
    let wrong = page.form(&action).press("Quyết định").await;
    wrong.is(422);
    // Nothing is said to be taken out before it is.
    let form = agent.get(&links::removals()).await.form(&action);
    let form = form.choose("decision", "redacted").fill("answer", "Biển số đã được che.");
    form.press("Quyết định").await.is(422).says("Chưa có gì được che");
    let form = agent.get(&links::removals()).await.form(&action);
    let done = form.choose("decision", "hidden").fill("answer", "Biển số xe là dữ liệu cá nhân.");
    done.press("Quyết định").await.is(200).says("Không có yêu cầu nào chờ");
    portal.browser().await.get(&links::ticket(&ticket.code)).await.is(410);
    let letter = portal.letter_to("hoi@example.vn");
    assert!(letter.subject.contains(&ticket.code) && letter.text.contains("Biển số xe là dữ liệu cá nhân."));
    assert!(!letter.text.contains("Xe đỗ sai") && !letter.text.contains(WORDS), "{}", letter.text);
    let request = kept(&portal).remove(0);
    assert_eq!((request.decision, request.email.as_str()), (Some(RemovalDecision::Hidden), ""));
}

#[actix_web::test]
async fn what_cannot_be_taken_comes_back_as_it_was_typed_and_what_nobody_may_read_is_not_asked_about() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let hidden = portal.ticket().private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let form = browser.get(&links::removal(&ticket.code)).await.form(&links::removal(&ticket.code));
    let page = form.fill("words", "ngắn").fill("email", "không phải").press("Gửi yêu cầu").await;
    page.is(422);
    assert_eq!(page.errors().len(), 3, "{:?}", page.errors());
    assert!(page.html.contains("không phải") && page.html.contains("ngắn"));
    assert!(kept(&portal).is_empty());
    browser.get(&links::removal(&hidden.code)).await.is(404);
    let asked = ask_about(&portal, &hidden, "mạng", WORDS);
    assert_eq!(asked, Err(Refusal::Missing));
}

#[actix_web::test]
async fn one_network_asks_so_often_and_no_more() {
    let portal = TestPortal::in_city(&[("city.limits.removals_network", "2/60")]);
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let ask = |n, network| ask_about(&portal, &ticket, network, &format!("Chỗ thứ {n} sai sự thật."));
    assert_eq!([ask(1, "a"), ask(2, "a"), ask(3, "a")], [Ok(()), Ok(()), Err(Refusal::TooMany)]);
    assert_eq!(ask(4, "b"), Ok(()));
    portal.wait(Duration::hours(2));
    assert_eq!(ask(5, "a"), Ok(()));
}

#[actix_web::test]
async fn nobody_decides_who_may_not_hide_and_nobody_twice() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Answered).build();
    ask(&portal, &ticket, "").await;
    let id = kept(&portal)[0].id;
    let said = (RemovalDecision::Kept, "Ảnh không nhận ra ai.");
    let mut refused = 0;
    for agency in ["so-xay-dung", "so-y-te"] {
        for role in Role::ALL {
            let actor = portal.actor(*role, agency);
            let expected = match (
                actor.may(Act::ReadTicket, &ticket.holding()),
                actor.may(Act::SetProminence, &ticket.holding()),
            ) {
                (false, _) => Refusal::Missing,
                (true, false) => Refusal::Forbidden,
                (true, true) => continue,
            };
            assert_eq!(
                removals::decide(&portal, &actor, (id, ticket.version), said),
                Err(expected),
                "{role} of {agency}"
            );
            refused += 1;
        }
    }
    assert!(refused > 10 && kept(&portal)[0].decision.is_none());
    let agent = portal.actor(Role::Agent, "tt-1022");
    assert_eq!(removals::decide(&portal, &agent, (id, ticket.version + 1), said), Err(Refusal::Stale));
    assert_eq!(removals::decide(&portal, &agent, (id, ticket.version), said), Ok(()));
    assert_eq!(removals::decide(&portal, &agent, (id, ticket.version), said), Err(Refusal::Stale));
    portal.browser().await.get(&links::ticket(&ticket.code)).await.is(200);
    assert!(portal.letters().iter().all(|letter| !letter.subject.contains("gỡ")));
}

#[actix_web::test]
async fn numbers_are_told_by_month_and_reason_and_none_below_five() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    browser.get(&links::taken_down()).await.is(200).says("Chưa có yêu cầu nào");
    let agent = portal.actor(Role::Agent, "tt-1022");
    let one = |n: usize| {
        let ticket = portal.ticket().in_state(Status::Answered).build();
        ask_about(&portal, &ticket, &format!("mạng {n}"), &format!("Ảnh thấy rõ mặt người thứ {n}."))
            .unwrap();
        let id = kept(&portal).last().unwrap().id;
        let said = (RemovalDecision::Hidden, "Ảnh nhận ra người.");
        removals::decide(&portal, &agent, (id, ticket.version), said).unwrap();
    };
    (0..4).for_each(one);
    let page = browser.get(&links::taken_down()).await;
    assert_eq!(page.all("tbody td.num"), ["dưới 5", "dưới 5", "0", "0"]);
    page.never_says("Ảnh nhận ra người, xe hoặc nhà").never_says("thứ 1");
    one(4);
    let page = browser.get(&links::taken_down()).await;
    assert_eq!(page.all("tbody td.num"), ["5", "5", "0", "0"]);
    page.says("Ảnh nhận ra người, xe hoặc nhà");
}
