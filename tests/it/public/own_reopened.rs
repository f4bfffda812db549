//! A report is opened again twice at most: the second time it goes one level up.
use crate::support::TestPortal;
use langnghe::actions::senders;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::tickets;

const AGENCY: &str = "so-xay-dung";

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn again(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    let reopened = senders::reopen(portal, ticket.id, "Hố vẫn còn nguyên", Vec::new());
    reopened.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// Answered once more by the agency that answered before.
fn answered_again(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    let life = portal.life(ticket);
    let taken = life.take(ticket);
    life.answer(&life.propose(&taken, "Đơn vị đã kiểm tra lại và lấp phẳng hố hôm nay.", None))
}

#[actix_web::test]
async fn the_second_time_it_goes_to_the_agency_above_where_somebody_can_act_there() {
    let portal = TestPortal::new();
    let above = portal.city().agencies[&portal.agency(AGENCY)].parent_id.unwrap();
    let slug = portal.city().agencies[&above].slug.clone();
    portal.actor(Role::Focal, &slug);
    let first = portal.ticket().at(AGENCY).in_state(Status::Answered).build();
    let once = again(&portal, &first);
    assert_eq!((once.status, once.agency()), (Status::Reopened, Some(portal.agency(AGENCY))));
    let twice = again(&portal, &answered_again(&portal, &once));
    assert_eq!((twice.status, twice.agency()), (Status::Reopened, Some(above)));
    assert!(twice.answer_due() > Some(portal.now()));
    let guest = portal.browser().await;
    let name = portal.city().agencies[&above].name.clone();
    guest.get(&links::ticket(&twice.code)).await.is(200).says(&name);
}

#[actix_web::test]
async fn where_nobody_above_can_act_the_desk_sends_it_elsewhere_and_there_is_no_third_time() {
    let portal = TestPortal::new();
    let first = portal.ticket().at(AGENCY).in_state(Status::Answered).build();
    let guest = portal.browser().await;
    let page = guest.get(&links::lookup_code(&first.code)).await;
    page.says("ở trang riêng của bạn").says("14/9/2026");
    let second = answered_again(&portal, &again(&portal, &first));
    let twice = again(&portal, &second);
    assert_eq!((twice.status, twice.agency()), (Status::New, None));
    assert!(twice.is_public, "it was checked, and stays so");
    assert!(twice.due_at() > portal.now());
    let answered = {
        let life = portal.life(&first);
        let text =
            langnghe::domain::intake::PublicText::parse(&twice.public_title, &twice.public_body).unwrap();
        let sent = life.forward(&life.accept(&twice, &text, &[]));
        let taken = life.take(&sent);
        life.answer(&life.propose(&taken, "Đơn vị khác đã kiểm tra và lấp phẳng hố.", None))
    };
    let refused = senders::reopen(&portal, answered.id, "Hố vẫn còn nguyên", Vec::new());
    assert!(format!("{refused:?}").contains("reopen_too_often"), "{refused:?}");
    guest.get(&links::lookup_code(&first.code)).await.is(200).never_says("ở trang riêng của bạn");
    assert_eq!(now_of(&portal, &answered).status, Status::Answered);
}
