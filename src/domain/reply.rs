//! An official answer: drafted, approved by another person, published, and never silently changed.
pub use super::photo::{Photo, PhotoRole};
use super::ticket::Kind;
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId, DocumentId, ReplyId, TicketId, text_enum};
use crate::schema::{documents, replies, reply_drafts};
use chrono::NaiveDate;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// What the answer says was done.
    pub enum Outcome {
        /// "Đã xử lý": needs proof.
        Handled = "handled",
        /// An explanation, where nothing had to be done on the spot.
        Explained = "explained",
        /// It will be done, by a date the answer names.
        Planned = "planned",
    }
}

impl Outcome {
    /// What an answer to a report of this kind usually says: a question or a praise leaves nothing to be done.
    pub fn usual(kind: Kind) -> Self {
        match kind {
            Kind::Report | Kind::Proposal => Self::Handled,
            Kind::Question | Kind::Praise => Self::Explained,
        }
    }
}

/// A published answer. A correction is a new row with the next version; the old one stays readable.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = replies)]
pub struct Reply {
    pub id: ReplyId,
    pub ticket_id: TicketId,
    pub version: i32,
    pub agency_id: AgencyId,
    /// The position in whose name it is given ("Giám đốc").
    pub signed_as: String,
    pub outcome: Outcome,
    pub body: String,
    /// Số, ký hiệu of the official document, where there is one.
    pub document_number: String,
    pub author_id: AccountId,
    pub approver_id: AccountId,
    pub published_at: Moment,
}

/// An answer being written.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, serde::Deserialize)]
#[diesel(table_name = reply_drafts)]
#[diesel(primary_key(ticket_id))]
pub struct ReplyDraft {
    pub ticket_id: TicketId,
    pub outcome: Outcome,
    pub body: String,
    pub signed_as: String,
    pub document_number: String,
    pub author_id: AccountId,
    /// The approver's remark when it was returned.
    pub remark: String,
    pub updated_at: Moment,
    pub version: i32,
    /// The day by which a planned answer promises that it is done.
    pub promised_for: Option<NaiveDate>,
}

/// A PDF on an answer.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = documents)]
pub struct Document {
    pub id: DocumentId,
    pub ticket_id: TicketId,
    pub reply_id: Option<ReplyId>,
    pub hash: String,
    pub name: String,
    /// Size in bytes.
    pub bytes: i64,
    pub is_public: bool,
    pub created_at: Moment,
    /// It may do something by itself when it is opened; staff are warned.
    pub acts: bool,
}
