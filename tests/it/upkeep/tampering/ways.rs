//! What a stranger can do to a report in the database, and what the check says of it.
use langnghe::domain::seal::{Fault, Thing};

/// What a stranger does to one report (`#`), and what the check says of it: the kind of fault and the table.
pub type Way = (&'static str, fn(Thing, i64) -> Fault, Thing);

pub const WAYS: &[Way] = &[
    ("UPDATE events SET remark = 'x' WHERE ticket_id = # AND kind = 'taken'", Fault::Changed, Thing::Event),
    ("DELETE FROM events WHERE ticket_id = # AND kind = 'submitted'", Fault::Removed, Thing::Event),
    ("DELETE FROM events WHERE ticket_id = # AND kind = 'forwarded'", Fault::Removed, Thing::Event),
    ("DELETE FROM events WHERE ticket_id = # AND kind = 'answered'", Fault::Removed, Thing::Event),
    ("DELETE FROM events WHERE ticket_id = #", Fault::Removed, Thing::Event),
    (
        "INSERT INTO events SELECT ticket_id, ticket_id, kind, status_from, status_to, actor_id, agency_id, is_public, \
         public_text, remark, due, at FROM events WHERE ticket_id = # AND kind = 'taken'",
        Fault::Added,
        Thing::Event,
    ),
    ("UPDATE replies SET body = 'x' WHERE ticket_id = #", Fault::Changed, Thing::Reply),
    ("DELETE FROM replies WHERE ticket_id = #", Fault::Removed, Thing::Reply),
    ("UPDATE tickets SET body = 'x' WHERE id = #", Fault::Changed, Thing::Report),
    ("UPDATE tickets SET public_body = 'x' WHERE id = #", Fault::Changed, Thing::Report),
    ("UPDATE clocks SET due_at = '2030-01-01 00:00:00' WHERE ticket_id = #", Fault::Changed, Thing::Clock),
    ("DELETE FROM assignments WHERE ticket_id = #", Fault::Removed, Thing::Holder),
    ("UPDATE tickets SET is_private = NOT is_private WHERE id = #", Fault::Changed, Thing::Report),
    ("UPDATE tickets SET is_public = NOT is_public WHERE id = #", Fault::Changed, Thing::Report),
    ("UPDATE tickets SET status = 'closed' WHERE id = #", Fault::Changed, Thing::Report),
    ("DELETE FROM tickets WHERE id = #", Fault::Removed, Thing::Report),
    ("UPDATE notes SET body = 'x' WHERE ticket_id = #", Fault::Changed, Thing::Note),
    ("DELETE FROM notes WHERE ticket_id = #", Fault::Removed, Thing::Note),
    ("UPDATE contacts SET phone = '0900000789' WHERE ticket_id = #", Fault::Changed, Thing::Sender),
    ("DELETE FROM contacts WHERE ticket_id = #", Fault::Removed, Thing::Sender),
];

/// More of the same, for what one verification names at most.
pub const MORE: &[Way] = &[
    ("UPDATE comments SET shown_words = 'x' WHERE ticket_id = #", Fault::Changed, Thing::Comment),
    ("UPDATE removal_requests SET words = 'x' WHERE ticket_id = #", Fault::Changed, Thing::Removal),
    ("UPDATE own_words SET body = 'x' WHERE ticket_id = #", Fault::Changed, Thing::OwnWords),
    ("UPDATE report_points SET lat = 1 WHERE ticket_id = #", Fault::Changed, Thing::Pointed),
    ("UPDATE objections SET heard = 'upheld' WHERE ticket_id = #", Fault::Changed, Thing::Objection),
    ("UPDATE report_answers SET value = 'x' WHERE ticket_id = #", Fault::Changed, Thing::Asked),
    ("UPDATE ratings SET mark = 'very_good' WHERE ticket_id = #", Fault::Changed, Thing::Rating),
    ("DELETE FROM clocks WHERE ticket_id = #", Fault::Removed, Thing::Clock),
    (
        "UPDATE assignments SET person_id = NULL, taken_at = NULL WHERE ticket_id = #",
        Fault::Changed,
        Thing::Holder,
    ),
    (
        "UPDATE contacts SET consented_at = '2020-01-01 00:00:00' WHERE ticket_id = #",
        Fault::Changed,
        Thing::Sender,
    ),
    ("UPDATE photos SET original = 'e' WHERE ticket_id = #", Fault::Changed, Thing::Photo),
    ("UPDATE photos SET is_public = TRUE WHERE ticket_id = #", Fault::Changed, Thing::Photo),
    ("UPDATE documents SET hash = 'e' WHERE ticket_id = #", Fault::Changed, Thing::Document),
    (
        "UPDATE events SET remark = 'x' WHERE ticket_id = #; DELETE FROM report_seals WHERE report = #",
        |_, _| Fault::Unsealed,
        Thing::Event,
    ),
    (
        "DELETE FROM notes WHERE ticket_id = #; \
         UPDATE report_seals SET parts = replace(parts, 'notes', 'gone') WHERE report = #",
        |_, _| Fault::Forged,
        Thing::Event,
    ),
    ("UPDATE report_seals SET changes = 900 WHERE report = #", |_, _| Fault::Forged, Thing::Event),
];

/// The tables with rows of a report, but for its own.
pub const OF_A_REPORT: &[&str] = &[
    "events",
    "notes",
    "contacts",
    "photos",
    "documents",
    "replies",
    "assignments",
    "clocks",
    "ratings",
    "objections",
    "own_words",
    "report_answers",
    "comments",
    "removal_requests",
    "report_points",
    "desk_reports",
    "ledger",
];
