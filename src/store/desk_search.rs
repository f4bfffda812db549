//! Finding reports at the desk, public or not, within the searcher's scope.
use super::db::MultiBackend;
use super::page::Page;
use super::queues::Queued;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::policy::Scope;
use crate::domain::status::Status;
use crate::domain::text::{Fit, Sought};
use crate::domain::ticket::Ticket;
use crate::ids::{AgencyId, CategoryId, TicketId};
use crate::schema::{contacts, desk_reports as desk, tickets};
use diesel::prelude::*;
use std::cmp::Reverse;

/// What is looked for; nothing set finds everything.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Every word must begin some word of the title, the place, the text or the code.
    pub words: String,
    pub statuses: Vec<Status>,
    pub categories: Vec<CategoryId>,
    pub agency: Option<AgencyId>,
}

/// Reports that are looked at in one go.
const CHUNK: i64 = 500;
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

/// A page of what was found after `from`, the newest first. Words are compared report by report: what is not public has
/// no index of words, and the desk narrows by state, category and agency.
///
/// Where tones were typed, a window of [`CHUNKS`] is looked through as a whole: those that agree in them come first,
/// the others after; then the next window.
pub fn find(
    conn: &mut Conn,
    scope: &Scope,
    wanted: &Wanted,
    from: Option<Key>,
    size: usize,
) -> Found<Page<Queued, Key>> {
    let sought = Sought::read(&wanted.words);
    let toned = sought.is_toned();
    let window = from.map_or(TicketId(i64::MAX), |key| if toned { key.window } else { key.id });
    let (mut found, mut end, mut more): (Vec<(Fit, Queued)>, _, _) = (Vec::new(), window, true);
    for _ in 0..CHUNKS {
        let rows = chunk(conn, scope, wanted, end)?;
        more = rows.len() as i64 == CHUNK;
        end = rows.last().map_or(end, |(row, _)| row.id);
        for (row, body) in rows {
            let whole = [&row.title, &row.public_title, &row.place, &row.code, &body];
            let fit = sought.fit(&whole.map(String::as_str).join(" "));
            let key = from.filter(|_| toned);
            if let Some(fit) = fit.filter(|fit| key.is_none_or(|key| key.is_before(*fit, row.id))) {
                found.push((fit, row));
            }
        }
        if !more || (!toned && found.len() > size) {
            break;
        }
    }
    found.sort_by_key(|(fit, row)| (*fit, Reverse(row.id)));
    let page = Page::cut(found, size, |(fit, row)| Key { window, fit: *fit, id: row.id });
    let beyond = more.then_some(Key { window: end, fit: Fit::Spoken, id: end });
    let next = page.next.or(beyond);
    Ok(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next })
}

fn chunk(conn: &mut Conn, scope: &Scope, wanted: &Wanted, before: TicketId) -> Found<Vec<(Queued, String)>> {
    let mut query =
        tickets::table.inner_join(desk::table).filter(tickets::id.lt(before)).into_boxed::<MultiBackend>();
    match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::All => {}
        Scope::Agencies(own) => {
            let held = desk::agency_id.eq_any(own).or(desk::co_agency_id.eq_any(own));
            query = query.filter(held);
        }
    }
    if !wanted.statuses.is_empty() {
        query = query.filter(tickets::status.eq_any(&wanted.statuses));
    }
    if !wanted.categories.is_empty() {
        query = query.filter(tickets::category_id.eq_any(&wanted.categories));
    }
    if let Some(agency) = wanted.agency {
        query = query.filter(desk::agency_id.eq(agency));
    }
    query.order(tickets::id.desc()).limit(CHUNK).select((Queued::as_select(), tickets::body)).load(conn)
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
