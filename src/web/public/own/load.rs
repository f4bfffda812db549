//! What a sender's own page shows, read in one look.
use crate::actions::senders::{self, keys};
use crate::clock::Moment;
use crate::domain::audience::{Audience, Share};
use crate::domain::comment::Comment;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::event::{Event, EventKind};
use crate::domain::last_moment;
use crate::domain::letter_topic::Topic;
use crate::domain::objection::Objection;
use crate::domain::photo::Photo;
use crate::domain::public::{PublicEvent, Standing};
use crate::domain::question::{Question, Value};
use crate::domain::rating::Rating;
use crate::domain::reply::{Document, Reply};
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{
    Conn, comments, consents, contacts, documents, events, letter_topics, objections, own_words, photos,
    public, questions, ratings, replies, tickets,
};
use crate::web::error::Failure;
use crate::web::off_thread;
use std::sync::Arc;

/// A report with all that its sender may see of it.
pub struct OwnReport {
    pub city: Arc<City>,
    pub ticket: Ticket,
    pub contact: Contact,
    pub state: ContactState,
    pub photos: Vec<Photo>,
    /// What its category asked, answered.
    pub asked: Vec<(Question, Value)>,
    /// The newest first.
    pub replies: Vec<Reply>,
    pub documents: Vec<Document>,
    pub rating: Option<Rating>,
    pub objection: Option<Objection>,
    /// What its sender said publicly about it, the oldest first.
    pub comments: Vec<Comment>,
    /// What the public would read of what happened, whether it may or not; the oldest first.
    pub events: Vec<PublicEvent>,
    /// Who looked at what is kept apart, and who may look at the contact; the oldest first, each with a post.
    pub looks: Vec<(Event, Option<String>)>,
    /// The words to which one agrees by letting the agency look at the contact.
    pub share_consent: String,
    /// What its sender does not want letters about.
    pub letters_off: Vec<Topic>,
    /// The words to which one agrees by showing the name.
    pub name_consent: String,
    /// When its sender corrected it last.
    pub corrected_at: Option<Moment>,
    /// May its sender make it private, or ask that it is public?
    pub may_hide: bool,
    pub may_ask_public: bool,
    pub is_public: bool,
    /// How it stands for whoever holds its code.
    pub standing: Standing,
    /// The public report that it repeats, by its code; "" for none, or one that is not public.
    pub master: String,
    /// It repeats a report that is not public.
    pub joined_hidden: bool,
    /// The end of the last day on which an answer takes it up again; `None` where it did not close for want of one.
    pub taken_up_until: Option<Moment>,
}

/// The report whose sender holds this key.
pub fn whose(portal: &Portal, conn: &mut Conn, key: &str) -> Result<TicketId, Failure> {
    keys::own_page_of(portal, conn, key)?.ok_or(Failure::NotFound)
}

/// The report behind the key.
pub async fn load(portal: &Portal, key: &str, lang: &'static str) -> Result<OwnReport, Failure> {
    let (inside, key) = (portal.clone(), key.to_owned());
    off_thread::look_in_city(portal, move |c, city| {
        let id = whose(&inside, c, &key)?;
        let ticket = tickets::find(c, id)?;
        let standing = public::standing(c, &ticket.code)?.ok_or(Failure::NotFound)?;
        Ok(OwnReport {
            master: standing.master.clone(),
            joined_hidden: standing.master_is_hidden,
            standing,
            contact: contacts::of_ticket(c, id)?.ok_or(Failure::NotFound)?,
            state: contacts::state(c, id)?,
            photos: photos::of_ticket(c, id)?,
            asked: questions::of_ticket(c, id)?,
            replies: replies::of_ticket(c, id)?,
            documents: documents::of_ticket(c, id)?,
            rating: ratings::of_ticket(c, id)?,
            objection: objections::of_ticket(c, id)?,
            comments: comments::by_sender(c, id)?,
            events: public::timeline(c, id, true)?,
            looks: events::looks(c, id)?,
            letters_off: letter_topics::off(c, id)?,
            name_consent: consents::latest(c, consents::TO_SHOW_NAME, lang)?
                .map(|one| one.body)
                .unwrap_or_default(),
            corrected_at: own_words::of_ticket(c, id)?.last().map(|one| one.until),
            may_hide: !ticket.is_private && ticket.status != Status::Withdrawn,
            may_ask_public: senders::may_ask_public(&inside, c, &ticket)?,
            share_consent: consents::latest(c, consents::TO_SHARE, lang)?
                .map(|one| one.body)
                .unwrap_or_default(),
            taken_up_until: senders::taken_up_until(&inside, c, &ticket)?,
            is_public: ticket.shares(Audience::Anyone) == Share::Words,
            ticket,
            city,
        })
    })
    .await
}

impl OwnReport {
    /// How often it was opened again.
    pub fn reopened(&self) -> usize {
        self.events.iter().filter(|event| event.kind == EventKind::Reopened).count()
    }

    /// May its sender still ask that somebody else looks at the refusal?
    pub fn may_object(&self) -> bool {
        let asked = self.events.iter().any(|event| event.kind == EventKind::Objected);
        self.ticket.status == Status::Rejected && !asked
    }

    /// The end of the last day on which it may be opened again, where that is still open.
    pub fn reopen_until(&self, now: Moment) -> Option<Moment> {
        let facts = &self.city.facts;
        let open = matches!(self.ticket.status, Status::Answered | Status::Closed)
            && i32::try_from(self.reopened()).is_ok_and(|count| count < facts.reopen_times);
        let last = self.ticket.answered_at.filter(|_| open).map(|at| last_moment(at, facts.reopen_days));
        last.filter(|last| *last >= now)
    }
}
