//! What the portal does: verbs, one file each, one transaction each. Each leaves an event and, if need be, a letter.
pub mod accounts;
pub mod agencies;
pub mod api_keys;
mod audit;
pub mod calendar;
pub mod callers;
pub mod categories;
pub mod city_terms;
pub mod comments;
pub mod consents;
pub mod drafts;
pub mod escalation;
pub mod followers;
pub mod letter_topics;
pub mod letters;
pub mod notices;
pub mod presence;
pub mod questions;
pub mod readers;
pub mod reasons;
pub mod removals;
pub mod replies;
pub mod senders;
pub mod shelf;
pub mod signals;
pub mod terms;
pub mod throttle;
pub mod tickets;
mod typed;
pub mod upkeep;
pub mod views;
pub mod webhooks;

pub use crate::domain::problem::Problem;

use crate::store::FromDatabase;
use diesel::result::DatabaseErrorKind;

/// Why an action was not done. Nothing of it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    Invalid(Vec<Problem>),
    /// The actor may not do this.
    Forbidden,
    /// There is no such thing, or the actor may not know of it.
    Missing,
    /// The state does not allow it any more.
    TooLate,
    /// Somebody else was faster.
    Stale,
    TooMany,
    /// The database or the disk could not; the cause is for the log.
    Unavailable(String),
}

impl Refusal {
    /// One field that cannot be taken.
    pub fn field(field: &'static str, word: &'static str) -> Self {
        Self::Invalid(vec![Problem::new(field, word)])
    }
}

impl From<diesel::result::Error> for Refusal {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::Missing,
            // Every page offers only what is there: this was made by hand, or went away while the page was open.
            diesel::result::Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, told) => {
                tracing::warn!(told = told.message(), "something chosen is not there");
                Self::field("content", "chosen_gone")
            }
            other => Self::Unavailable(other.to_string()),
        }
    }
}

impl FromDatabase for Refusal {
    fn busy(why: String) -> Self {
        Self::Unavailable(why)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}

impl From<Vec<Problem>> for Refusal {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Invalid(problems)
    }
}

impl From<crate::domain::ticket::WrongStep> for Refusal {
    fn from(_: crate::domain::ticket::WrongStep) -> Self {
        Self::TooLate
    }
}
