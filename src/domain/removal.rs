//! Somebody asks that something public is taken down, or that what could name a person is blacked out in it.
use super::contact::Email;
use super::problem::Problem;
use super::text::tidy;
use crate::clock::Moment;
use crate::ids::{AccountId, RemovalId, TicketId, text_enum};
use crate::schema::removal_requests;
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// Why.
    pub enum RemovalWhy {
        /// A name, a number, an address stands there.
        PersonalData = "personal_data",
        /// A person, a vehicle or papers can be known on a picture.
        Picture = "picture",
        /// What it says is not so.
        Wrong = "wrong",
        Insult = "insult",
        Other = "other",
    }
}

text_enum! {
    /// What was decided.
    pub enum RemovalDecision {
        /// The whole report is public no more.
        Hidden = "hidden",
        /// What was asked about was taken out of the words or pictures, and the rest stays.
        Redacted = "redacted",
        /// All stays as it is.
        Kept = "kept",
    }
}

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = removal_requests)]
pub struct Removal {
    pub id: RemovalId,
    pub ticket_id: TicketId,
    /// The version of the answer that it is about; none: the report.
    pub reply_version: Option<i32>,
    pub why: RemovalWhy,
    /// What whoever asks says, for those who decide alone.
    pub words: String,
    /// Where the outcome goes; "" for nowhere, and once it was sent.
    pub email: String,
    pub lang: String,
    pub asked_at: Moment,
    pub due_at: Moment,
    pub decision: Option<RemovalDecision>,
    pub decided_at: Option<Moment>,
    pub decided_by: Option<AccountId>,
    /// What whoever asked is told.
    pub answer: String,
}

/// The longest text of a request, and of the answer to it, in characters.
pub const REMOVAL_LIMIT: usize = 1_000;
/// The shortest text of a request.
const LEAST: usize = 10;

/// A request as it was typed.
#[derive(Debug, Clone, Default)]
pub struct RemovalTyped {
    pub why: String,
    pub words: String,
    pub email: String,
    pub reply_version: Option<i32>,
}

/// A request that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalAsked {
    pub why: RemovalWhy,
    pub words: String,
    pub email: String,
    pub reply_version: Option<i32>,
}

impl RemovalTyped {
    /// As it can be kept, or everything that is wrong with it.
    pub fn check(&self) -> Result<RemovalAsked, Vec<Problem>> {
        let mut problems = Vec::new();
        let why = self.why.parse();
        if why.is_err() {
            problems.push(Problem::new("why", "choose_one"));
        }
        let words = tidy(&self.words);
        match words.chars().count() {
            ..LEAST => problems.push(Problem::new("words", "removal_short")),
            n if n > REMOVAL_LIMIT => problems.push(Problem::new("words", "too_long")),
            _ => {}
        }
        let email = match self.email.trim() {
            "" => String::new(),
            typed => match Email::parse(typed) {
                Ok(email) => email.as_str().to_owned(),
                Err(_) => {
                    problems.push(Problem::new("email", "removal_email"));
                    String::new()
                }
            },
        };
        match why {
            Ok(why) if problems.is_empty() => {
                Ok(RemovalAsked { why, words, email, reply_version: self.reply_version })
            }
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(why: &str, words: &str, email: &str) -> Result<RemovalAsked, Vec<&'static str>> {
        let typed =
            RemovalTyped { why: why.into(), words: words.into(), email: email.into(), reply_version: None };
        typed.check().map_err(|problems| problems.into_iter().map(|one| one.field).collect())
    }

    #[test]
    fn a_request_says_why_in_words_and_where_to_only_if_it_wants() {
        let asked = typed("picture", "  Ảnh 2 thấy rõ biển số xe.  ", "").unwrap();
        assert_eq!((asked.why, asked.words.as_str()), (RemovalWhy::Picture, "Ảnh 2 thấy rõ biển số xe."));
        assert_eq!(
            typed("picture", "Ảnh 2 thấy rõ biển số xe.", "a@example.vn").unwrap().email,
            "a@example.vn"
        );
        assert_eq!(typed("", "ngắn", "không phải"), Err(vec!["why", "words", "email"]));
        assert_eq!(typed("other", &"a".repeat(REMOVAL_LIMIT + 1), ""), Err(vec!["words"]));
    }
}
