//! More time is asked for by whoever works on a report, and granted or declined by somebody else.
use crate::support::TestPortal;
use chrono::NaiveDate;
use langnghe::actions::tickets::{Destination, decline_extension};
use langnghe::actions::tickets::{Order, ask_extension, forward, grant_extension};
use langnghe::actions::{Problem, Refusal};
use langnghe::domain::clocks::Owed;
use langnghe::domain::ledger::Kept;
use langnghe::domain::letter::LetterKind;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::store::{notices, tickets};

const AGENCY: &str = "so-xay-dung";
const WHY: &str = "Chờ vật tư về kho";

fn told(portal: &TestPortal, account: AccountId) -> Vec<What> {
    let all = portal.with_db(|c| notices::of_account(c, account, None, 99));
    let own = [What::ExtensionAsked, What::ExtensionGranted, What::ExtensionDeclined];
    all.iter().map(|one| one.notice.what).filter(|what| own.contains(what)).collect()
}

fn stands(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 14).unwrap()
}

#[actix_web::test]
async fn an_officer_asks_and_the_approver_grants_and_only_then_the_sender_hears() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, AGENCY).await;
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let ticket = portal.ticket().at(AGENCY).given_to(officer.who()).sent_by("lan@example.vn");
    let ticket = ticket.in_state(Status::InProgress).build();
    drop(portal.letters());
    let here = links::desk_ticket(&ticket.code);
    let page = officer.get(&here).await;
    assert!(!page.html.contains("/gia-han"), "whoever asks does not grant");
    let form = page.form("/xin-gia-han").fill("ask_until", "2026-12-01").fill("ask_why", WHY);
    let again = form.press("Gửi lãnh đạo").await;
    again.is(422).says("muộn hơn mức gia hạn dài nhất");
    assert_eq!(again.form("/xin-gia-han").value("ask_why"), WHY, "nothing typed is lost");
    let page = again.form("/xin-gia-han").fill("ask_until", "2026-09-14").press("Gửi lãnh đạo").await;
    page.says("Đã xin gia hạn").says("xin đến 17:00, 14/9/2026");
    assert!(!officer.get(&here).await.html.contains("/xin-gia-han"), "it is asked once");
    assert_eq!(
        stands(&portal, &ticket).answer_due(),
        ticket.answer_due(),
        "nothing moves before it is granted"
    );
    assert!(portal.letters().iter().all(|letter| letter.recipient != "lan@example.vn"));
    portal.browser().await.get(&links::ticket(&ticket.code)).await.never_says(WHY).never_says("gia hạn");

    assert_eq!(told(&portal, approver.who()), [What::ExtensionAsked]);
    let queue = approver.get(&links::in_queue(&links::work(), "xin-gia-han")).await;
    let page = queue.follow(&ticket.title).await;
    page.says("xin gia hạn đến 17:00, 14/9/2026").says(WHY);
    assert_eq!(page.form("/gia-han").value("until"), "2026-09-14");
    page.form("/gia-han").press("Gia hạn").await.says("Đã gia hạn");

    let after = stands(&portal, &ticket);
    assert_eq!((after.clocks.extensions(), after.clocks.running(Owed::Consent)), (1, None));
    assert_eq!(told(&portal, officer.who()), [What::ExtensionGranted]);
    let public = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    public.says("hạn mới 17:00, 14/9/2026 (hạn cũ 17:00, 10/9/2026)").says(WHY);
    let letter = portal.letter_to("lan@example.vn");
    assert_eq!(letter.kind, LetterKind::Extended);
    assert!(letter.text.contains("17:00 ngày 10/9/2026") && letter.text.contains(WHY), "{}", letter.text);
    let life = portal.life(&after);
    life.answer(&life.propose(&after, "Đã lấp ổ gà sáng nay, mặt đường đã êm trở lại.", Some("d.pdf")));
    let line = portal.look(|c| portal.db.ledger(c, |lines| lines.iter().next().unwrap()));
    assert_eq!(line.kept, Some(Kept::Extended), "it counts apart from what was in time");
    drop(portal.letters());
}

#[actix_web::test]
async fn the_approver_declines_with_a_word_that_only_staff_read() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let approver = portal.staff(Role::Approver, AGENCY).await;
    let ticket = portal.ticket().at(AGENCY).sent_by("lan@example.vn").in_state(Status::InProgress).build();
    drop(portal.letters());
    let here = links::desk_ticket(&ticket.code);
    let form = focal.get(&here).await.form("/xin-gia-han").fill("ask_why", WHY);
    form.press("Gửi lãnh đạo").await.says("Đã xin gia hạn");
    let form = approver.get(&here).await.form("/tu-choi-gia-han").fill("no_time_why", "Vật tư đã có");
    form.press("Không cho gia hạn").await.says("Đã trả lời việc xin gia hạn");
    let after = stands(&portal, &ticket);
    assert_eq!((after.answer_due(), after.clocks.running(Owed::Consent)), (ticket.answer_due(), None));
    assert_eq!(told(&portal, focal.who()), [What::ExtensionDeclined]);
    focal.get(&here).await.says("Không được gia hạn").says("Vật tư đã có");
    portal.browser().await.get(&links::ticket(&ticket.code)).await.never_says("Vật tư đã có");
    assert!(portal.letters().iter().all(|letter| letter.recipient != "lan@example.vn"));
}

#[test]
fn whoever_asked_does_not_grant_it_and_whoever_has_it_next_asks_anew() {
    for four_eyes in [true, false] {
        let portal =
            TestPortal::in_city(&[("city.terms.four_eyes", if four_eyes { "true" } else { "false" })]);
        let both = portal.account("hai.vai@example.vn", &[(Role::Focal, AGENCY), (Role::Approver, AGENCY)]);
        let both = portal.actor_of(both);
        let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
        let by = |actor, seen| Order { actor, code: &ticket.code, seen };
        let asked = ask_extension(&portal, by(&both, ticket.version), monday(), WHY).unwrap();
        let twice = Err(Refusal::Invalid(vec![Problem::new("until", "extension_asked")]));
        assert_eq!(ask_extension(&portal, by(&both, asked.version), monday(), WHY), twice);
        let granted = grant_extension(&portal, by(&both, asked.version), monday(), WHY);
        if !four_eyes {
            assert!(granted.is_ok());
            continue;
        }
        assert_eq!(granted, Err(Refusal::Invalid(vec![Problem::new("until", "own_extension")])));
        let other = portal.actor(Role::Approver, AGENCY);
        let granted = grant_extension(&portal, by(&other, asked.version), monday(), WHY).unwrap();
        assert_eq!(decline_extension(&portal, by(&other, granted.version), WHY), Err(Refusal::TooLate));
    }
    let portal = TestPortal::new();
    let ticket = portal.ticket().at(AGENCY).in_state(Status::InProgress).build();
    let (focal, agent) = (portal.player(Role::Focal, AGENCY), portal.actor(Role::Agent, "tt-1022"));
    let by = |actor, seen| Order { actor, code: &ticket.code, seen };
    let asked = ask_extension(&portal, by(&focal, ticket.version), monday(), WHY).unwrap();
    portal.player(Role::Focal, "so-y-te");
    let to = Destination { agency: portal.agency("so-y-te"), co_agency: None, remark: String::new() };
    let sent = forward(&portal, by(&agent, asked.version), &to).unwrap();
    assert_eq!(sent.clocks.running(Owed::Consent), None);
}
