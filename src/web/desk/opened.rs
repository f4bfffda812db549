//! A report opened at the desk: everything its page may need, read in one go.
use super::queue::QueueFound;
use super::tabs::{Room, Tab};
use crate::clock::{Moment, local};
use crate::domain::city::Agency;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::event::{Event, Note};
use crate::domain::photo::Photo;
use crate::domain::policy::{Act, Actor};
use crate::domain::reply::{Document, Reply, ReplyDraft};
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::ids::{AccountId, NoteId};
use crate::store::city::City;
use crate::store::colleagues::Colleague;
use crate::store::queues::Queued;
use crate::store::{
    Conn, Found, accounts, colleagues, contacts, desk_search, documents, events, photos, replies,
    reply_drafts, tickets,
};
use crate::web::error::Failure;
use chrono::Duration;
use std::sync::Arc;

/// How far back a report is looked for that says the same.
const SIMILAR_DAYS: i64 = 30;

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
    pub photos: Vec<Photo>,
    pub documents: Vec<Document>,
    pub events: Vec<(Event, Option<String>)>,
    pub notes: Vec<(Note, String)>,
    pub mentions: Vec<(NoteId, String)>,
    pub draft: Option<ReplyDraft>,
    pub drafter: String,
    pub replies: Vec<Reply>,
    pub master: Option<Ticket>,
    pub repeats: Vec<Ticket>,
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
        let ticket = tickets::by_code(conn, code)?
            .filter(|ticket| actor.may(Act::ReadTicket, ticket.holding()))
            .ok_or(Failure::NotFound)?;
        let id = ticket.id;
        let contact =
            if actor.may(Act::ReadContact, ticket.holding()) { contacts::of_ticket(conn, id)? } else { None };
        let draft = reply_drafts::find(conn, id)?;
        let (tree, similar) = if actor.may(Act::Forward, ticket.holding()) {
            let since = now - Duration::days(SIMILAR_DAYS);
            (city.tree_on(local(now).date()), desk_search::similar(conn, &ticket, since)?)
        } else {
            Default::default()
        };
        Ok(Self {
            agencies: city.agencies_on(local(now).date()),
            tree,
            contact,
            contact_state: contacts::state(conn, id)?,
            photos: photos::of_ticket(conn, id)?,
            documents: documents::of_ticket(conn, id)?,
            events: events::of_ticket(conn, id)?,
            notes: events::notes_of(conn, id)?,
            mentions: events::mentions_in(conn, id)?,
            drafter: name_of(conn, draft.as_ref().map(|draft| draft.author_id))?,
            draft,
            replies: replies::of_ticket(conn, id)?,
            master: ticket.master_id.map(|master| tickets::find(conn, master)).transpose()?,
            repeats: tickets::duplicates_of(conn, id)?,
            similar,
            colleagues: ticket
                .agency()
                .map(|agency| colleagues::of_agency(conn, agency))
                .transpose()?
                .unwrap_or_default(),
            assignee: name_of(conn, ticket.assignee())?,
            queue: beside(conn, &city, actor, queue, now)?,
            city,
            actor: actor.clone(),
            ticket,
            now,
        })
    }

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

/// "" for nobody.
fn name_of(conn: &mut Conn, account: Option<AccountId>) -> Found<String> {
    let found = account.map(|account| accounts::find(conn, account)).transpose()?;
    Ok(found.map(|found| found.name).unwrap_or_default())
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
