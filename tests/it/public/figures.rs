//! The figures of what was answered: exact at any moment, and computed once for all who ask.
use super::scene;
use crate::support::{TestPortal, queries};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::ids::AgencyId;
use langnghe::store::figures::Figures;

const AGENCY: &str = "so-xay-dung";

fn figures(portal: &TestPortal, agency: Option<AgencyId>) -> Figures {
    let since = portal.now() - Duration::days(30);
    portal.db.look(|c| portal.db.figures(c, agency, since)).unwrap()
}

/// Sent now, and each answered after so many days; the deadline is the evening of the third, a Thursday.
fn answered<const MANY: usize>(portal: &TestPortal, agency: &str, days: [i64; MANY]) -> [Ticket; MANY] {
    let sent = days.map(|_| portal.ticket().at(agency).in_state(Status::AwaitingApproval).build());
    let start = portal.now();
    let mut each = sent.iter().zip(days);
    let answered = std::array::from_fn(|_| {
        let (ticket, days) = each.next().unwrap();
        portal.clock.set(start + Duration::days(days));
        portal.life(ticket).answer(ticket)
    });
    portal.clock.set(start);
    answered
}

#[test]
fn they_tell_of_every_public_answer_and_of_no_other() {
    let portal = TestPortal::new();
    let all = answered(&portal, AGENCY, [1, 1, 1, 2, 2, 2, 4, 5, 6, 7]);
    answered(&portal, "so-y-te", [9]);
    portal.ticket().private().in_state(Status::Answered).build();
    portal.ticket().in_state(Status::InProgress).build();
    portal.ticket().in_state(Status::Reopened).build();
    let agency = Some(portal.agency(AGENCY));
    let own = figures(&portal, agency);
    assert_eq!((own.answered, own.with_deadline, own.on_time), (10, 10, 6));
    assert_eq!((own.on_time_percent(), own.median_tenths_of_days()), (Some(60), Some(20)));
    assert_eq!(figures(&portal, None).answered, 11);
    // Another instance hides one: the next who asks hears of it.
    scene::set_prominence(
        &portal.elsewhere(),
        (&portal.player(Role::Agent, "tt-1022"), &all[0]),
        Prominence::Hidden,
    );
    assert_eq!((figures(&portal, agency).answered, figures(&portal, None).answered), (9, 10));
}

#[test]
fn they_are_computed_once_while_no_copy_changes() {
    queries::listen();
    let portal = TestPortal::new();
    answered(&portal, AGENCY, [1]);
    // Both connections are open from here on.
    portal.db.look(|_| portal.db.look(|_| QueryResult::Ok(()))).unwrap();
    let asked = || {
        let before = queries::asked(&portal.config.database_url);
        figures(&portal, None);
        queries::asked(&portal.config.database_url) - before
    };
    assert_eq!([asked(), asked(), asked()], [2, 1, 1]);
    portal.ticket().in_state(Status::New).build();
    assert_eq!(asked(), 1, "what is not public changes no figure");
    answered(&portal, AGENCY, [1]);
    assert_eq!([asked(), asked()], [2, 1]);
}

#[actix_web::test]
async fn the_first_page_shows_the_newest_answers_first_and_each_report_once() {
    let portal = TestPortal::new();
    for title in ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy"] {
        portal.wait(Duration::minutes(1));
        portal.ticket().titled(title).at(AGENCY).in_state(Status::Answered).build();
    }
    portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    portal.ticket().titled("Chưa").in_state(Status::Accepted).build();
    let page = portal.browser().await.get("/").await;
    assert_eq!(page.all(".ticket-card h3"), ["Bảy", "Sáu", "Năm", "Bốn", "Ba", "Hai"]);
}
