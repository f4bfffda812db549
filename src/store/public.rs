//! The only maker of what the public reads. Every query here asks for what is [`open`].
use super::listing::{self, Filter, Key};
use super::page::Page;
use super::{Conn, Found, replies, tickets as all};
use crate::clock::Moment;
use crate::domain::audience::{Audience, Share};
use crate::domain::event::EventKind;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::public::{
    PublicDocument, PublicEvent, PublicPhoto, PublicTicket, PublishedReply, Standing,
};
use crate::domain::reply::{Document, Reply};
use crate::domain::status::Status;
use crate::domain::ticket::{Kind, Prominence, Ticket, never};
use crate::ids::{AgencyId, CategoryId, CommuneId, ReplyId, TicketId};
use crate::schema::{contacts, documents, events, photos, replies as reply_rows, tickets};
use diesel::prelude::*;
use std::collections::HashMap;

/// What anyone may read, as a condition on `tickets`: what `Ticket::shares` says of `Audience::Anyone`. The cached word
/// alone opens nothing.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn open() -> _ {
    let shown: Prominence = Prominence::Public;
    let (yes, no): (bool, bool) = (true, false);
    tickets::is_public
        .eq(yes)
        .and(tickets::prominence.eq(shown))
        .and(tickets::is_private.eq(no))
        .and(tickets::checked_at.is_not_null())
}

/// A public report by its code.
pub fn ticket(conn: &mut Conn, code: &str) -> Found<Option<PublicTicket>> {
    let row = tickets::table
        .filter(tickets::code.eq(code))
        .filter(open())
        .select(Row::as_select())
        .first::<Row>(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let mut ticket = row.shown();
    ticket.master = master_of(conn, ticket.id)?.code;
    ticket.sender = contacts::table
        .filter(contacts::ticket_id.eq(ticket.id))
        .filter(contacts::show_name.eq(true))
        .select(contacts::name)
        .first(conn)
        .optional()?
        .unwrap_or_default();
    Ok(Some(ticket))
}

/// A page of public reports, in the order of the list.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    from: Option<Key>,
    size: usize,
) -> Found<Page<PublicTicket, Key>> {
    let page = listing::page(conn, filter, from, size)?;
    let mut items = by_ids(conn, &page.items)?;
    items.sort_by_key(|ticket| page.items.iter().position(|id| *id == ticket.id));
    Ok(Page { items, next: page.next })
}

/// The reports that were answered last, the newest answer first. Looks no further than the last `within` answers.
pub fn latest_answered(conn: &mut Conn, size: usize, within: i64) -> Found<Vec<PublicTicket>> {
    let recent: Vec<TicketId> = reply_rows::table
        .order(reply_rows::id.desc())
        .limit(within)
        .select(reply_rows::ticket_id)
        .load(conn)?;
    let known: HashMap<TicketId, PublicTicket> = by_ids(conn, &recent)?
        .into_iter()
        .filter(|ticket| matches!(ticket.status, Status::Answered | Status::Closed))
        .map(|ticket| (ticket.id, ticket))
        .collect();
    let mut shown: Vec<PublicTicket> = Vec::new();
    for ticket in recent.iter().filter_map(|id| known.get(id)) {
        if shown.len() < size && shown.iter().all(|other| other.id != ticket.id) {
            shown.push(ticket.clone());
        }
    }
    Ok(shown)
}

/// Where any report stands, for whoever holds its code. Also for one that is hidden: its sender is owed an answer, and
/// a standing says nothing of what was written.
pub fn standing(conn: &mut Conn, code: &str) -> Found<Option<Standing>> {
    let ticket =
        tickets::table.filter(tickets::code.eq(code)).select(Ticket::as_select()).first(conn).optional()?;
    let Some(ticket) = ticket else { return Ok(None) };
    let master = master_of(conn, ticket.id)?;
    Ok(Some(Standing {
        id: ticket.id,
        status: ticket.status,
        word: ticket.standing.public_word(),
        is_public: ticket.shares(Audience::CodeHolder) == Share::Words,
        agency: ticket.agency_id,
        created_at: ticket.created_at,
        answered_at: if ticket.status == Status::Duplicate { master.answered_at } else { ticket.answered_at },
        answer_due: ticket.answer_due,
        due_at: ticket.due_at,
        reason: ticket.reason,
        code: ticket.code,
        master_is_hidden: master.is_hidden,
        master: master.code,
    }))
}

/// The last master of a report, as far as anyone may know of it.
#[derive(Default)]
struct Master {
    /// "" for one that is not public, or none.
    code: String,
    is_hidden: bool,
    answered_at: Option<Moment>,
}

fn master_of(conn: &mut Conn, ticket: TicketId) -> Found<Master> {
    let ticket = all::find(conn, ticket)?;
    let Some(master) = all::last_master(conn, &ticket)? else { return Ok(Master::default()) };
    let is_hidden = master.shares(Audience::Anyone) < Share::Words;
    Ok(Master {
        code: if is_hidden { String::new() } else { master.code },
        is_hidden,
        answered_at: master.answered_at,
    })
}

/// The public steps of a report, oldest first. `with_words` only for a report that is public.
pub fn timeline(conn: &mut Conn, ticket: TicketId, with_words: bool) -> Found<Vec<PublicEvent>> {
    type EventRow = (EventKind, Option<AgencyId>, String, Option<Moment>, Moment);
    let rows: Vec<EventRow> = events::table
        .filter(events::ticket_id.eq(ticket))
        .filter(events::is_public.eq(true))
        .order(events::id)
        .select((events::kind, events::agency_id, events::public_text, events::due, events::at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(kind, ..)| kind.is_public())
        .map(|(kind, agency, text, due, at)| PublicEvent {
            kind,
            agency,
            text: if with_words { text } else { String::new() },
            due: due.filter(|due| *due < never()),
            at,
        })
        .collect())
}

/// Every published version of the answer to a public report with its proofs, the newest first.
pub fn answers(conn: &mut Conn, ticket: &PublicTicket) -> Found<Vec<PublishedReply>> {
    let rows = replies::of_ticket(conn, ticket.id)?;
    let newest = rows.first().map(|reply| reply.id);
    let mut after = photos_of(conn, ticket, PhotoRole::After)?;
    let papers: Vec<Document> = documents::table
        .filter(documents::ticket_id.eq(ticket.id))
        .filter(documents::is_public.eq(true))
        .order(documents::id)
        .select(Document::as_select())
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|reply| {
            let own = |of: Option<ReplyId>| of.or(newest) == Some(reply.id);
            let photos = after.extract_if(.., |(of, _)| own(*of)).map(|(_, photo)| photo).collect();
            let documents = papers.iter().filter(|paper| own(paper.reply_id)).map(shown_paper).collect();
            published(reply, photos, documents)
        })
        .collect())
}

/// The photos that came with a public report and may be seen.
pub fn report_photos(conn: &mut Conn, ticket: &PublicTicket) -> Found<Vec<PublicPhoto>> {
    let found = photos_of(conn, ticket, PhotoRole::Report)?;
    Ok(found.into_iter().map(|(_, photo)| photo).collect())
}

/// The newest answer to each of these public reports, without its proofs: for a list.
pub fn newest_answers(conn: &mut Conn, of: &[PublicTicket]) -> Found<HashMap<TicketId, PublishedReply>> {
    let ids: Vec<TicketId> = of.iter().map(|ticket| ticket.id).collect();
    let mut newest = HashMap::new();
    for reply in replies::of_tickets(conn, &ids)? {
        newest.entry(reply.ticket_id).or_insert_with(|| published(reply, Vec::new(), Vec::new()));
    }
    Ok(newest)
}

/// One small public photo of each of these reports: taken after, where there is one.
pub fn small_photos(conn: &mut Conn, of: &[PublicTicket]) -> Found<HashMap<TicketId, String>> {
    let ids: Vec<TicketId> = of.iter().map(|ticket| ticket.id).collect();
    let rows: Vec<(TicketId, String)> = photos::table
        .filter(photos::ticket_id.eq_any(ids))
        .filter(photos::is_public.eq(true))
        .order((photos::role, photos::position, photos::id))
        .select((photos::ticket_id, photos::thumb))
        .load(conn)?;
    let mut small = HashMap::new();
    for (ticket, thumb) in rows {
        small.entry(ticket).or_insert(thumb);
    }
    Ok(small)
}

/// May this photo be fetched by anyone: is it on a public report, and public itself?
pub fn photo_is_public(conn: &mut Conn, hash: &str) -> Found<bool> {
    diesel::select(diesel::dsl::exists(
        photos::table
            .inner_join(tickets::table.on(tickets::id.eq(photos::ticket_id)))
            .filter(photos::display.eq(hash).or(photos::thumb.eq(hash)))
            .filter(photos::is_public.eq(true))
            .filter(open()),
    ))
    .get_result(conn)
}

/// The document with this content, if anyone may fetch it.
pub fn document(conn: &mut Conn, hash: &str) -> Found<Option<PublicDocument>> {
    let found: Option<Document> = documents::table
        .inner_join(tickets::table.on(tickets::id.eq(documents::ticket_id)))
        .filter(documents::hash.eq(hash))
        .filter(documents::is_public.eq(true))
        .filter(open())
        .order(documents::id)
        .select(Document::as_select())
        .first(conn)
        .optional()?;
    Ok(found.as_ref().map(shown_paper))
}

/// Where windows of `size` public reports begin, oldest first, at most `most` of them. Each is found by stepping along
/// the index from the one before, so that a window keeps its address however many reports come after it.
pub fn windows(conn: &mut Conn, size: i64, most: usize) -> Found<Vec<TicketId>> {
    let mut starts: Vec<TicketId> = Vec::new();
    while starts.len() < most {
        let from = starts.last().copied();
        let next: Option<TicketId> = tickets::table
            .filter(open())
            .filter(tickets::id.ge(from.unwrap_or(TicketId(0))))
            .order(tickets::id)
            .offset(if from.is_some() { size } else { 0 })
            .limit(1)
            .select(tickets::id)
            .first(conn)
            .optional()?;
        match next {
            Some(id) => starts.push(id),
            None => break,
        }
    }
    Ok(starts)
}

/// The public reports of the window that begins at `start`: code, state, when it was answered.
pub fn window(conn: &mut Conn, start: TicketId, size: i64) -> Found<Vec<(String, Status, Option<Moment>)>> {
    tickets::table
        .filter(open())
        .filter(tickets::id.ge(start))
        .order(tickets::id)
        .limit(size)
        .select((tickets::code, tickets::status, tickets::answered_at))
        .load(conn)
}

/// These reports as far as they are public, in the order of their ids, the newest first.
fn by_ids(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<PublicTicket>> {
    let rows: Vec<Row> = tickets::table
        .filter(tickets::id.eq_any(ids))
        .filter(open())
        .order(tickets::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::shown).collect())
}

fn photos_of(
    conn: &mut Conn,
    ticket: &PublicTicket,
    role: PhotoRole,
) -> Found<Vec<(Option<ReplyId>, PublicPhoto)>> {
    let rows: Vec<Photo> = photos::table
        .filter(photos::ticket_id.eq(ticket.id))
        .filter(photos::role.eq(role))
        .filter(photos::is_public.eq(true))
        .order((photos::position, photos::id))
        .select(Photo::as_select())
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|photo| {
            let shown =
                PublicPhoto { display: photo.display, thumb: photo.thumb, created_at: photo.created_at };
            (photo.reply_id, shown)
        })
        .collect())
}

fn published(reply: Reply, photos: Vec<PublicPhoto>, documents: Vec<PublicDocument>) -> PublishedReply {
    PublishedReply {
        id: reply.id,
        version: reply.version,
        agency: reply.agency_id,
        signed_as: reply.signed_as,
        outcome: reply.outcome,
        body: reply.body,
        document_number: reply.document_number,
        published_at: reply.published_at,
        photos,
        documents,
    }
}

fn shown_paper(paper: &Document) -> PublicDocument {
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
    agency_id: Option<AgencyId>,
    reason: Option<String>,
    refusal: String,
    created_at: Moment,
    answered_at: Option<Moment>,
    answer_due: Option<Moment>,
    due_at: Moment,
}

impl Row {
    fn shown(self) -> PublicTicket {
        // What a duplicate was told before it became one is its master's to tell now.
        let own = self.status != Status::Duplicate;
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
            agency: self.agency_id,
            sender: String::new(),
            master: String::new(),
            reason: self.reason,
            refusal: self.refusal,
            created_at: self.created_at,
            answered_at: self.answered_at.filter(|_| own),
            answer_due: self.answer_due.filter(|_| own),
            due_at: self.due_at,
        }
    }
}
