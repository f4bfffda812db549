//! What a report says.
use super::one_line;
use crate::domain::problem::Problem;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Kind;
use std::fmt;

/// The longest title, in characters: the sender's and the one that the public reads are one thing. Public titles of this
/// length were always taken and lie in the tables; each saving of the public copy reads them again.
pub const TITLE_LIMIT: usize = 160;
/// The longest text, in characters.
pub const BODY_LIMIT: usize = 4_000;
/// The fewest letters that can say what happened.
const BODY_LEAST: usize = 20;

/// A title: one line with a letter in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

/// What happened, in the sender's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body(String);

/// What the report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub kind: Kind,
    pub title: Title,
    pub body: Body,
}

impl Title {
    /// Reads what was typed into a field.
    ///
    /// # Errors
    /// The problem with that field.
    pub fn parse(field: &'static str, typed: &str) -> Result<Self, Problem> {
        let title = one_line(typed);
        if count_letters(&title) == 0 {
            Err(Problem::new(field, "title_empty"))
        } else if title.chars().count() > TITLE_LIMIT {
            Err(Problem::new(field, "title_long"))
        } else {
            Ok(Self(title))
        }
    }

    /// The line as it was tidied.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Body {
    /// # Errors
    /// The problem with `body`.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let body = tidy(typed);
        if count_letters(&body) < BODY_LEAST {
            Err(Problem::new("body", "body_short"))
        } else if body.chars().count() > BODY_LIMIT {
            Err(Problem::new("body", "body_long"))
        } else {
            Ok(Self(body))
        }
    }

    /// The text as it was tidied, with its line breaks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Said {
    /// # Errors
    /// Problems with `kind`, `title` and `body`.
    pub fn parse(kind: &str, title: &str, body: &str) -> Result<Self, Vec<Problem>> {
        let kind = kind.parse::<Kind>().map_err(|_| Problem::new("kind", "kind_missing"));
        match (kind, Title::parse("title", title), Body::parse(body)) {
            (Ok(kind), Ok(title), Ok(body)) => Ok(Self { kind, title, body }),
            (kind, title, body) => Err([kind.err(), title.err(), body.err()].into_iter().flatten().collect()),
        }
    }
}
