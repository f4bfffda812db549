//! What the public reads. Lists choose from the copies ([`copy`]), and what a report says comes from its copy; whether
//! somebody may read it is asked of the report itself ([`open`]).
pub mod cells;
pub mod copy;
pub mod requests;
pub mod since;
mod source;

use super::listing::{self, Filter, Listed, Turn};
use super::{Conn, Found, tickets as all};
use crate::clock::Moment;
use crate::domain::audience::{Audience, Share};
use crate::domain::event::EventKind;
use crate::domain::promise::{self, Promised};
use crate::domain::public::{PublicCard, PublicDocument, PublicEvent, Standing};
use crate::domain::reply::{Document, Outcome};
use crate::domain::status::Status;
use crate::domain::ticket::{Prominence, never};
use crate::ids::{AgencyId, TicketId};
use crate::schema::{documents, events, photos, public_reports, tickets};
use diesel::prelude::*;
use source::shown_paper;

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

/// A page of public reports, in the order of the list.
pub fn list(conn: &mut Conn, filter: &Filter, turn: Turn, size: usize) -> Found<Listed<PublicCard>> {
    let page = listing::page(conn, filter, turn, size)?;
    let cards = in_order(conn, &page.items)?;
    Ok(page.with(cards))
}

/// A page of public reports, and how many there are in all, counted no further than `most`.
pub fn list_and_count(
    conn: &mut Conn,
    filter: &Filter,
    turn: Turn,
    (size, most): (usize, usize),
) -> Found<(Listed<PublicCard>, usize)> {
    let (page, count) = listing::page_and_count(conn, filter, turn, (size, most))?;
    let cards = in_order(conn, &page.items)?;
    Ok((page.with(cards), count))
}

/// The cards of these, as far as they are public, in their order.
pub fn cards_of(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<PublicCard>> {
    in_order(conn, ids)
}

/// The cards of these, in their order.
fn in_order(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<PublicCard>> {
    let mut cards = copy::cards(conn, ids)?;
    cards.sort_by_key(|card| ids.iter().position(|id| *id == card.ticket.id));
    Ok(cards)
}

/// The reports that were answered last, the newest answer first. Of several answers to one report only the newest counts.
pub fn latest_answered(conn: &mut Conn, size: i64) -> Found<Vec<PublicCard>> {
    let latest: Vec<TicketId> = public_reports::table
        .filter(public_reports::answer_id.is_not_null())
        .order(public_reports::answer_id.desc())
        .limit(size)
        .select(public_reports::ticket_id)
        .load(conn)?;
    in_order(conn, &latest)
}

/// Where any report stands, for whoever holds its code. Also for one that is hidden: its sender is owed an answer, and
/// a standing says nothing of what was written.
pub fn standing(conn: &mut Conn, code: &str) -> Found<Option<Standing>> {
    let Some(ticket) = all::by_code(conn, code)? else { return Ok(None) };
    let master = master_of(conn, ticket.id)?;
    let (outcome, promised) = match ticket.status {
        Status::Duplicate => (master.outcome, master.promised),
        _ => source::said(conn, ticket.id, ticket.status, &ticket.clocks)?,
    };
    Ok(Some(Standing {
        id: ticket.id,
        status: ticket.status,
        word: promise::public_word(ticket.standing, promised.as_ref()),
        outcome,
        // When one that is not public will be done is its sender's to know.
        promised: promised.filter(|_| !master.is_hidden),
        is_public: ticket.shares(Audience::CodeHolder) == Share::Words,
        waits_for_check: ticket.checked_at.is_none() && !ticket.is_private && !ticket.status.is_settled(),
        agency: ticket.agency(),
        created_at: ticket.created_at,
        answered_at: if ticket.status == Status::Duplicate { master.answered_at } else { ticket.answered_at },
        answer_due: ticket.answer_due(),
        due_at: ticket.due_at(),
        reason: ticket.report.reason,
        code: ticket.report.code,
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
    /// Nothing of one that is not public.
    outcome: Option<Outcome>,
    promised: Option<Promised>,
}

fn master_of(conn: &mut Conn, ticket: TicketId) -> Found<Master> {
    let ticket = all::find(conn, ticket)?;
    let Some(master) = all::last_master(conn, &ticket)? else { return Ok(Master::default()) };
    let is_hidden = master.shares(Audience::Anyone) < Share::Words;
    let answered_at = master.answered_at;
    let (outcome, promised) = source::said(conn, master.id, master.status, &master.clocks)?;
    Ok(Master {
        code: if is_hidden { String::new() } else { master.report.code },
        is_hidden,
        answered_at,
        outcome: outcome.filter(|_| !is_hidden),
        promised,
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
        let next: Option<TicketId> = public_reports::table
            .filter(public_reports::ticket_id.ge(from.unwrap_or(TicketId(0))))
            .order(public_reports::ticket_id)
            .offset(if from.is_some() { size } else { 0 })
            .limit(1)
            .select(public_reports::ticket_id)
            .first(conn)
            .optional()?;
        match next {
            Some(id) => starts.push(id),
            None => break,
        }
    }
    Ok(starts)
}

/// The answered ones among the public reports of the window that begins at `start`: code, and when they were answered.
pub fn window(conn: &mut Conn, start: TicketId, size: i64) -> Found<Vec<(String, Moment)>> {
    let rows: Vec<(String, Option<Moment>)> = public_reports::table
        .filter(public_reports::ticket_id.ge(start))
        .order(public_reports::ticket_id)
        .limit(size)
        .select((public_reports::code, public_reports::answered_at))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(code, at)| Some((code, at?))).collect())
}
