//! An agency that has ended, or ends before the work is due, is given nothing, on any way; its work passes on its day.
use crate::support::TestPortal;
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use langnghe::actions::agencies::{Ending, end, pass_on};
use langnghe::actions::tickets::{Destination, Order, assign, forward, reopen, take};
use langnghe::actions::{Problem, Refusal};
use langnghe::domain::city::Agency;
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::{agencies, categories, events};
use langnghe::store::tickets;

const ENDING: &str = "so-xay-dung";
const HEIR: &str = "so-y-te";

fn agency(portal: &TestPortal, slug: &str) -> Agency {
    portal.with_db(|c| agencies::table.filter(agencies::slug.eq(slug)).select(Agency::as_select()).first(c))
}

fn stands(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

/// Enters on Monday, the 7th, that it ends on a day; what it says to that.
fn ends(portal: &TestPortal, last_day: &str) -> Result<usize, Refusal> {
    let admin = portal.actor(Role::Admin, "ubnd-tp");
    portal.man(HEIR);
    let ending = Ending { successor: HEIR.into(), last_day: last_day.into(), people: String::new() };
    end(portal, &admin, (ENDING, agency(portal, ENDING).version), &ending)
}

fn refused<T: std::fmt::Debug>(done: Result<T, Refusal>) -> (&'static str, &'static str) {
    match done {
        Err(Refusal::Invalid(problems)) => match problems.as_slice() {
            [Problem { field, word }] => (field, word),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn send(portal: &TestPortal, ticket: &Ticket, to: &str, with: Option<&str>) -> Result<Ticket, Refusal> {
    let agent = portal.actor(Role::Agent, "tt-1022");
    [Some(to), with].into_iter().flatten().for_each(|slug| portal.man(slug));
    let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
    let (agency, co_agency) = (portal.agency(to), with.map(|with| portal.agency(with)));
    forward(portal, order, &Destination { agency, co_agency, remark: String::new() })
}

#[test]
fn its_open_work_passes_when_the_day_comes_and_not_before() {
    let portal = TestPortal::new();
    let open = portal.ticket().at(ENDING).in_state(Status::InProgress).build();
    let old = portal.ticket().at(ENDING).in_state(Status::Closed).build();
    assert_eq!(ends(&portal, "2026-09-09"), Ok(0));
    assert_eq!(pass_on(&portal, &|| true), Ok(0));
    assert_eq!(stands(&portal, &open), open);
    portal.wait(Duration::days(2));
    assert_eq!(pass_on(&portal, &|| true), Ok(0), "its last day is still its own");
    portal.wait(Duration::days(1));
    assert_eq!(pass_on(&portal, &|| true), Ok(1));
    let now = stands(&portal, &open);
    assert_eq!((now.agency(), now.due_at()), (Some(portal.agency(HEIR)), open.due_at()));
    assert_eq!(stands(&portal, &old), old);
    let by: Option<langnghe::ids::AccountId> = portal.with_db(|c| {
        let passed = events::table.filter(events::kind.eq(EventKind::PassedOn));
        passed.select(events::actor_id).first(c)
    });
    assert_eq!(by, None);
    let ending = portal.agency(ENDING);
    let still: i64 =
        portal.with_db(|c| categories::table.filter(categories::agency_id.eq(ending)).count().get_result(c));
    assert_eq!(still, 0, "new reports go to the successor");
    assert_eq!(pass_on(&portal, &|| true), Ok(0), "run again it finds nothing left");
    assert_eq!(stands(&portal, &open), now);
}

#[test]
fn nothing_due_after_its_last_day_is_forwarded_to_it() {
    let portal = TestPortal::new();
    ends(&portal, "2026-09-08").unwrap();
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    assert_eq!(refused(send(&portal, &ticket, ENDING, None)), ("agency", "agency_ends"));
    assert_eq!(refused(send(&portal, &ticket, "so-noi-vu", Some(ENDING))), ("co_agency", "agency_ends"));
    portal.wait(Duration::days(2));
    assert_eq!(refused(send(&portal, &ticket, ENDING, None)), ("agency", "agency_ended"));
    assert_eq!(refused(send(&portal, &ticket, "so-noi-vu", Some(ENDING))), ("co_agency", "agency_ended"));
    assert_eq!(stands(&portal, &ticket), ticket);
    assert!(send(&portal, &ticket, HEIR, None).is_ok());
    drop(portal.letters());
}

#[test]
fn what_is_due_before_its_last_day_still_goes_there() {
    let portal = TestPortal::new();
    ends(&portal, "2026-12-31").unwrap();
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let sent = send(&portal, &ticket, ENDING, None).unwrap();
    assert_eq!(sent.agency(), Some(portal.agency(ENDING)));
    drop(portal.letters());
}

#[test]
fn a_reopened_report_goes_to_whoever_took_over() {
    let portal = TestPortal::new();
    let [answered, alone] = [0, 1].map(|_| portal.ticket().at(ENDING).in_state(Status::Answered).build());
    ends(&portal, "2026-09-07").unwrap();
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let order = Order { actor: &dispatcher, code: &answered.code, seen: answered.version };
    let reopened = reopen(&portal, order, "Ổ gà vẫn còn nguyên").unwrap();
    assert_eq!((reopened.agency(), reopened.assignee()), (Some(portal.agency(HEIR)), None));
    // Without anybody to take it, it is not thrown to nobody.
    portal.with_db(|c| {
        diesel::update(agencies::table.filter(agencies::slug.eq(ENDING)))
            .set(agencies::successor_id.eq(None::<langnghe::ids::AgencyId>))
            .execute(c)
    });
    let order = Order { code: &alone.code, seen: alone.version, ..order };
    assert_eq!(refused(reopen(&portal, order, "Ổ gà vẫn còn nguyên")), ("why", "agency_gone"));
    drop(portal.letters());
}

#[test]
fn nobody_of_an_ended_agency_takes_on_or_is_given_more() {
    let portal = TestPortal::new();
    let [fresh, begun] =
        [Status::Forwarded, Status::InProgress].map(|at| portal.ticket().at(ENDING).in_state(at).build());
    ends(&portal, "2026-09-07").unwrap();
    portal.wait(Duration::days(1));
    let focal = portal.actor(Role::Focal, ENDING);
    let order = Order { actor: &focal, code: &fresh.code, seen: fresh.version };
    assert_eq!(take(&portal, order), Err(Refusal::TooLate));
    let order = Order { code: &begun.code, seen: begun.version, ..order };
    assert_eq!(refused(assign(&portal, order, Some(focal.id))), ("assignee", "agency_ended"));
}

#[test]
fn whoever_takes_over_is_there_the_day_after() {
    let portal = TestPortal::new();
    portal.with_db(|c| {
        diesel::update(agencies::table.filter(agencies::slug.eq(HEIR)))
            .set(agencies::valid_to.eq(NaiveDate::from_ymd_opt(2026, 9, 30)))
            .execute(c)
    });
    assert_eq!(refused(ends(&portal, "2026-10-01")), ("successor", "successor_ended"));
    assert_eq!(ends(&portal, "2026-09-20"), Ok(0));
}

#[actix_web::test]
async fn the_forms_offer_the_successor_in_its_place() {
    let portal = TestPortal::new();
    let category = portal.category("giao_thong");
    let ending = portal.agency(ENDING);
    portal.with_db(|c| {
        diesel::update(categories::table.find(category))
            .set((categories::agency_id.eq(Some(ending)), categories::to_commune.eq(false)))
            .execute(c)
    });
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let [new, accepted] =
        [Status::New, Status::Accepted].map(|at| portal.ticket().about(category).in_state(at).build());
    ends(&portal, "2026-09-07").unwrap();
    let (ending, heir) = (portal.agency(ENDING).to_string(), portal.agency(HEIR).to_string());
    for (ticket, form) in [(new, "/tiep-nhan"), (accepted, "/chuyen")] {
        let page = agent.get(&links::desk_ticket(&ticket.code)).await;
        page.says("cơ quan kế");
        let form = page.form(form);
        assert_eq!(form.value("agency"), heir);
        assert!(!form.options("agency").contains(&ending));
        assert!(!form.options("co_agency").contains(&ending));
    }
}

#[actix_web::test]
async fn a_category_is_not_given_to_an_agency_that_ends() {
    let portal = TestPortal::new();
    ends(&portal, "2026-12-31").unwrap();
    let admin = portal.staff(Role::Admin, "ubnd-tp").await;
    let page = admin.get("/quan-tri/linh-vuc/moi").await;
    let form = page.form("/moi").fill("name_vi", "Cây xanh ngã đổ").choose("agency", ENDING);
    let group = form.options("parent")[1].clone();
    form.choose("parent", &group).press("Lưu").await.is(422).says("sắp ngừng hoạt động");
}
