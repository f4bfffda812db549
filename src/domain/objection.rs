//! A refusal that is to be looked at by somebody else than who refused.
use crate::clock::Moment;
use crate::ids::{TicketId, text_enum};
use crate::schema::objections;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// What became of it.
    pub enum Heard {
        Open = "open",
        /// The refusal stays.
        Upheld = "upheld",
        /// The report is taken up again.
        TakenUp = "taken_up",
    }
}

/// Why a refusal should be looked at again: its sender objects, or whoever watches doubts it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, serde::Deserialize)]
#[diesel(table_name = objections)]
pub struct Objection {
    pub ticket_id: TicketId,
    pub by_sender: bool,
    /// Their own words, for the staff alone.
    pub why: String,
    pub raised_at: Moment,
    pub heard: Heard,
}

impl Objection {
    /// Does it wait for somebody?
    pub fn is_open(&self) -> bool {
        self.heard == Heard::Open
    }
}
