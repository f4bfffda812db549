//! Who says it, how to answer them, and what they agreed to.
use super::one_line;
use crate::domain::contact::{Email, EmailProblem, Phone, PhoneProblem};
use crate::domain::problem::Problem;
use crate::domain::sending::ContactRule;
use crate::domain::text::count_letters;
use crate::ids::ConsentId;

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 120;
/// The longest telephone number as it is typed, in characters.
pub const PHONE_LIMIT: usize = 60;
/// The longest e-mail address, in characters (RFC 5321).
pub const EMAIL_LIMIT: usize = 254;

/// A name, and a phone number or an e-mail address at least; of a caller whatever they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

/// Who sends a report, and what they agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    pub person: Person,
    pub show_name: bool,
    pub consent: ConsentId,
}

/// What must be said of whoever sends a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// What the city asks of who fills the form in.
    Resident(ContactRule),
    /// Nothing; but what a caller says of themselves is kept only if they agreed, when that was read to them.
    Caller { agreed: bool },
}

impl Asks {
    /// May a report come from nobody?
    pub fn takes_nobody(self) -> bool {
        matches!(self, Self::Resident(ContactRule::NotAsked) | Self::Caller { .. })
    }

    fn needs_email(self) -> bool {
        self == Self::Resident(ContactRule::Verified)
    }

    /// What is said where no consent came with it: the agent did not read it out, or there are no words to agree to.
    fn without_consent(self) -> &'static str {
        match self {
            Self::Caller { agreed: false } => "consent_oral_missing",
            Self::Caller { agreed: true } | Self::Resident(_) => "consent_missing",
        }
    }
}

impl Person {
    /// # Errors
    /// Problems with `name`, `phone` and `email`.
    pub fn parse(name: &str, phone: &str, email: &str) -> Result<Self, Vec<Problem>> {
        let (person, mut problems) = Self::read(name, phone, email);
        if count_letters(&person.name) == 0 {
            problems.insert(0, Problem::new("name", "name_empty"));
        }
        let wrong = problems.iter().any(|problem| problem.field != "name");
        if person.phone.is_none() && person.email.is_none() && !wrong {
            problems.push(Problem::new("phone", "contact_missing"));
        }
        if problems.is_empty() { Ok(person) } else { Err(problems) }
    }

    /// As much as somebody on the telephone would say of themselves.
    ///
    /// # Errors
    /// Problems with what was said; what was not said is none.
    fn caller(name: &str, phone: &str, email: &str) -> Result<Self, Vec<Problem>> {
        let (person, problems) = Self::read(name, phone, email);
        if problems.is_empty() { Ok(person) } else { Err(problems) }
    }

    fn read(name: &str, phone: &str, email: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let name = one_line(name);
        if name.chars().count() > NAME_LIMIT {
            problems.push(Problem::new("name", "name_long"));
        }
        let phone = match Phone::parse(phone) {
            Ok(phone) => Some(phone),
            Err(PhoneProblem::Empty) => None,
            Err(problem) => {
                problems.push(Problem::new("phone", phone_word(problem)));
                None
            }
        };
        let email = match Email::parse(email) {
            Ok(email) => Some(email),
            Err(EmailProblem::Empty) => None,
            Err(problem) => {
                problems.push(Problem::new("email", email_word(problem)));
                None
            }
        };
        (Self { name, phone, email }, problems)
    }
}

impl Sender {
    /// Who was typed in, with what they agreed to; nobody where that is allowed and nothing was said.
    ///
    /// # Errors
    /// Problems with `name`, `phone`, `email` and `consent`.
    pub fn parse(
        [name, phone, email]: [&str; 3],
        consent: Option<ConsentId>,
        show_name: bool,
        asks: Asks,
    ) -> Result<Option<Self>, Vec<Problem>> {
        if asks.takes_nobody() && [name, phone, email].iter().all(|typed| typed.trim().is_empty()) {
            return Ok(None);
        }
        let mut problems = Vec::new();
        let person = match asks {
            Asks::Resident(_) => Person::parse(name, phone, email),
            Asks::Caller { .. } => Person::caller(name, phone, email),
        };
        match &person {
            Err(wrong) => problems.extend(wrong.iter().copied()),
            Ok(person) if person.email.is_none() && asks.needs_email() => {
                problems.push(Problem::new("email", "email_needed"));
            }
            Ok(_) => {}
        }
        if consent.is_none() {
            problems.push(Problem::new("consent", asks.without_consent()));
        }
        match (person, consent) {
            (Ok(person), Some(consent)) if problems.is_empty() => {
                Ok(Some(Self { person, show_name, consent }))
            }
            _ => Err(problems),
        }
    }
}

fn phone_word(problem: PhoneProblem) -> &'static str {
    match problem {
        PhoneProblem::Empty => "contact_missing",
        PhoneProblem::Character => "phone_character",
        PhoneProblem::Length => "phone_length",
        PhoneProblem::Prefix => "phone_prefix",
    }
}

fn email_word(problem: EmailProblem) -> &'static str {
    match problem {
        EmailProblem::Empty => "contact_missing",
        EmailProblem::Shape => "email_shape",
        EmailProblem::Domain => "email_domain",
        EmailProblem::Length => "email_length",
    }
}
