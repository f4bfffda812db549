//! How long the 1022 desk needs, and the keys it works with.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::tickets::{Destination, Order, forward};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::store::{figures, tickets};

const AGENCY: &str = "so-xay-dung";

#[actix_web::test]
async fn the_desk_reads_its_own_time_to_dispatch_once_there_are_enough() {
    let portal = TestPortal::new();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let agency = portal.agency(AGENCY);
    portal.man(AGENCY);
    let send = |id| {
        let ticket = portal.with_db(|c| tickets::find(c, id));
        let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
        forward(&portal, order, &Destination { agency, co_agency: None, remark: String::new() }).unwrap()
    };
    let all: Vec<_> = (0..11).map(|_| portal.ticket().in_state(Status::Accepted).build()).collect();
    portal.wait(Duration::minutes(20));
    all[..9].iter().for_each(|ticket| drop(send(ticket.id)));
    let page = portal.staff(Role::Dispatcher, "vp-ubnd").await.get(&links::triage()).await;
    page.says("chưa đủ số liệu, mới có 9 phản ánh");
    portal.wait(Duration::minutes(40));
    send(all[9].id);
    // Sent elsewhere later: it left the desk the first time, and counts once.
    send(all[0].id);
    let page = portal.staff(Role::Dispatcher, "vp-ubnd").await.get(&links::triage()).await;
    page.says("một nửa trong 20 phút, tính trên 10 phản ánh");
    let since = portal.now() - Duration::minutes(30);
    assert_eq!(portal.with_db(|c| figures::dispatched(c, since)).reports, 0, "they came in before");
    drop(portal.letters());
}

#[actix_web::test]
async fn an_agencys_room_has_no_such_figure_and_both_rooms_list_their_keys() {
    let portal = TestPortal::new();
    let focal = portal.staff(Role::Focal, AGENCY).await;
    let page = focal.get(&links::work()).await;
    page.never_says("Từ lúc nhận đến lúc chuyển");
    assert!(page.has("details[data-keys][hidden]"), "without the script there are no keys to list");
    assert!(page.has("details[data-keys] input[type=checkbox][data-keys-on]"), "the keys have no switch");
    let ticket = portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    assert!(focal.get(&links::desk_ticket(&ticket.code)).await.has("details[data-keys]"));
}
