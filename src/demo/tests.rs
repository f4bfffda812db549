//! The demo holds what its file says, and a second start leaves it alone.
use super::*;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::event::EventKind;
use crate::opening;
use crate::store::events;

fn open(folder: &std::path::Path) -> Portal {
    // Somewhat after the last of the dates that stay.
    let now = chrono::DateTime::from_timestamp(1_796_000_000, 0).unwrap().naive_utc();
    opening::open(Config::plain(folder).unwrap(), Clock::fixed(now)).unwrap()
}

#[test]
fn every_report_stands_where_its_file_says_and_its_events_lead_there() {
    let folder = tempfile::tempdir().unwrap();
    let portal = open(folder.path());
    let welcome = prepare(&portal).unwrap();
    assert!(welcome.contains("tong-dai@demo.example"), "{welcome}");
    for report in report::all().unwrap() {
        let key = report::form_key(&report.key);
        let (ticket, events) = portal
            .db
            .look(|c| {
                let ticket = tickets::by_form_key(c, &key)?.ok_or(Refusal::Missing)?;
                let events = events::of_ticket(c, ticket.id)?;
                Ok::<_, Refusal>((ticket, events))
            })
            .unwrap();
        assert_eq!(ticket.status.as_str(), report.status, "{}", report.key);
        let mut standing = None;
        let mut last = ticket.created_at;
        for (event, _) in events {
            assert_eq!(event.status_from, standing, "{} {}", report.key, event.kind);
            assert!(last <= event.at && event.at <= portal.now(), "{} {}", report.key, event.kind);
            // Nobody of the staff has a hand in what the sender does, and in what the portal does by itself.
            let by_itself = [EventKind::Closed, EventKind::Withdrawn, EventKind::Reopened];
            assert!(
                !by_itself.contains(&event.kind) || event.actor_id.is_none(),
                "{} {}",
                report.key,
                event.kind
            );
            (standing, last) = (Some(event.status_to), event.at);
        }
        assert_eq!(standing, Some(ticket.status), "{}", report.key);
        assert!(!ticket.is_public || !ticket.is_private, "{}", report.key);
    }
    assert_eq!(prepare(&portal), Ok(welcome));
}
