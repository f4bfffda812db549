//! What was refused, and why: for whoever watches that nobody is turned away without reason.
use super::db::MultiBackend;
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::policy::Scope;
use crate::domain::status::Status;
use crate::ids::TicketId;
use crate::schema::{desk_reports as desk, tickets};
use diesel::prelude::*;

/// Refusals that are looked at; of more, the latest stand for all.
const MOST: i64 = 5_000;

/// One refused report: which, why, when.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct Refused {
    pub id: TicketId,
    pub reason: Option<String>,
    pub at: Option<Moment>,
}

/// What was refused since `since` within a scope, the latest first.
pub fn since(conn: &mut Conn, scope: &Scope, since: Moment) -> Found<Vec<Refused>> {
    let mut query = tickets::table
        .inner_join(desk::table)
        .filter(tickets::status.eq(Status::Rejected))
        .filter(tickets::closed_at.ge(since))
        .order((tickets::closed_at.desc(), tickets::id.desc()))
        .limit(MOST)
        .select((tickets::id, tickets::reason, tickets::closed_at))
        .into_boxed::<MultiBackend>();
    match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::All => {}
        Scope::Agencies(agencies) => query = query.filter(desk::agency_id.eq_any(agencies)),
    }
    query.load(conn)
}
