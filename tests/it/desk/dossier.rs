//! What a report's page reads in one question is what stands in each of the tables.
use crate::support::TestPortal;
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use langnghe::clock::Moment;
use langnghe::domain::clocks::{Clock, Owed};
use langnghe::domain::event::{Event, EventKind, Note};
use langnghe::domain::photo::{Photo, PhotoRole};
use langnghe::domain::policy::Role;
use langnghe::domain::reply::{Document, Outcome, Reply, ReplyDraft};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::{AccountId, DocumentId, EventId, NoteId, PhotoId, ReplyId, TicketId};
use langnghe::schema::clocks;
use langnghe::store::{contacts, documents, dossier, events, photos, replies, reply_drafts, tickets};

const AGENCY: &str = "so-xay-dung";
const WORDS: &str = "Dòng \"một\"\nvà \\ hai 🙂";

#[test]
fn what_is_read_at_once_is_what_stands_in_the_tables() {
    let portal = TestPortal::new();
    let own = portal.account("lan@example.vn", &[(Role::Officer, AGENCY)]);
    let other = portal.account("nam@example.vn", &[(Role::Officer, AGENCY)]);
    let ticket = portal.ticket().at(AGENCY).given_to(own).sent_by("ai@example.vn");
    let ticket = ticket.in_state(Status::InProgress).build();
    let now = portal.now() + Duration::microseconds(250_001);
    let (id, later) = (ticket.id, now + Duration::days(3));
    // Each table holds what its columns can hold, whether or not a verb ever leaves it all on one report.
    let (reply, note) = (reply(&ticket, (own, other), now), note(id, own, now));
    let clock = clock(&ticket, now);
    portal.with_db(|c| {
        contacts::confirm(c, id, now)?;
        contacts::await_confirmation(c, id, later)?;
        contacts::stop_letters(c, id, Some(now))?;
        contacts::mark_failed(c, id, "ai@example.vn", Some(now))?;
        replies::insert(c, &reply)?;
        for public in [false, true] {
            photos::insert(c, &photo(&reply, public))?;
            documents::insert(c, &document(&reply, public))?;
            events::append(c, &event(&ticket, other, public, now))?;
        }
        reply_drafts::put(c, &draft(id, other, now))?;
        events::write_note(c, &note, &[other, own])?;
        diesel::insert_into(clocks::table).values(&clock).execute(c)
    });
    let read = portal.with_db(|c| dossier::by_code(c, &ticket.code)).unwrap();
    portal.with_db(|c| {
        assert_eq!(read.ticket, tickets::find(c, id)?);
        assert_eq!(read.contact_state, Some(contacts::state(c, id)?));
        assert_eq!(read.photos, photos::of_ticket(c, id)?);
        assert_eq!(read.documents, documents::of_ticket(c, id)?);
        assert_eq!(read.events, events::of_ticket(c, id)?);
        assert_eq!(read.draft, reply_drafts::find(c, id)?);
        assert_eq!(read.replies, replies::of_ticket(c, id)?);
        Ok(())
    });
    assert!(read.ticket.clocks.all().contains(&clock));
    assert_eq!(read.notes, [(note.clone(), "Cán bộ lan".to_owned())]);
    assert_eq!(read.mentions, ["Cán bộ lan", "Cán bộ nam"].map(|name| (note.id, name.to_owned())));
    assert_eq!((read.drafter.as_str(), read.assignee.as_str()), ("Cán bộ nam", "Cán bộ lan"));
}

#[test]
fn a_report_with_nothing_on_it_is_read_too() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().build();
    let read = portal.with_db(|c| dossier::by_code(c, &ticket.code)).unwrap();
    assert_eq!(read.ticket, portal.with_db(|c| tickets::find(c, ticket.id)));
    assert_eq!((read.photos.len(), read.notes.len(), read.draft, read.drafter), (0, 0, None, String::new()));
    assert_eq!(portal.with_db(|c| dossier::by_code(c, "nothing")), None);
}

fn clock(ticket: &Ticket, now: Moment) -> Clock {
    let started = Clock::starting(ticket.id, Owed::Part, now, now + Duration::days(2));
    Clock {
        agency_id: ticket.agency(),
        amount: Some(3),
        unit: Some("working_days".into()),
        rule: WORDS.into(),
        extensions: 1,
        ..started
    }
}

fn reply(ticket: &Ticket, (author, approver): (AccountId, AccountId), now: Moment) -> Reply {
    Reply {
        id: ReplyId::fresh(now),
        ticket_id: ticket.id,
        version: 1,
        agency_id: ticket.agency().unwrap(),
        signed_as: "Giám đốc".into(),
        outcome: Outcome::Planned,
        body: WORDS.into(),
        document_number: "12/SXD".into(),
        author_id: author,
        approver_id: approver,
        published_at: now,
    }
}

fn draft(ticket: TicketId, author: AccountId, now: Moment) -> ReplyDraft {
    ReplyDraft {
        ticket_id: ticket,
        outcome: Outcome::Handled,
        body: WORDS.into(),
        signed_as: "Giám đốc".into(),
        document_number: "13/SXD".into(),
        author_id: author,
        remark: "Xem lại".into(),
        updated_at: now,
        version: 4,
        promised_for: NaiveDate::from_ymd_opt(2027, 3, 31),
    }
}

fn note(ticket: TicketId, author: AccountId, now: Moment) -> Note {
    Note { id: NoteId::fresh(now), ticket_id: ticket, author_id: author, body: WORDS.into(), created_at: now }
}

fn event(ticket: &Ticket, by: AccountId, public: bool, now: Moment) -> Event {
    Event {
        id: EventId::fresh(now),
        ticket_id: ticket.id,
        kind: EventKind::Progress,
        status_from: Some(Status::Forwarded),
        status_to: Status::InProgress,
        actor_id: Some(by),
        agency_id: ticket.agency(),
        is_public: public,
        public_text: WORDS.into(),
        remark: "Riêng".into(),
        due: Some(now),
        at: now,
    }
}

fn photo(reply: &Reply, public: bool) -> Photo {
    Photo {
        id: PhotoId::fresh(reply.published_at),
        ticket_id: reply.ticket_id,
        reply_id: Some(reply.id),
        role: if public { PhotoRole::After } else { PhotoRole::Report },
        position: 2,
        display: "d".repeat(64),
        thumb: "e".repeat(64),
        original: "f".repeat(64),
        width: 1600,
        height: 900,
        is_public: public,
        created_at: reply.published_at,
    }
}

fn document(reply: &Reply, public: bool) -> Document {
    Document {
        id: DocumentId::fresh(reply.published_at),
        ticket_id: reply.ticket_id,
        reply_id: Some(reply.id),
        hash: "a".repeat(64),
        name: WORDS.into(),
        bytes: 9_007_199_254_740_993,
        is_public: public,
        created_at: reply.published_at,
        acts: !public,
    }
}
