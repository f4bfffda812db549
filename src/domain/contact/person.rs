//! Who sent a report and how to reach them.
use crate::clock::Moment;
use crate::ids::{ConsentId, TicketId};
use crate::schema::contacts;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};
use std::fmt;

/// The sender of a report. Lives apart from the ticket and is read only for those who may (Luật 91/2025/QH15).
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contacts, primary_key(ticket_id))]
pub struct Contact {
    pub ticket_id: TicketId,
    pub name: String,
    /// In the form of [`super::Phone`], "" if none was given.
    pub phone: String,
    /// "" if none was given.
    pub email: String,
    /// May the name stand beside the report in public?
    pub show_name: bool,
    /// The words that were agreed to.
    pub consent_id: ConsentId,
    pub consented_at: Moment,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contact({}, …)", self.ticket_id)
    }
}
