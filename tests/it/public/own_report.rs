//! What whoever holds a report's code decides about it: takes it back, opens it again.
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::actions::{Problem, Refusal, senders};
use langnghe::domain::event::{Event, EventKind};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::store::{events, tickets};

const WHY: &str = "Kinchuadoc vẫn còn ổ gà";

fn now_of(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    portal.with_db(|c| tickets::find(c, ticket.id))
}

fn last_event(portal: &TestPortal, ticket: &Ticket) -> Event {
    portal.with_db(|c| events::of_ticket(c, ticket.id)).pop().unwrap().0
}

fn refused(field: &'static str, word: &'static str) -> Refusal {
    Refusal::Invalid(vec![Problem::new(field, word)])
}

#[test]
fn a_report_is_taken_back_as_long_as_nobody_answered_it() {
    let portal = TestPortal::new();
    for state in Status::ALL {
        let ticket = portal.ticket().in_state(*state).build();
        let open = [
            Status::New,
            Status::Accepted,
            Status::Forwarded,
            Status::InProgress,
            Status::NeedsInfo,
            Status::Returned,
        ];
        let done = senders::withdraw(&portal, ticket.id);
        if open.contains(state) {
            let after = done.unwrap_or_else(|refusal| panic!("{state}: {refusal:?}"));
            assert_eq!((after.status, after.is_public), (Status::Withdrawn, false), "{state}");
            let event = last_event(&portal, &ticket);
            assert_eq!((event.kind, event.actor_id), (EventKind::Withdrawn, None), "{state}");
        } else {
            assert_eq!(done, Err(Refusal::TooLate), "{state}");
            assert_eq!(now_of(&portal, &ticket), ticket, "{state}");
        }
    }
}

#[test]
fn what_others_wait_for_is_not_taken_back() {
    let portal = TestPortal::new();
    let master = portal.ticket().in_state(Status::Forwarded).build();
    let follower = portal.ticket().repeating(&master).build();
    assert_eq!(senders::withdraw(&portal, master.id), Err(refused("withdraw", "others_follow")));
    assert_eq!([&master, &follower].map(|ticket| &now_of(&portal, ticket) == ticket), [true; 2]);
}

#[actix_web::test]
async fn an_answer_that_settles_nothing_is_disputed_within_the_citys_days_in_words_for_the_staff_alone() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    assert_eq!(senders::reopen(&portal, ticket.id, "...", Vec::new()), Err(refused("why", "why_missing")));
    let after = senders::reopen(&portal, ticket.id, WHY, Vec::new()).unwrap();
    assert_eq!((after.status, after.agency()), (Status::Reopened, ticket.agency()));
    assert!(after.answer_due() > Some(portal.now()), "the agency got no new term");
    let event = last_event(&portal, &ticket);
    assert_eq!((event.kind, event.actor_id), (EventKind::Reopened, None));
    assert_eq!((event.remark.as_str(), event.public_text.as_str()), (WHY, ""));
    portal.browser().await.get(&links::ticket(&ticket.code)).await.is(200).never_says("Kinchuadoc");
    assert_eq!(
        senders::reopen(&portal, ticket.id, WHY, Vec::new()),
        Err(Refusal::TooLate),
        "it is open already"
    );
}

#[test]
fn an_answer_is_disputed_neither_too_late_nor_for_ever() {
    let portal = TestPortal::new();
    let old = portal.ticket().in_state(Status::Answered).build();
    portal.wait(Duration::days(portal.facts().reopen_days + 1));
    assert_eq!(senders::reopen(&portal, old.id, WHY, Vec::new()), Err(refused("why", "reopen_too_late")));
    let portal = TestPortal::in_city(&[("city.terms.reopen_times", "0")]);
    let often = portal.ticket().in_state(Status::Answered).build();
    assert_eq!(senders::reopen(&portal, often.id, WHY, Vec::new()), Err(refused("why", "reopen_too_often")));
    let refused = portal.ticket().in_state(Status::Rejected).build();
    assert_eq!(senders::reopen(&portal, refused.id, WHY, Vec::new()), Err(Refusal::TooLate));
}
