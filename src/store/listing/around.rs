//! What lies around a square, by the squares in which a public map shows it.
use crate::domain::cell::{Cell, FINEST};
use crate::domain::circle::Circle;
use crate::ids::TicketId;
use crate::schema::public_reports;
use crate::store::{Conn, Found};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;

/// Of more that lie in one circle, only the newest are looked at.
const NEWEST: usize = 3_000;

#[derive(QueryableByName)]
struct Placed {
    #[diesel(sql_type = BigInt)]
    ticket_id: TicketId,
    #[diesel(sql_type = BigInt)]
    cell: i64,
}

/// What lies in a circle: of all reports the newest, or those of some.
pub(super) fn inside(conn: &mut Conn, circle: Circle, among: Option<&[TicketId]>) -> Found<Vec<TicketId>> {
    let placed: Vec<(TicketId, i64)> = match among {
        Some(ids) => {
            let rows = public_reports::table
                .filter(public_reports::ticket_id.eq_any(ids))
                .filter(public_reports::cell.is_not_null());
            rows.select((public_reports::ticket_id, public_reports::cell.assume_not_null())).load(conn)?
        }
        None => in_frame(conn, circle)?.into_iter().map(|row| (row.ticket_id, row.cell)).collect(),
    };
    let inside = placed.into_iter().filter(|(_, cell)| circle.has(Cell(*cell)));
    let mut found: Vec<TicketId> = inside.map(|(id, _)| id).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(NEWEST);
    Ok(found)
}

/// What lies in the squares of its frame, and some beside them.
fn in_frame(conn: &mut Conn, circle: Circle) -> Found<Vec<Placed>> {
    let Some(frame) = circle.frame() else { return Ok(Vec::new()) };
    let runs = frame.squares(FINEST).runs(FINEST).into_iter().map(|(from, to)| {
        format!("SELECT ticket_id, cell FROM public_reports WHERE cell BETWEEN {from} AND {to}")
    });
    sql_query(runs.collect::<Vec<_>>().join(" UNION ALL ")).load(conn)
}
