//! What is owed for long goes up the city's ladder, once for each rung, until it is done.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::escalation::{escalate, plan};
use langnghe::domain::event::EventKind;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::store::{events, notices, tickets};

const AGENCY: &str = "so-xay-dung";

fn run(portal: &TestPortal) -> usize {
    escalate(portal, &|| true).unwrap()
}

fn told(portal: &TestPortal, account: AccountId) -> Vec<What> {
    let all = portal.with_db(|c| notices::of_account(c, account, None, 99));
    all.iter().map(|one| one.notice.what).filter(|what| LATE.contains(what)).collect()
}

const LATE: [What; 3] = [What::DueSoon, What::Overdue, What::LongOverdue];

fn trail(portal: &TestPortal, ticket: &Ticket) -> Vec<String> {
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let told = all.into_iter().map(|(event, _)| event).filter(|event| event.kind == EventKind::Escalated);
    told.map(|event| event.remark).collect()
}

/// Monday at nine: the answer is due on Thursday at five.
fn worked_on(portal: &TestPortal, officer: AccountId) -> Ticket {
    portal.ticket().at(AGENCY).given_to(officer).in_state(Status::InProgress).build()
}

#[actix_web::test]
async fn each_rung_is_told_once_to_whom_it_names_and_what_is_answered_ends_it() {
    let portal = TestPortal::new();
    let officer = portal.player(Role::Officer, AGENCY).id;
    let [approver, watcher] = [Role::Approver, Role::Supervisor].map(|role| portal.player(role, AGENCY).id);
    let office = portal.player(Role::Dispatcher, "vp-ubnd").id;
    let ticket = worked_on(&portal, officer);
    assert_eq!(run(&portal), 0, "nothing is owed for long yet");
    portal.wait(Duration::days(2));
    assert_eq!((run(&portal), run(&portal)), (1, 0), "half of the time is over, and told once");
    assert_eq!(told(&portal, officer), [What::DueSoon]);
    portal.wait(Duration::days(1) + Duration::minutes(7 * 60 + 5));
    assert_eq!(run(&portal), 1, "an hour of work is left");
    portal.wait(Duration::hours(1));
    assert_eq!((run(&portal), told(&portal, approver)), (1, vec![What::Overdue]));
    portal.wait(Duration::days(1));
    assert_eq!((run(&portal), told(&portal, watcher)), (1, vec![What::LongOverdue]));
    assert!(told(&portal, office).is_empty());
    let expected = ["part 50 percent holder answer", "before 60 working_minutes holder answer"];
    let expected = expected.iter().chain(&["after 0 working_days approver answer"]);
    let expected: Vec<_> = expected.chain(&["after 1 working_days supervisor answer"]).copied().collect();
    assert_eq!(trail(&portal, &ticket), expected);

    let browser = portal.signed_in(officer).await;
    let page = browser.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Nhắc hạn tự động").says("Sau hạn 1 ngày làm việc").never_says("working_days");
    let before = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(before.version, ticket.version, "nobody who works on it finds it changed under their hands");
    let life = portal.life(&before);
    life.answer(&life.propose(
        &before,
        "Đơn vị đã kiểm tra và lấp ổ gà sáng nay. Mặt đường đã êm.",
        Some("d.pdf"),
    ));
    portal.wait(Duration::days(9));
    assert_eq!((run(&portal), told(&portal, office)), (0, vec![]));
}

#[test]
fn where_nobody_approves_whoever_stands_above_is_told() {
    let portal = TestPortal::new();
    let office = portal.player(Role::Dispatcher, "vp-ubnd").id;
    let officer = portal.account("can.bo@example.vn", &[(Role::Officer, "so-y-te")]);
    portal.ticket().at("so-y-te").given_to(officer).in_state(Status::InProgress).build();
    portal.wait(Duration::days(3) + Duration::hours(9));
    run(&portal);
    assert!(told(&portal, office).contains(&What::Overdue));
}

#[test]
fn a_rehearsal_says_what_the_next_run_does_and_does_nothing() {
    let portal = TestPortal::new();
    let officer = portal.player(Role::Officer, AGENCY);
    let ticket = worked_on(&portal, officer.id);
    portal.wait(Duration::days(2));
    for _ in 0..2 {
        let (planned, count) = plan(&portal.db, portal.now(), 9).unwrap();
        assert_eq!((planned.len(), count), (1, 1));
        assert_eq!(
            (planned[0].code.as_str(), &planned[0].people),
            (ticket.code.as_str(), &vec![officer.name.clone()])
        );
    }
    assert!(trail(&portal, &ticket).is_empty());
}

#[actix_web::test]
async fn an_administrator_changes_the_ladder() {
    let portal = TestPortal::new();
    let officer = portal.player(Role::Officer, AGENCY).id;
    let ticket = worked_on(&portal, officer);
    let admin = portal.staff(Role::Admin, AGENCY).await;
    let page = admin.get(&links::admin_ladder()).await;
    page.says("Khi đã qua 50 % thời hạn").says("Sau hạn 3 ngày làm việc").says("Không có lần báo nào");
    let form = page.form(&links::admin_ladder()).choose("moment", "part").fill("amount", "5");
    let wrong = form.choose("unit", "minutes").choose("whom", "supervisor").press("Thêm bậc").await;
    assert_eq!((wrong.status, wrong.form(&links::admin_ladder()).value("amount")), (422, "5".to_owned()));
    let page = wrong.form(&links::admin_ladder()).choose("unit", "percent").press("Thêm bậc").await;
    page.says("Đã thêm bậc").says("Khi đã qua 5 % thời hạn");
    portal.wait(Duration::hours(7));
    let admin = portal.signed_in(admin.who()).await;
    admin.get(&links::admin_ladder()).await.says(&ticket.code);
    assert_eq!(run(&portal), 1);
    let page = admin.get(&links::admin_ladder()).await;
    let page = page.form("/quan-tri/bac-bao/").press("Bỏ").await;
    page.says("Đã bỏ bậc");
}

#[actix_web::test]
async fn without_a_rung_nobody_is_told_of_anything_late() {
    let portal = TestPortal::new();
    let officer = portal.player(Role::Officer, AGENCY).id;
    let ticket = worked_on(&portal, officer);
    let admin = portal.staff(Role::Admin, AGENCY).await;
    let mut page = admin.get(&links::admin_ladder()).await;
    while page.has("form[action^='/quan-tri/bac-bao/']") {
        page = page.form("/quan-tri/bac-bao/").press("Bỏ").await;
    }
    page.says("Chưa có bậc nào: không ai được báo");
    portal.wait(Duration::days(9));
    assert_eq!((run(&portal), trail(&portal, &ticket).len()), (0, 0));
}
