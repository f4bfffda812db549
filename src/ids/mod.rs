//! Identifiers: typed row ids, words kept as text, secrets, and the code a resident reads out on the phone.
mod code;
mod row;
mod secret;
mod word;

pub use code::{CodeProblem, TicketCode};
pub use row::{
    AbsenceId, AccountId, AgencyId, ApiKeyId, AssignmentId, BoundaryId, CategoryId, ClimbId, ClockId,
    CommentId, CommuneId, ConsentId, DocumentId, DraftId, EventId, FollowId, LetterId, NoteId, NoticeId,
    OfficeEventId, OwnWordsId, PhotoId, PlaceId, PointId, QuestionId, RemovalId, ReplyId, ReportAnswerId,
    RuleId, RungId, SignalId, TicketId, UploadId, ViewId, WebhookDeliveryId, WebhookId, first_moment,
    later_by,
};
pub use secret::Secret;
pub use word::UnknownWord;
pub(crate) use word::{text_column, text_enum};

#[cfg(test)]
mod database_tests;
