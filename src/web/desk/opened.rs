//! A report opened at the desk: everything its page may need, read in few questions.
use super::queue::QueueFound;
use super::tabs::{Room, Tab};
use crate::clock::{Moment, local};
use crate::domain::city::Agency;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::event::{Event, Note};
use crate::domain::objection::Objection;
use crate::domain::photo::Photo;
use crate::domain::policy::{Act, Actor};
use crate::domain::rating::Rating;
use crate::domain::reply::{Document, Reply, ReplyDraft};
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::ids::{NoteId, SignalId};
use crate::store::city::City;
use crate::store::colleagues::Colleague;
use crate::store::queues::Queued;
use crate::store::tickets::{self, Twin};
use crate::store::{Conn, colleagues, contacts, desk_search, dossier};
use crate::web::error::Failure;
use chrono::Duration;
use std::sync::Arc;

/// How far back a report is looked for that says the same.
const SIMILAR_DAYS: i64 = 30;

/// A report with all that hangs on it, as far as one person may see it.
pub struct Opened {
    pub ticket: Ticket,
    pub actor: Actor,
    pub city: Arc<City>,
    /// Every agency that exists today, by name.
    pub agencies: Vec<Agency>,
    pub tree: crate::domain::category_tree::CategoryTree,
    /// Nobody's business but the 1022 desk's: read for no one else.
    pub contact: Option<Contact>,
    /// How letters fare with the sender.
    pub contact_state: ContactState,
    /// What it needed another way for when it came in; nothing: its sender said that somebody is in danger.
    pub signals: Vec<Option<SignalId>>,
    pub photos: Vec<Photo>,
    pub documents: Vec<Document>,
    pub events: Vec<(Event, Option<String>)>,
    pub notes: Vec<(Note, String)>,
    pub mentions: Vec<(NoteId, String)>,
    pub draft: Option<ReplyDraft>,
    pub drafter: String,
    pub replies: Vec<Reply>,
    /// What its sender thinks of the answer.
    pub rating: Option<Rating>,
    /// What is said against its refusal.
    pub objection: Option<Objection>,
    pub master: Option<Twin>,
    pub repeats: Vec<Twin>,
    pub similar: Vec<Queued>,
    /// Those who work in the agency that holds it.
    pub colleagues: Vec<Colleague>,
    pub assignee: String,
    pub queue: Option<QueueFound>,
    pub now: Moment,
}

impl Opened {
    /// Reads a report for whoever may know of it; `queue` is the word of the queue they came from.
    pub fn load(
        conn: &mut Conn,
        city: Arc<City>,
        actor: &Actor,
        code: &str,
        queue: &str,
        now: Moment,
    ) -> Result<Self, Failure> {
        let dossier = dossier::by_code(conn, code)?
            .filter(|found| actor.may(Act::ReadTicket, found.ticket.holding()))
            .ok_or(Failure::NotFound)?;
        let ticket = dossier.ticket;
        let contact = if actor.may(Act::ReadContact, ticket.holding()) {
            contacts::of_ticket(conn, ticket.id)?
        } else {
            None
        };
        let (tree, similar) = if actor.may(Act::Forward, ticket.holding()) {
            let since = now - Duration::days(SIMILAR_DAYS);
            (city.tree_on(local(now).date()), desk_search::similar(conn, &ticket, since)?)
        } else {
            Default::default()
        };
        let (master, repeats) = tickets::twins(conn, &ticket)?;
        let agency = ticket.agency();
        let colleagues = agency.map(|agency| colleagues::of_agency(conn, agency)).transpose()?;
        Ok(Self {
            agencies: city.agencies_on(local(now).date()),
            tree,
            contact,
            contact_state: dossier.contact_state,
            signals: dossier.signals,
            photos: dossier.photos,
            documents: dossier.documents,
            events: dossier.events,
            notes: dossier.notes,
            mentions: dossier.mentions,
            drafter: dossier.drafter,
            draft: dossier.draft,
            replies: dossier.replies,
            rating: dossier.rating,
            objection: dossier.objection,
            master,
            repeats,
            similar,
            colleagues: colleagues.unwrap_or_default(),
            assignee: dossier.assignee,
            queue: beside(conn, &city, actor, queue, now)?,
            city,
            actor: actor.clone(),
            ticket,
            now,
        })
    }

    /// May the person who opened it do this to it?
    pub fn may(&self, act: Act) -> bool {
        self.actor.may(act, self.ticket.holding())
    }

    /// Does this step lead on from where the report stands?
    pub fn leads(&self, step: Step) -> bool {
        self.ticket.status.after(step).is_some()
    }

    /// The agency has taken it on and owes an answer.
    pub fn is_worked_on(&self) -> bool {
        matches!(self.ticket.status, Status::InProgress | Status::AwaitingApproval)
    }
}

/// The queue that a report was opened from, or the first one of the person's room.
fn beside(
    conn: &mut Conn,
    city: &Arc<City>,
    actor: &Actor,
    word: &str,
    now: Moment,
) -> Result<Option<QueueFound>, Failure> {
    let tab = Tab::find(actor, word, now).or_else(|| {
        let room = Room::of(actor)?;
        Tab::find(actor, room.first(actor), now)
    });
    Ok(tab.map(|tab| QueueFound::load(conn, city.clone(), actor, tab, None, now)).transpose()?)
}
