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
