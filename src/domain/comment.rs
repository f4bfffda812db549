//! What somebody says publicly about a public report. Nobody reads it before a person has looked at it.
use super::problem::Problem;
use super::text::{count_letters, tidy};
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId, CommentId, TicketId, text_enum};
use crate::schema::comments;
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// Who may say something publicly about the reports of a category.
    pub enum Discussion {
        Off = "off",
        /// Whoever sent the report, from their own page.
        Sender = "sender",
        Everyone = "everyone",
    }
}

impl Discussion {
    /// May this person say something, and is what they said shown?
    pub fn allows(self, by_sender: bool) -> bool {
        match self {
            Self::Off => false,
            Self::Sender => by_sender,
            Self::Everyone => true,
        }
    }
}

text_enum! {
    /// What was decided about it.
    pub enum CommentDecision {
        Shown = "shown",
        Refused = "refused",
    }
}

/// A comment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = comments)]
pub struct Comment {
    pub id: CommentId,
    pub ticket_id: TicketId,
    /// By whoever sent the report; else by somebody who reads it, of whom nothing is known.
    pub by_sender: bool,
    /// As it was sent, for those who decide alone.
    pub words: String,
    pub sent_at: Moment,
    /// Nothing while it waits.
    pub decision: Option<CommentDecision>,
    /// What the public reads; "" while it reads nothing.
    pub shown_words: String,
    /// What is answered to it, for all to read; "" for nothing.
    pub answer: String,
    /// Whose answer that is.
    pub answered_by: Option<AgencyId>,
    /// Why it is not shown; whoever sent the report reads it on their own page.
    pub why: String,
    pub decided_at: Option<Moment>,
    pub decided_by: Option<AccountId>,
    /// Counts the decisions.
    pub version: i32,
}

/// The longest comment, and the longest answer to one, in characters.
pub const COMMENT_LIMIT: usize = 1_000;
/// The fewest letters of a comment.
const LEAST: usize = 5;

/// Words that may be kept as a comment, named after the field `field`.
///
/// # Errors
/// What is wrong with them.
pub fn checked(field: &'static str, words: &str) -> Result<String, Vec<Problem>> {
    let words = tidy(words);
    match words.chars().count() {
        _ if count_letters(&words) < LEAST => Err(vec![Problem::new(field, "comment_short")]),
        n if n > COMMENT_LIMIT => Err(vec![Problem::new(field, "too_long")]),
        _ => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_category_says_whose_words_it_shows() {
        let allowed = |one: &Discussion| (one.allows(true), one.allows(false));
        let all: Vec<_> = Discussion::ALL.iter().map(allowed).collect();
        assert_eq!(all, [(false, false), (true, false), (true, true)]);
    }

    #[test]
    fn a_comment_has_letters_and_an_end() {
        assert_eq!(checked("words", "  Cảm ơn!  ").unwrap(), "Cảm ơn!");
        for wrong in ["", " ?!… ", "ừ", &"a".repeat(COMMENT_LIMIT + 1)] {
            assert!(checked("words", wrong).is_err(), "{wrong}");
        }
    }
}
