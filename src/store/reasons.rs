//! Why a report may be refused.
use super::{Conn, Found};
use crate::domain::city::RefusalReason;
use crate::schema::refusal_reasons;
use diesel::prelude::*;

/// Every reason, in the order the city gave them.
pub fn all(conn: &mut Conn) -> Found<Vec<RefusalReason>> {
    refusal_reasons::table
        .order((refusal_reasons::position, refusal_reasons::code))
        .select(RefusalReason::as_select())
        .load(conn)
}

/// The reason with this code; none where the city has no such reason.
pub fn find(conn: &mut Conn, code: &str) -> Found<Option<RefusalReason>> {
    refusal_reasons::table
        .filter(refusal_reasons::code.eq(code))
        .select(RefusalReason::as_select())
        .first(conn)
        .optional()
}

/// Adds a reason.
pub fn insert(conn: &mut Conn, reason: &RefusalReason) -> Found<()> {
    diesel::insert_into(refusal_reasons::table).values(reason).execute(conn).map(drop)
}

/// Writes a reason whose version has been raised, if the one before still stands; false when somebody was faster.
pub fn save(conn: &mut Conn, reason: &RefusalReason) -> Found<bool> {
    let seen = refusal_reasons::table
        .filter(refusal_reasons::code.eq(&reason.code))
        .filter(refusal_reasons::version.eq(reason.version - 1));
    Ok(diesel::update(seen).set(reason).execute(conn)? == 1)
}
