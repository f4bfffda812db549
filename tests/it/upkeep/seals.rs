//! The seals of a report hold whoever adds to it at the same time.
use crate::support::TestPortal;
use langnghe::actions::upkeep::verify_history;
use langnghe::domain::event::{Event, EventKind};
use langnghe::domain::status::Status;
use langnghe::ids::{EventId, TicketId};
use langnghe::store::events;
use std::sync::Barrier;

#[test]
fn what_is_added_at_once_is_all_sealed() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Accepted).build().id;
    let start = Barrier::new(4);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                for _ in 0..10 {
                    // Past the verbs: they let one at a time write on a report, and seals must hold without that.
                    let added = portal.db.change(|c| events::append(c, &noted(&portal, ticket)));
                    added.unwrap_or_else(|error| panic!("{error}"));
                }
            });
        }
    });
    let found = verify_history(&portal.db, None, |_| ()).unwrap();
    assert_eq!(found.count, 0, "{:?}", found.faults);
    assert!(found.events >= 40);
}

fn noted(portal: &TestPortal, ticket: TicketId) -> Event {
    Event {
        id: EventId::fresh(portal.now()),
        ticket_id: ticket,
        kind: EventKind::NoteWritten,
        status_from: None,
        status_to: Status::Accepted,
        actor_id: None,
        agency_id: None,
        is_public: false,
        public_text: String::new(),
        remark: String::new(),
        due: None,
        at: portal.now(),
    }
}
