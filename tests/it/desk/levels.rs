//! How pressing a report is: raising it sets the clocks by the new level at once, and a promised date never moves away.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::clock::Moment;
use langnghe::domain::clocks::Owed;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::links;
use langnghe::store::{events, tickets};

fn due(ticket: &Ticket, owed: Owed) -> Moment {
    ticket.clocks.running(owed).expect("it is owed").due_at
}

#[actix_web::test]
async fn raising_the_level_at_night_starts_the_urgent_term_at_once() {
    let portal = TestPortal::new();
    let night = portal.now() + Duration::hours(14);
    portal.clock.set(night);
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Forwarded).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/muc-do").choose("level", "urgent").fill("level_why", "Dây điện rơi xuống đường");
    form.press("Lưu mức độ").await.says("Đã đổi mức độ");

    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    let thirty_minutes = night + Duration::minutes(30);
    assert_eq!((after.level, due(&after, Owed::Take)), (Level::Urgent, thirty_minutes));
    assert!(due(&after, Owed::Answer) < due(&ticket, Owed::Answer));
    assert_eq!(after.due_at(), thirty_minutes);
    let (last, _) = portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().expect("it left an event");
    assert_eq!(last.due, Some(thirty_minutes));
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.says("Thường → Khẩn: Dây điện rơi xuống đường").never_says("normal →");

    portal.clock.set(night + Duration::minutes(5));
    let form = page.form("/muc-do").choose("level", "complex").fill("level_why", "Không nguy hiểm nữa");
    form.press("Lưu mức độ").await.says("Đã đổi mức độ");
    let calmer = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(calmer.level, Level::Complex);
    assert_eq!(due(&calmer, Owed::Take), thirty_minutes, "what was promised stays");
    assert_eq!(due(&calmer, Owed::Answer), due(&after, Owed::Answer));
}

#[actix_web::test]
async fn a_report_that_waits_for_its_sender_has_the_urgent_term_when_it_goes_on() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::NeedsInfo).build();
    let asked = portal.now();
    portal.clock.set(asked + Duration::hours(3));
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let form = page.form("/muc-do").choose("level", "urgent").fill("level_why", "Dây điện rơi xuống đường");
    form.press("Lưu mức độ").await.says("Đã đổi mức độ");
    portal.clock.set(asked + Duration::hours(5));
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/da-bo-sung").fill("given", "Trước số nhà 12").press("Ghi nhận và tiếp tục").await.is(200);
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(due(&after, Owed::Triage), portal.now() + Duration::minutes(15));
}

#[actix_web::test]
async fn a_report_taken_in_as_urgent_and_kept_is_due_by_the_urgent_term() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/tiep-nhan").choose("level", "urgent").press("Chỉ tiếp nhận").await.is(200);
    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(
        (after.status, due(&after, Owed::Triage)),
        (Status::Accepted, portal.now() + Duration::minutes(15))
    );
    assert!(after.due_at() < ticket.due_at());
}
