//! How much of what there is, for whoever watches over the portal.
use super::{Conn, Found};
use crate::domain::letter::LetterState;
use crate::domain::status::Status;
use crate::schema::{letters, tickets};
use diesel::dsl::count_star;
use diesel::prelude::*;

/// Letters that were not sent, by state.
pub fn letters(conn: &mut Conn) -> Found<Vec<(String, i64)>> {
    [LetterState::Waiting, LetterState::Sending, LetterState::Failed]
        .into_iter()
        .map(|state| {
            let count = letters::table.filter(letters::state.eq(state)).count().get_result(conn)?;
            Ok((state.to_string(), count))
        })
        .collect()
}

/// Reports by state. Walks an index over all of them: not for every page.
pub fn tickets(conn: &mut Conn) -> Found<Vec<(String, i64)>> {
    let counted: Vec<(Status, i64)> =
        tickets::table.group_by(tickets::status).select((tickets::status, count_star())).load(conn)?;
    Ok(counted.into_iter().map(|(status, count)| (status.to_string(), count)).collect())
}
