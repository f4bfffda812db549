//! What somebody said publicly about a report, as it was let through.
use super::moment::MomentShown;
use crate::domain::public::PublicComment;
use crate::i18n::Words;
use crate::store::city::City;

/// A comment as it is shown.
pub struct CommentShown {
    pub words: String,
    /// Who said it: whoever sent the report, or somebody who reads it.
    pub by: String,
    pub sent: MomentShown,
    /// What was answered, and by whom; "" for nothing.
    pub answer: String,
    pub answered_by: String,
}

impl CommentShown {
    /// As it is shown to anybody.
    pub fn of(w: &Words, city: &City, one: PublicComment) -> Self {
        let by = if one.by_sender { "comment.by_sender" } else { "comment.by_reader" };
        Self {
            by: w.say(by),
            sent: MomentShown::of(one.sent_at),
            answered_by: city.agency(one.answered_by).to_owned(),
            words: one.words,
            answer: one.answer,
        }
    }
}
