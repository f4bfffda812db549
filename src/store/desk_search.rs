//! Finding reports at the desk, public or not, within the searcher's scope.
use super::db::MultiBackend;
use super::page::Page;
use super::queues::Queued;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::policy::Scope;
use crate::domain::status::Status;
use crate::domain::text;
use crate::domain::ticket::Ticket;
use crate::ids::{AgencyId, CategoryId, TicketId};
use crate::schema::{contacts, tickets};
use diesel::prelude::*;

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

/// A page of what was found, the newest first, from before `before` on. Words are compared folded, report by report:
/// what is not public has no index of words, and the desk narrows by state, category and agency.
pub fn find(
    conn: &mut Conn,
    scope: &Scope,
    wanted: &Wanted,
    before: Option<TicketId>,
    size: usize,
) -> Found<Page<Queued, TicketId>> {
    let needle = text::Needle::of(&wanted.words);
    let mut found = Vec::new();
    let mut from = before;
    for _ in 0..CHUNKS {
        let chunk = chunk(conn, scope, wanted, from)?;
        let more = chunk.len() == usize::try_from(CHUNK).unwrap_or(usize::MAX);
        for (row, body) in chunk {
            from = Some(row.id);
            let all = [&row.title, &row.public_title, &row.place, &row.code, &body];
            let whole = all.map(String::as_str).join(" ");
            if needle.is_in(&text::fold(&whole)) {
                found.push(row);
            }
            if found.len() > size {
                return Ok(Page::cut(found, size, |row| row.id));
            }
        }
        if !more {
            return Ok(Page { items: found, next: None });
        }
    }
    Ok(Page { items: found, next: from })
}

fn chunk(
    conn: &mut Conn,
    scope: &Scope,
    wanted: &Wanted,
    before: Option<TicketId>,
) -> Found<Vec<(Queued, String)>> {
    let mut query = tickets::table.into_boxed::<MultiBackend>();
    match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::All => {}
        Scope::Agencies(own) => {
            let held = tickets::agency_id.eq_any(own).or(tickets::co_agency_id.eq_any(own));
            query = query.filter(held);
        }
    }
    if let Some(before) = before {
        query = query.filter(tickets::id.lt(before));
    }
    if !wanted.statuses.is_empty() {
        query = query.filter(tickets::status.eq_any(&wanted.statuses));
    }
    if !wanted.categories.is_empty() {
        query = query.filter(tickets::category_id.eq_any(&wanted.categories));
    }
    if let Some(agency) = wanted.agency {
        query = query.filter(tickets::agency_id.eq(agency));
    }
    query.order(tickets::id.desc()).limit(CHUNK).select((Queued::as_select(), tickets::body)).load(conn)
}

/// Reports that this one may repeat: of the same category and commune, sent since `since`, newest first.
pub fn similar(conn: &mut Conn, ticket: &Ticket, since: Moment) -> Found<Vec<Queued>> {
    let Some(commune) = ticket.commune_id else {
        return Ok(Vec::new());
    };
    tickets::table
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
        .inner_join(contacts::table.on(contacts::ticket_id.eq(tickets::id)))
        .filter(contacts::phone.eq(phone))
        .order(tickets::id.desc())
        .limit(8)
        .select(Queued::as_select())
        .load(conn)
}
