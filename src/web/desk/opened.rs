//! A report opened at the desk: everything its page may need, read in few questions.
use super::queue::QueueFound;
use super::tabs::{Room, Tab};
use crate::clock::{Moment, local};
use crate::domain::city::Agency;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::event::{Event, Note};
use crate::domain::look::{Look, shared};
use crate::domain::objection::Objection;
use crate::domain::own_words::OwnWords;
use crate::domain::partners::Partners;
use crate::domain::photo::Photo;
use crate::domain::policy::{Act, Actor};
use crate::domain::question::{Question, Value};
use crate::domain::rating::Rating;
use crate::domain::reply::{Document, Reply, ReplyDraft};
use crate::domain::report_point::ReportPoint;
use crate::domain::status::{Status, Step};
use crate::domain::ticket::Ticket;
use crate::ids::{NoteId, SignalId};
use crate::store::city::City;
use crate::store::colleagues::Colleague;
use crate::store::contacts::Past;
use crate::store::queues::Queued;
use crate::store::tickets::{self, Twin};
use crate::store::views::Beside;
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
    /// May its reader read what the checked copy leaves out, by their role or because they said why a moment ago?
    pub reads_original: bool,
    /// Until when that stands open for who said why.
    pub original_until: Option<Moment>,
    /// How to reach the sender, while somebody who may said why a moment ago: read for no one else.
    pub contact: Option<Contact>,
    pub contact_until: Option<Moment>,
    pub has_contact: bool,
    /// All that the same sender sent: read together with the contact, and for those alone who read that of every report.
    pub past: Vec<Past>,
    /// The agency that holds it may look at the contact, too.
    pub contact_shared: bool,
    /// How letters fare with the sender.
    pub contact_state: ContactState,
    /// What it needed another way for when it came in; nothing: its sender said that somebody is in danger.
    pub signals: Vec<Option<SignalId>>,
    /// What its category asked, answered.
    pub asked: Vec<(Question, Value)>,
    pub photos: Vec<Photo>,
    /// Photos of the sender that are kept from its reader.
    pub withheld: usize,
    pub documents: Vec<Document>,
    pub events: Vec<(Event, Option<String>)>,
    pub notes: Vec<(Note, String)>,
    pub mentions: Vec<(NoteId, String)>,
    pub draft: Option<ReplyDraft>,
    pub drafter: String,
    pub replies: Vec<Reply>,
    /// What its sender thinks of the answer.
    pub rating: Option<Rating>,
    /// How it read before its sender corrected it, the oldest first: for whoever reads the original.
    pub versions: Vec<OwnWords>,
    /// Where it is, as it was said last.
    pub point: Option<ReportPoint>,
    /// What is said against its refusal.
    pub objection: Option<Objection>,
    pub master: Option<Twin>,
    pub repeats: Vec<Twin>,
    pub similar: Vec<Queued>,
    /// Those who work in the agency that holds it.
    pub colleagues: Vec<Colleague>,
    pub assignee: String,
    /// How many others have the same trouble.
    pub supports: i64,
    pub queue: Option<QueueFound>,
    pub now: Moment,
}

impl Opened {
    /// Reads a report for whoever may know of it; `queue` is the word of the queue they came from.
    pub fn load(
        conn: &mut Conn,
        city: Arc<City>,
        (actor, saved): (&Actor, &[Beside]),
        code: &str,
        queue: &str,
        now: Moment,
    ) -> Result<Self, Failure> {
        let mut dossier = dossier::by_code(conn, code)?
            .filter(|found| actor.may(Act::ReadTicket, &found.ticket.holding()))
            .ok_or(Failure::NotFound)?;
        let ticket = dossier.ticket;
        if !actor.may(Act::ReadOriginal, &ticket.holding()) {
            dossier.versions.clear();
        }
        let seen = Seen::of(&city, actor, &ticket, &dossier.events, now);
        let (contact, past) = reach(conn, actor, &ticket, &seen)?;
        let mut photos = dossier.photos;
        let photos_before = photos.len();
        photos.retain(|photo| seen.reads_original || !photo.is_withheld(ticket.looked_at()));
        let (tree, similar) = if actor.may(Act::Forward, &ticket.holding()) {
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
            past,
            has_contact: dossier.contact_state.is_some(),
            contact_state: dossier.contact_state.unwrap_or_default(),
            reads_original: seen.reads_original,
            original_until: seen.original_until,
            contact_until: seen.contact_until,
            contact_shared: seen.contact_shared,
            withheld: photos_before - photos.len(),
            signals: dossier.signals,
            asked: dossier.asked,
            photos,
            documents: dossier.documents,
            events: dossier.events,
            notes: dossier.notes,
            mentions: dossier.mentions,
            drafter: dossier.drafter,
            draft: dossier.draft,
            replies: dossier.replies,
            rating: dossier.rating,
            versions: dossier.versions,
            point: dossier.points.pop(),
            objection: dossier.objection,
            master,
            repeats,
            similar,
            colleagues: colleagues.unwrap_or_default(),
            assignee: dossier.assignee,
            supports: dossier.supports,
            queue: beside(conn, &city, (actor, saved), queue, now)?,
            city,
            actor: actor.clone(),
            ticket,
            now,
        })
    }

    /// May the person who opened it do this to it?
    pub fn may(&self, act: Act) -> bool {
        self.actor.may(act, &self.ticket.holding())
    }

    /// The names of these agencies.
    pub fn agencies_named(&self, agencies: &Partners) -> String {
        self.city.agencies_named(agencies.all())
    }

    /// Is something of the sender's kept from whoever opened it?
    pub fn is_kept_from(&self) -> bool {
        !self.reads_original && (self.withheld > 0 || self.ticket.is_edited())
    }

    /// May they look at how to reach the sender, once they say why?
    pub fn may_open_contact(&self) -> bool {
        self.has_contact && self.may(Act::OpenContact) && (self.may(Act::ReadContact) || self.contact_shared)
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

/// How to reach the sender, where it stands open, and for the desk what else they sent.
fn reach(
    conn: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    seen: &Seen,
) -> Result<(Option<Contact>, Vec<Past>), Failure> {
    let open = seen.contact_until.map(|_| contacts::of_ticket(conn, ticket.id)).transpose()?;
    let Some(contact) = open.flatten() else { return Ok((None, Vec::new())) };
    let told = actor.may(Act::ReadContact, &ticket.holding());
    let past = if told { contacts::past(conn, &contact)? } else { Vec::new() };
    Ok((Some(contact), past))
}

/// What of the sender's one person sees.
struct Seen {
    reads_original: bool,
    original_until: Option<Moment>,
    contact_until: Option<Moment>,
    contact_shared: bool,
}

impl Seen {
    fn of(
        city: &City,
        actor: &Actor,
        ticket: &Ticket,
        events: &[(Event, Option<String>)],
        now: Moment,
    ) -> Self {
        let all = || events.iter().map(|(event, _)| event);
        let may = |act| actor.may(act, &ticket.holding());
        let until = |look: Look| look.open_until(all(), actor.id, (city.facts.look_minutes, now));
        let contact_shared = shared(all(), ticket.agency()).is_some();
        let may_contact = may(Act::OpenContact) && (contact_shared || may(Act::ReadContact));
        let original_until = until(Look::Original).filter(|_| may(Act::OpenOriginal));
        Self {
            reads_original: may(Act::ReadOriginal) || original_until.is_some(),
            original_until,
            contact_until: until(Look::Contact).filter(|_| may_contact),
            contact_shared,
        }
    }
}

/// The queue that a report was opened from, or the first one of the person's room.
fn beside(
    conn: &mut Conn,
    city: &Arc<City>,
    (actor, saved): (&Actor, &[Beside]),
    word: &str,
    now: Moment,
) -> Result<Option<QueueFound>, Failure> {
    let tab = Tab::find(actor, word, now).or_else(|| {
        let room = Room::of(actor)?;
        Tab::find(actor, room.first(actor), now)
    });
    let load = |tab| QueueFound::load(conn, city.clone(), (actor, saved), tab, None, now);
    Ok(tab.map(load).transpose()?)
}
