//! What a sender wrote before they corrected it: a row a correction, for the 1022 desk alone.
use crate::clock::Moment;
use crate::ids::{OwnWordsId, TicketId};
use crate::schema::own_words;
use diesel::{Insertable, Queryable, Selectable};

/// Title, text and place as they stood until the sender wrote others.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = own_words)]
pub struct OwnWords {
    pub id: OwnWordsId,
    pub ticket_id: TicketId,
    pub title: String,
    pub body: String,
    pub place: String,
    /// Photos that were taken out with them, and are gone.
    pub photos_out: i32,
    pub until: Moment,
}
