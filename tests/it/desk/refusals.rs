//! Refusals looked over.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::tickets::{Order, Verdict, refuse, review_refusal};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::{dossier, events, tickets};

/// Twelve refused last week, and one this week.
fn refused(portal: &TestPortal) -> (langnghe::ids::AccountId, Vec<Ticket>) {
    let agent = portal.actor(Role::Agent, "tt-1022");
    let one = |at: usize, reason: &str| {
        let ticket = portal.ticket().titled(&format!("Việc số {at}")).build();
        let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
        refuse(portal, order, reason, "").unwrap()
    };
    let mut all: Vec<Ticket> = (1..=12).map(|at| one(at, "quang_cao")).collect();
    portal.wait(Duration::days(7));
    all.push(one(13, "toa_an"));
    (agent.id, all)
}

#[actix_web::test]
async fn refusals_are_counted_by_reason_and_the_sample_stays_all_week() {
    let portal = TestPortal::new();
    let (_, all) = refused(&portal);
    let leader = portal.staff(Role::Leader, "ubnd-tp").await;
    let page = leader.get(&links::refusals()).await;
    page.says("13 phản ánh bị từ chối trong 90 ngày qua");
    assert_eq!(page.all("tbody th"), ["Quảng cáo, thư rác", "Vụ việc đang ở tòa án"]);
    assert_eq!(page.all("tbody td"), ["12", "1"]);
    let drawn = page.all("section.will-see h3");
    assert_eq!(drawn.len(), 10);
    assert!(!drawn.contains(&"Việc số 13".to_owned()), "this week's are drawn from next week on");

    portal.wait(Duration::days(3));
    let leader = portal.signed_in(leader.who()).await;
    assert_eq!(leader.get(&links::refusals()).await.all("section.will-see h3"), drawn);
    portal.wait(Duration::days(4));
    let leader = portal.signed_in(leader.who()).await;
    assert_ne!(
        leader.get(&links::refusals()).await.all("section.will-see h3"),
        drawn,
        "a new week, a new lot"
    );
    portal.wait(Duration::days(90));
    let leader = portal.signed_in(leader.who()).await;
    leader.get(&links::refusals()).await.says("0 phản ánh bị từ chối");
    drop((portal.letters(), all));
}

#[actix_web::test]
async fn a_doubt_needs_a_reason_and_reaches_whoever_refused() {
    let portal = TestPortal::new();
    let (agent, all) = refused(&portal);
    let dispatcher = portal.staff(Role::Dispatcher, "vp-ubnd").await;
    let page = dispatcher.get(&links::refusals()).await;
    let doubted = all.iter().find(|ticket| page.html.contains(&ticket.code)).unwrap();
    let which = format!("{}/soat-tu-choi", doubted.code);
    let again = page.form(&which).press("Cần xem lại").await;
    assert_eq!(again.status, 422);
    assert_eq!(again.errors().len(), 1);
    let page = again.form(&which).fill("why", "Đây là phản ánh thật").press("Cần xem lại").await;
    page.says("Đã ghi kết quả rà soát");
    page.says("cần xem lại · Cán bộ dispatcher.vp-ubnd");

    let after = portal.with_db(|c| tickets::find(c, doubted.id));
    assert_eq!(after.status, Status::Rejected, "somebody else decides whether it is taken up again");
    let last = portal.with_db(|c| events::of_ticket(c, doubted.id)).pop().unwrap().0;
    assert_eq!((last.kind, last.is_public), (EventKind::RefusalDoubted, false));
    let read = portal.with_db(|c| dossier::by_code(c, &doubted.code)).unwrap();
    assert_eq!(read.mentions.len(), 1, "whoever refused it is named");
    let agent = portal.signed_in(agent).await;
    agent.get(&links::desk_ticket(&doubted.code)).await.says("Đây là phản ánh thật");

    let agreed = all.iter().find(|one| one.id != doubted.id && page.html.contains(&one.code)).unwrap();
    let page = page.form(&format!("{}/soat-tu-choi", agreed.code)).press("Đã xem, đồng ý").await;
    page.says("đồng ý · Cán bộ dispatcher.vp-ubnd");
    drop(portal.letters());
}

#[actix_web::test]
async fn nobody_reviews_their_own_refusal_or_what_was_not_refused() {
    let portal = TestPortal::new();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let [own, open] = [0, 1].map(|_| portal.ticket().build());
    let order = |ticket: &Ticket| (ticket.code.clone(), ticket.version);
    let (code, seen) = order(&own);
    let own = refuse(&portal, Order { actor: &dispatcher, code: &code, seen }, "toa_an", "").unwrap();
    for (ticket, refusal) in [(&own, "own_refusal"), (&open, "TooLate")] {
        let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
        let error = review_refusal(&portal, order, Verdict::Agreed).unwrap_err();
        assert!(format!("{error:?}").contains(refusal), "{error:?}");
    }
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    assert_eq!(agent.get(&links::refusals()).await.status, 404);
    drop(portal.letters());
}
