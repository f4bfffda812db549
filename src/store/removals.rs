//! Requests that something public is taken down.
use super::db::MultiBackend;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::policy::Scope;
use crate::domain::removal::{Removal, RemovalDecision, RemovalWhy};
use crate::ids::{AccountId, RemovalId, TicketId};
use crate::schema::{desk_reports as desk, removal_requests, tickets};
use diesel::prelude::*;

/// Months and counts are made of so many requests at most.
const MOST: i64 = 100_000;

/// Keeps a new request.
pub fn insert(conn: &mut Conn, removal: &Removal) -> Found<()> {
    diesel::insert_into(removal_requests::table).values(removal).execute(conn).map(drop)
}

/// A request with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: RemovalId) -> Found<Removal> {
    removal_requests::table.find(id).select(Removal::as_select()).first(conn)
}

/// Is the same asked already, and not decided?
pub fn is_open(conn: &mut Conn, ticket: TicketId, words: &str) -> Found<bool> {
    let same = removal_requests::table
        .filter(removal_requests::ticket_id.eq(ticket))
        .filter(removal_requests::words.eq(words))
        .filter(removal_requests::decision.is_null());
    diesel::select(diesel::dsl::exists(same)).get_result(conn)
}

/// Keeps what was decided, and forgets where the outcome went; false where somebody else decided before.
pub fn decide(
    conn: &mut Conn,
    id: RemovalId,
    (decision, answer): (RemovalDecision, &str),
    (by, at): (AccountId, Moment),
) -> Found<bool> {
    let open = removal_requests::table.find(id).filter(removal_requests::decision.is_null());
    let changed = diesel::update(open)
        .set((
            removal_requests::decision.eq(decision),
            removal_requests::answer.eq(answer),
            removal_requests::decided_by.eq(by),
            removal_requests::decided_at.eq(at),
            removal_requests::email.eq(""),
        ))
        .execute(conn)?;
    Ok(changed > 0)
}

/// Those that wait within a scope, what is due first before the others, each with its report's code, public title and
/// version.
pub fn open(conn: &mut Conn, scope: &Scope, most: i64) -> Found<Vec<(Removal, String, String, i32)>> {
    let mut query = removal_requests::table
        .inner_join(tickets::table.on(tickets::id.eq(removal_requests::ticket_id)))
        .inner_join(desk::table.on(desk::ticket_id.eq(removal_requests::ticket_id)))
        .filter(removal_requests::decision.is_null())
        .order((removal_requests::due_at, removal_requests::id))
        .limit(most)
        .select((Removal::as_select(), tickets::code, tickets::public_title, tickets::version))
        .into_boxed::<MultiBackend>();
    match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::All => {}
        Scope::Agencies(agencies) => query = query.filter(desk::agency_id.eq_any(agencies)),
    }
    query.load(conn)
}

/// When each was asked since, why, and what was decided.
pub fn since(conn: &mut Conn, since: Moment) -> Found<Vec<(Moment, RemovalWhy, Option<RemovalDecision>)>> {
    removal_requests::table
        .filter(removal_requests::asked_at.ge(since))
        .order((removal_requests::asked_at, removal_requests::id))
        .limit(MOST)
        .select((removal_requests::asked_at, removal_requests::why, removal_requests::decision))
        .load(conn)
}
