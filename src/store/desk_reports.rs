//! What the desk's lists choose and order by: a row a report, made of the report, who holds it and what is owed on it.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::partners::Partners;
use crate::domain::status::Status;
use crate::domain::ticket::{Level, Ticket};
use crate::ids::{AccountId, AgencyId, TicketId};
use crate::schema::desk_reports;
use diesel::prelude::*;

/// The row of one report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = desk_reports, treat_none_as_null = true)]
pub struct DeskReport {
    pub ticket_id: TicketId,
    pub status: Status,
    pub level: Level,
    pub agency_id: Option<AgencyId>,
    pub assignee_id: Option<AccountId>,
    /// When the next step is due, whoever owes it.
    pub due_at: Moment,
    /// Who works with the lead.
    pub partners: Partners,
    /// How often an agency sent it back.
    pub sent_back: i32,
}

impl DeskReport {
    /// What the row of this ticket has to say.
    pub fn of(ticket: &Ticket) -> Self {
        Self {
            ticket_id: ticket.id,
            status: ticket.status,
            level: ticket.level,
            agency_id: ticket.agency(),
            assignee_id: ticket.assignee(),
            due_at: ticket.due_at(),
            partners: ticket.partners(),
            sent_back: ticket.times_sent_back(),
        }
    }
}

/// Writes the row of a new report.
pub(super) fn insert(conn: &mut Conn, ticket: &Ticket) -> Found<()> {
    diesel::insert_into(desk_reports::table).values(&DeskReport::of(ticket)).execute(conn).map(drop)
}

/// Writes the row anew after a change of its report.
pub(super) fn update(conn: &mut Conn, ticket: &Ticket) -> Found<()> {
    diesel::update(desk_reports::table.filter(desk_reports::ticket_id.eq(ticket.id)))
        .set(&DeskReport::of(ticket))
        .execute(conn)
        .map(drop)
}

/// The row of a report as it is kept.
pub fn find(conn: &mut Conn, ticket: TicketId) -> Found<Option<DeskReport>> {
    desk_reports::table
        .filter(desk_reports::ticket_id.eq(ticket))
        .select(DeskReport::as_select())
        .first(conn)
        .optional()
}
