//! Of what a public copy is made: the report, its sender's shown name, its master, answers, photos, papers.
use super::{master_of, open};
use crate::clock::Moment;
use crate::domain::assignment::Holders;
use crate::domain::clocks::Clocks;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::promise::{self, Promised};
use crate::domain::public::{PublicAnswer, PublicDocument, PublicPhoto, PublicTicket, PublishedReply};
use crate::domain::question::{Question, QuestionKind, Value};
use crate::domain::reply::{Document, Outcome, Reply};
use crate::domain::status::Status;
use crate::domain::ticket::Kind;
use crate::ids::{CategoryId, CommuneId, ReplyId, TicketId};
use crate::schema::{contacts, documents, photos, tickets};
use crate::store::{Conn, Found, holders, questions, replies, supports};
use diesel::prelude::*;

/// A public report, and what its answers are made of.
pub(super) struct Source {
    pub ticket: PublicTicket,
    owed: Clocks,
    /// The newest first.
    replies: Vec<Reply>,
}

/// A report, if it is public.
pub(super) fn report(conn: &mut Conn, id: TicketId) -> Found<Option<Source>> {
    let row = tickets::table
        .filter(tickets::id.eq(id))
        .filter(open())
        .select(Row::as_select())
        .first::<Row>(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let ((held, owed), standing) = (holders::of(conn, id)?, row.standing);
    let replies = replies::of_ticket(conn, id)?;
    let (mut ticket, mut hidden) = (row.shown(&held, &owed), false);
    if ticket.status == Status::Duplicate {
        let master = master_of(conn, ticket.id)?;
        (ticket.master, ticket.outcome, ticket.promised) = (master.code, master.outcome, master.promised);
        hidden = master.is_hidden;
    } else {
        let promised = Promised::standing(&owed);
        let stands = stands(ticket.status, promised.as_ref());
        let newest = replies.first().filter(|_| stands);
        (ticket.outcome, ticket.promised) = (newest.map(|reply| reply.outcome), promised.filter(|_| stands));
    }
    ticket.word = promise::public_word(standing, ticket.promised.as_ref());
    if hidden {
        ticket.promised = None;
    }
    if ticket.status != Status::Duplicate {
        ticket.supports = supports::count(conn, id)?;
    }
    ticket.sender = contacts::table
        .filter(contacts::ticket_id.eq(ticket.id))
        .filter(contacts::show_name.eq(true))
        .select(contacts::name)
        .first(conn)
        .optional()?
        .unwrap_or_default();
    Ok(Some(Source { ticket, owed, replies }))
}

/// Does what was answered hold, or is what it promised still owed?
fn stands(status: Status, promised: Option<&Promised>) -> bool {
    matches!(status, Status::Answered | Status::Closed) || promised.is_some_and(Promised::is_open)
}

/// What the answer of a report says, while it stands: what was done, and what is promised.
pub(super) fn said(
    conn: &mut Conn,
    id: TicketId,
    status: Status,
    owed: &Clocks,
) -> Found<(Option<Outcome>, Option<Promised>)> {
    let promised = Promised::standing(owed);
    if !stands(status, promised.as_ref()) {
        return Ok((None, None));
    }
    let newest = replies::of_ticket(conn, id)?.into_iter().next();
    Ok((newest.map(|reply| reply.outcome), promised))
}

/// What of a report's pictures anybody may see.
#[derive(Default)]
pub(super) struct Pictures {
    /// What came with it.
    pub report: Vec<PublicPhoto>,
    /// What shows that something was done, each with the answer that it came with.
    after: Vec<(Option<ReplyId>, PublicPhoto)>,
    /// A small one: taken after, where there is one; "" for none.
    pub small: String,
}

/// The public pictures of a report, in the order in which they are shown.
pub(super) fn pictures(conn: &mut Conn, ticket: TicketId) -> Found<Pictures> {
    let rows: Vec<Photo> = photos::table
        .filter(photos::ticket_id.eq(ticket))
        .filter(photos::is_public.eq(true))
        .order((photos::role, photos::position, photos::id))
        .select(Photo::as_select())
        .load(conn)?;
    // By role: what was taken after comes first.
    let small = rows.first().map(|photo| photo.thumb.to_string()).unwrap_or_default();
    let mut found = Pictures { small, ..Pictures::default() };
    for photo in rows {
        let shown = PublicPhoto { display: photo.display, thumb: photo.thumb, created_at: photo.created_at };
        match photo.role {
            PhotoRole::Report => found.report.push(shown),
            PhotoRole::After => found.after.push((photo.reply_id, shown)),
        }
    }
    Ok(found)
}

/// Every published version of the answer to a public report with its proofs, the newest first.
pub(super) fn answers(
    conn: &mut Conn,
    source: Source,
    pictures: &mut Pictures,
) -> Found<Vec<PublishedReply>> {
    let Source { ticket, owed, replies } = source;
    let newest = replies.first().map(|reply| reply.id);
    let papers: Vec<Document> = documents::table
        .filter(documents::ticket_id.eq(ticket.id))
        .filter(documents::is_public.eq(true))
        .order(documents::id)
        .select(Document::as_select())
        .load(conn)?;
    Ok(replies
        .into_iter()
        .map(|reply| {
            let own = |of: Option<ReplyId>| of.or(newest) == Some(reply.id);
            let photos = pictures.after.extract_if(.., |(of, _)| own(*of)).map(|(_, photo)| photo).collect();
            let documents = papers.iter().filter(|paper| own(paper.reply_id)).map(shown_paper).collect();
            let promised = owed.promised_at(reply.published_at);
            published(reply, promised, photos, documents)
        })
        .collect())
}

/// What its category asked and its sender answered, where the question says that anybody may read it.
pub(super) fn asked(conn: &mut Conn, ticket: TicketId) -> Found<Vec<PublicAnswer>> {
    let all = questions::of_ticket(conn, ticket)?.into_iter();
    let one = |(question, value): (Question, Value)| PublicAnswer {
        label_vi: question.label("vi").to_owned(),
        label_en: question.label("en").to_owned(),
        value_vi: value.said(&question, "vi"),
        value_en: value.said(&question, "en"),
    };
    let open = |question: &Question| question.is_public && question.kind != QuestionKind::Text;
    Ok(all.filter(|(question, _)| open(question)).map(one).collect())
}

fn published(
    reply: Reply,
    promised: Option<Moment>,
    photos: Vec<PublicPhoto>,
    documents: Vec<PublicDocument>,
) -> PublishedReply {
    PublishedReply {
        id: reply.id,
        version: reply.version,
        agency: reply.agency_id,
        signed_as: reply.signed_as,
        outcome: reply.outcome,
        body: reply.body,
        document_number: reply.document_number,
        published_at: reply.published_at,
        promised,
        photos,
        documents,
    }
}

/// What the public learns of a document: where it lies, its name and its size in bytes.
pub(super) fn shown_paper(paper: &Document) -> PublicDocument {
    PublicDocument { hash: paper.hash.clone(), name: paper.name.clone(), bytes: paper.bytes }
}

/// The columns that may be read here; the sender's own title and body are not among them.
#[derive(Queryable, Selectable)]
#[diesel(table_name = tickets)]
struct Row {
    id: TicketId,
    code: String,
    kind: Kind,
    status: Status,
    standing: Status,
    public_title: String,
    public_body: String,
    category_id: CategoryId,
    commune_id: Option<CommuneId>,
    place: String,
    reason: Option<String>,
    refusal: String,
    created_at: Moment,
    answered_at: Option<Moment>,
}

impl Row {
    fn shown(self, held: &Holders, owed: &Clocks) -> PublicTicket {
        // What a duplicate was told before it became one is its master's to tell now.
        let own = self.status != Status::Duplicate;
        // What is said later of a promise is no second answer.
        let given = owed.answer().filter(|clock| !clock.is_running()).map(|clock| clock.until);
        let given = given.filter(|_| self.answered_at.is_some());
        PublicTicket {
            id: self.id,
            code: self.code,
            kind: self.kind,
            status: self.status,
            word: self.standing.public_word(),
            title: self.public_title,
            body: self.public_body,
            category: self.category_id,
            commune: self.commune_id,
            place: self.place,
            agency: held.lead().map(|lead| lead.agency_id),
            partners: held.partners().map(|with| with.agency_id).collect(),
            sender: String::new(),
            master: String::new(),
            reason: self.reason,
            refusal: self.refusal,
            created_at: self.created_at,
            answered_at: given.or(self.answered_at).filter(|_| own),
            answer_due: owed.answer().map(|clock| clock.due_at).filter(|_| own),
            due_at: owed.due_at(self.status, self.created_at),
            outcome: None,
            promised: None,
            supports: 0,
        }
    }
}
