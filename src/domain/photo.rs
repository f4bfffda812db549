//! A photo of a report, or of the work that answered it. The files lie on the shelf under their content's hash.
use super::draft::Upload;
use crate::clock::Moment;
use crate::ids::{PhotoId, ReplyId, TicketId, text_enum};
use crate::schema::photos;
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// What a photo shows.
    pub enum PhotoRole {
        /// What the sender saw.
        Report = "report",
        /// How it looks after the work.
        After = "after",
    }
}

/// A photo as it is kept.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = photos)]
pub struct Photo {
    pub id: PhotoId,
    pub ticket_id: TicketId,
    pub reply_id: Option<ReplyId>,
    pub role: PhotoRole,
    pub position: i32,
    /// The hash of the picture that is shown, at most 1600 px, without metadata.
    pub display: String,
    /// The hash of the small one.
    pub thumb: String,
    /// The hash of the file as it came, for the desk alone.
    pub original: String,
    pub width: i32,
    pub height: i32,
    /// Set by a person who looked at it.
    pub is_public: bool,
    pub created_at: Moment,
}

impl Photo {
    /// The names of its files on the shelf.
    pub fn files(&self) -> [&String; 3] {
        [&self.display, &self.thumb, &self.original]
    }

    /// Did whoever checked the report leave it out of the copy? What came after that look was withheld by nobody.
    pub fn is_withheld(&self, looked_at: Option<Moment>) -> bool {
        let looked_at = looked_at.is_some_and(|at| self.created_at <= at);
        self.role == PhotoRole::Report && !self.is_public && looked_at
    }

    /// The photo that an upload becomes when its report is sent: not public before somebody looked.
    pub fn of_report(upload: Upload, ticket: TicketId, position: i32, now: Moment) -> Self {
        Self {
            id: PhotoId::fresh(now),
            ticket_id: ticket,
            reply_id: None,
            role: PhotoRole::Report,
            position,
            display: upload.display,
            thumb: upload.thumb,
            original: upload.original,
            width: upload.width,
            height: upload.height,
            is_public: false,
            created_at: now,
        }
    }
}
