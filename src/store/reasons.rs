//! Why a report may be refused.
use super::{Conn, Found};
use crate::domain::city::RefusalReason;
use crate::schema::refusal_reasons;
use diesel::prelude::*;

pub fn all(conn: &mut Conn) -> Found<Vec<RefusalReason>> {
    refusal_reasons::table
        .order((refusal_reasons::position, refusal_reasons::code))
        .select(RefusalReason::as_select())
        .load(conn)
}

pub fn find(conn: &mut Conn, code: &str) -> Found<Option<RefusalReason>> {
    refusal_reasons::table
        .filter(refusal_reasons::code.eq(code))
        .select(RefusalReason::as_select())
        .first(conn)
        .optional()
}
