//! What the public reads of a report, as an agent lets it out.
use super::{Said, Title};
use crate::domain::problem::Problem;
use crate::domain::text::{count_letters, tidy};

/// The longest public text, in characters: what was taken out of the sender's words may leave a longer note in its place.
pub const PUBLIC_BODY_LIMIT: usize = 5_000;

/// A title and a text for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicText {
    title: Title,
    body: String,
}

impl PublicText {
    /// # Errors
    /// Problems with `public_title` and `public_body`.
    pub fn parse(title: &str, body: &str) -> Result<Self, Vec<Problem>> {
        let tidied = tidy(body);
        let word = match tidied.chars().count() {
            _ if count_letters(&tidied) == 0 => Some("empty"),
            length if length > PUBLIC_BODY_LIMIT => Some("too_long"),
            _ => None,
        };
        let wrong = word.map(|word| Problem::new("public_body", word));
        match (Title::parse("public_title", title), wrong) {
            (Ok(title), None) => Ok(Self { title, body: tidied }),
            (title, wrong) => Err(title.err().into_iter().chain(wrong).collect()),
        }
    }

    /// The sender's own words as they are.
    pub fn of(said: &Said) -> Self {
        Self { title: said.title.clone(), body: said.body.to_string() }
    }

    /// One line, for lists and for the head of the page.
    pub fn title(&self) -> &str {
        self.title.as_str()
    }

    /// What happened, as everybody may read it.
    pub fn body(&self) -> &str {
        &self.body
    }
}
