//! Finding reports at the desk, public or not, within the searcher's scope.
use super::page::Page;
use super::queues::Queued;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::status::Status;
use crate::domain::text::{Fit, Sought};
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::schema::{contacts, desk_reports as desk, tickets};
use diesel::prelude::*;
use std::cmp::Reverse;

/// Reports that are looked at in one go.
const CHUNK: usize = 500;
/// Chunks that are looked at for one page; beyond, the page ends early and its "older" link goes on from there.
const CHUNKS: usize = 8;

/// Where a page ended: in which window of reports, and with which row of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The window holds reports before this one.
    window: TicketId,
    fit: Fit,
    id: TicketId,
}

/// In an address: "999.0.123".
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.window, u8::from(self.fit == Fit::Folded), self.id)
    }
}

impl Key {
    /// The key in an address, if it is one.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (window, fit, id) = (parts.next()?, parts.next()?, parts.next()?);
        let fit = if fit == "1" { Fit::Folded } else { Fit::Spoken };
        Some(Self { window: window.parse().ok()?, fit, id: id.parse().ok()? })
    }

    fn is_before(&self, fit: Fit, id: TicketId) -> bool {
        self.fit < fit || (self.fit == fit && id < self.id)
    }
}

/// A page of what was found after `from` among those that were chosen (the newest first, as `chosen` is). Every word must
/// begin some word of the title, the place, the text or the code, as `reads_original` lets them be read: words are compared report by report, for what is not public
/// has no index of words, and the desk narrows by much else.
///
/// Where tones were typed, a window of [`CHUNKS`] is looked through as a whole: those that agree in them come first,
/// the others after; then the next window.
pub fn find(
    conn: &mut Conn,
    chosen: &[TicketId],
    (words, reads_original): (&str, bool),
    from: Option<Key>,
    size: usize,
) -> Found<Page<Queued, Key>> {
    let sought = Sought::read(words);
    let toned = sought.is_toned();
    let window = from.map_or(TicketId(i64::MAX), |key| if toned { key.window } else { key.id });
    let (mut found, mut end): (Vec<(Fit, Queued)>, _) = (Vec::new(), window);
    // Where no word is asked for, all that are chosen fit.
    let chunk_size = if words.trim().is_empty() { size + 1 } else { CHUNK };
    for _ in 0..CHUNKS {
        let rest = &chosen[chosen.partition_point(|id| *id >= end)..];
        let Some(part) = rest.chunks(chunk_size).next() else { break };
        end = part.last().copied().unwrap_or(end);
        for (row, [body, public_body]) in chunk(conn, part)? {
            let own = reads_original || row.public_title.is_empty();
            let (title, body) = if own { (&row.title, &body) } else { (&row.public_title, &public_body) };
            let fit = sought
                .fit(&[title, &row.public_title, &row.place, &row.code, body].map(String::as_str).join(" "));
            let key = from.filter(|_| toned);
            if let Some(fit) = fit.filter(|fit| key.is_none_or(|key| key.is_before(*fit, row.id))) {
                found.push((fit, row));
            }
        }
        if !toned && found.len() > size {
            break;
        }
    }
    let more = chosen.last().is_some_and(|last| *last < end);
    found.sort_by_key(|(fit, row)| (*fit, Reverse(row.id)));
    let page = Page::cut(found, size, |(fit, row)| Key { window, fit: *fit, id: row.id });
    let beyond = more.then_some(Key { window: end, fit: Fit::Spoken, id: end });
    let next = page.next.or(beyond);
    Ok(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next })
}

/// Each with the text as it was sent, and as it was checked.
fn chunk(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<(Queued, [String; 2])>> {
    let found: Vec<(Queued, String, String)> = tickets::table
        .inner_join(desk::table)
        .filter(tickets::id.eq_any(ids))
        .order(tickets::id.desc())
        .select((Queued::as_select(), tickets::body, tickets::public_body))
        .load(conn)?;
    Ok(found.into_iter().map(|(row, body, public)| (row, [body, public])).collect())
}

/// These reports, in no order.
pub fn of(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<Queued>> {
    tickets::table
        .inner_join(desk::table)
        .filter(tickets::id.eq_any(ids))
        .select(Queued::as_select())
        .load(conn)
}

/// Reports that this one may repeat: of the same category and commune, sent since `since`, newest first.
pub fn similar(conn: &mut Conn, ticket: &Ticket, since: Moment) -> Found<Vec<Queued>> {
    let Some(commune) = ticket.commune_id else {
        return Ok(Vec::new());
    };
    tickets::table
        .inner_join(desk::table)
        .filter(tickets::category_id.eq(ticket.category_id))
        .filter(tickets::commune_id.eq(commune))
        .filter(tickets::id.ne(ticket.id))
        .filter(tickets::created_at.ge(since))
        .filter(tickets::status.ne_all([Status::Duplicate, Status::Rejected, Status::Withdrawn]))
        .order(tickets::id.desc())
        .limit(5)
        .select(Queued::as_select())
        .load(conn)
}

/// The latest reports of whoever has this telephone number: for those who may read contacts.
pub fn of_phone(conn: &mut Conn, phone: &str) -> Found<Vec<Queued>> {
    tickets::table
        .inner_join(desk::table)
        .inner_join(contacts::table.on(contacts::ticket_id.eq(tickets::id)))
        .filter(contacts::phone.eq(phone))
        .order(tickets::id.desc())
        .limit(8)
        .select(Queued::as_select())
        .load(conn)
}
