//! Where reports are, as points: only ever added to, the newest counts.
use super::{Conn, Found};
use crate::domain::report_point::ReportPoint;
use crate::ids::TicketId;
use crate::schema::report_points;
use diesel::prelude::*;

/// Keeps that it was said where a report is.
pub fn insert(conn: &mut Conn, point: &ReportPoint) -> Found<()> {
    diesel::insert_into(report_points::table).values(point).execute(conn).map(drop)
}

/// What was said last; nothing where nobody ever did.
pub fn newest(conn: &mut Conn, ticket: TicketId) -> Found<Option<ReportPoint>> {
    let own = report_points::table.filter(report_points::ticket_id.eq(ticket));
    own.order(report_points::id.desc()).select(ReportPoint::as_select()).first(conn).optional()
}

/// Each time that it was said, the oldest first.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<ReportPoint>> {
    let own = report_points::table.filter(report_points::ticket_id.eq(ticket));
    own.order(report_points::id).select(ReportPoint::as_select()).load(conn)
}
