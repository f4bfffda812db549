//! Nothing is given to an agency in which nobody can act: the form says so and has the way on at hand.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::accounts::lock::lock;
use langnghe::actions::tickets::{Destination, Order, forward, reopen};
use langnghe::actions::{Problem, Refusal};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AgencyId;
use langnghe::links;
use langnghe::schema::{accounts, categories};
use langnghe::store::{accounts as known, tickets};

/// Without anybody, under the city's own committee.
const EMPTY: &str = "so-y-te";
const ABOVE: &str = "ubnd-tp";

fn stands(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn named(portal: &TestPortal, agency: AgencyId) {
    let category = portal.category("giao_thong");
    portal.with_db(|c| {
        diesel::update(categories::table.find(category))
            .set((categories::agency_id.eq(Some(agency)), categories::to_commune.eq(false)))
            .execute(c)
    });
}

fn lock_all_of(portal: &TestPortal, agency: &str) {
    let admin = portal.actor(Role::Admin, ABOVE);
    let agency = portal.agency(agency);
    let all = portal.with_db(known::all_roles);
    for (id, _, _) in all.into_iter().filter(|(_, _, of)| *of == agency) {
        let version = portal.with_db(|c| accounts::table.find(id).select(accounts::version).first::<i32>(c));
        lock(portal, &admin, (id, version), None).unwrap();
    }
}

#[actix_web::test]
async fn sent_to_where_nobody_can_act_it_stays_and_the_agency_above_is_marked() {
    let portal = TestPortal::new();
    portal.man(ABOVE);
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let [empty, above] = [EMPTY, ABOVE].map(|slug| portal.agency(slug).to_string());
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Sở Y tế (chưa có người nhận việc)");
    let page = page.form("/chuyen").choose("agency", &empty).fill("remark", "Xem giúp").press("Chuyển").await;
    page.is(422).says("Cơ quan vừa chọn chưa có ai nhận được việc");
    page.says("Sở Y tế chưa có ai nhận được việc, nên ở đây chọn sẵn cơ quan cấp trên là Ủy ban nhân dân thành phố Hải Phòng");
    page.never_says("Mời người vào cơ quan này");
    assert_eq!(stands(&portal, &ticket).version, ticket.version);
    let form = page.form("/chuyen");
    assert_eq!((form.value("agency"), form.value("remark")), (above, "Xem giúp".into()));
    form.press("Chuyển").await.is(200);
    assert_eq!(stands(&portal, &ticket).agency(), Some(portal.agency(ABOVE)));
    drop(portal.letters());
}

#[actix_web::test]
async fn whoever_may_is_led_to_the_form_that_invites_somebody_there() {
    let portal = TestPortal::new();
    let both = portal.account("hai.vai@example.vn", &[(Role::Agent, "tt-1022"), (Role::Admin, ABOVE)]);
    let both = portal.signed_in(both).await;
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let page = both.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/chuyen").choose("agency", &portal.agency(EMPTY).to_string());
    let page = form.press("Chuyển").await;
    page.is(422).says("Sở Y tế và các cơ quan cấp trên chưa có ai nhận được việc");
    assert_eq!(page.form("/chuyen").value("agency"), "");
    let invite = page.follow("Mời người vào cơ quan này").await;
    let form = invite.form("/moi");
    assert_eq!((form.value("agency"), form.value("role")), (EMPTY.to_owned(), "focal".to_owned()));
}

#[actix_web::test]
async fn a_new_report_of_theirs_is_proposed_to_the_agency_above_and_says_why() {
    let portal = TestPortal::new();
    named(&portal, portal.agency(EMPTY));
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let ticket = portal.ticket().about(portal.category("giao_thong")).build();
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Sở Y tế và các cơ quan cấp trên chưa có ai nhận được việc");
    assert_eq!(page.form("/tiep-nhan").value("agency"), "");
    portal.man(ABOVE);
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("nên ở đây chọn sẵn cơ quan cấp trên");
    let form = page.form("/tiep-nhan");
    assert_eq!(form.value("agency"), portal.agency(ABOVE).to_string());
    portal.man(EMPTY);
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.never_says("nên ở đây chọn sẵn");
    assert_eq!(page.form("/tiep-nhan").value("agency"), portal.agency(EMPTY).to_string());
}

#[test]
fn neither_who_answers_nor_who_helps_is_given_it_without_anybody_there() {
    let portal = TestPortal::new();
    portal.man("so-xay-dung");
    let ticket = portal.ticket().in_state(Status::Accepted).build();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let send = |to: &str, with: Option<&str>| {
        let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
        let (agency, co_agency) = (portal.agency(to), with.map(|with| portal.agency(with)));
        forward(&portal, order, &Destination { agency, co_agency, remark: String::new() })
    };
    let refused = |field| Err(Refusal::Invalid(vec![Problem::new(field, "agency_unmanned")]));
    assert_eq!(send(EMPTY, None), refused("agency"));
    assert_eq!(send("so-xay-dung", Some(EMPTY)), refused("co_agency"));
    // Who looks on, approves or was invited and never came takes on nothing.
    portal.actor(Role::Approver, EMPTY);
    portal.actor(Role::Supervisor, EMPTY);
    let invited = portal.actor(Role::Officer, EMPTY);
    portal.with_db(|c| {
        diesel::update(accounts::table.find(invited.id)).set(accounts::state.eq("invited")).execute(c)
    });
    assert_eq!(send(EMPTY, None), refused("agency"));
    portal.with_db(|c| {
        diesel::update(accounts::table.find(invited.id)).set(accounts::state.eq("active")).execute(c)
    });
    assert!(send(EMPTY, None).is_ok());
    drop(portal.letters());
}

#[test]
fn opened_again_it_goes_above_where_nobody_is_left_and_else_to_the_desk() {
    let portal = TestPortal::new();
    let [one, two] = [0, 1].map(|_| portal.ticket().at(EMPTY).in_state(Status::Answered).build());
    lock_all_of(&portal, EMPTY);
    let dispatcher = portal.actor(Role::Dispatcher, "vp-ubnd");
    let open = |ticket: &Ticket| {
        let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
        reopen(&portal, order, "Ổ gà vẫn còn nguyên").unwrap()
    };
    let desk = open(&one);
    assert_eq!((desk.status, desk.agency()), (Status::New, None));
    portal.man(ABOVE);
    let above = open(&two);
    assert_eq!((above.status, above.agency()), (Status::Reopened, Some(portal.agency(ABOVE))));
    drop(portal.letters());
}

#[actix_web::test]
async fn administrators_read_where_nobody_is_what_lies_there_and_since_when() {
    let portal = TestPortal::new();
    let held = portal.ticket().at(EMPTY).in_state(Status::InProgress).build();
    portal.wait(chrono::Duration::days(1));
    lock_all_of(&portal, EMPTY);
    portal.wait(chrono::Duration::days(3));
    let admin = portal.staff(Role::Admin, ABOVE).await;
    let page = admin.get(&links::admin_agencies()).await;
    let page = page.follow("Cơ quan chưa có người nhận việc").await;
    let row = page.all("tbody tr").into_iter().find(|row| row.contains("Sở Y tế")).unwrap();
    assert!(row.contains("1 phản ánh đang mở") && row.contains("Từ 8/9/2026"), "{row}");
    let never = page.all("tbody tr").into_iter().find(|row| row.contains("Sở Nội vụ")).unwrap();
    assert!(never.contains("Chưa từng có ai"), "{never}");
    let invite = page.follow("Mời người Sở Y tế").await;
    assert_eq!(invite.form("/moi").value("agency"), EMPTY);
    portal.actor(Role::Officer, EMPTY);
    let page = admin.get(&links::admin_unmanned()).await;
    assert!(!page.all("tbody tr").iter().any(|row| row.contains("Sở Y tế")));
    assert_eq!(stands(&portal, &held).agency(), Some(portal.agency(EMPTY)));
}

#[actix_web::test]
async fn a_focal_officer_without_work_is_led_to_what_the_units_below_hold() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, ABOVE).await;
    focal.get(&links::work()).await.never_says("Đơn vị trực thuộc đang giữ");
    portal.ticket().at(EMPTY).in_state(Status::InProgress).build();
    portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    lock_all_of(&portal, EMPTY);
    let page = focal.get(&links::work()).await;
    let rows = page.all(".queue-units li");
    assert_eq!(rows.len(), 2);
    let says = |name: &str, words: &str| rows.iter().any(|row| row.contains(name) && row.contains(words));
    assert!(says("Sở Xây dựng", "1 phản ánh đang mở · 1 chưa có ai làm"), "{rows:?}");
    assert!(says("Sở Y tế", "1 phản ánh đang mở · chưa có người nhận việc"), "{rows:?}");
    page.follow("Sở Y tế").await.is(200).says("1 phản ánh").says("Ổ gà trước cổng trường");
}
