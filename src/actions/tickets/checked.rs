//! What a sender typed, checked: only this can become a report. Used wherever a report comes in.
use crate::actions::Problem;
use crate::domain::city::PlaceNeed;
use crate::domain::contact::{Email, EmailProblem, Phone, PhoneProblem};
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Kind;
use crate::ids::CommuneId;

/// The longest title, in characters.
pub const TITLE_LIMIT: usize = 120;
/// The longest text, in characters.
pub const BODY_LIMIT: usize = 4_000;
/// The longest place, in characters.
pub const PLACE_LIMIT: usize = 300;
/// The longest name, in characters.
pub const NAME_LIMIT: usize = 120;
/// The longest text by which a commune is looked for, in characters: the longest old name with its district fits twice.
pub const COMMUNE_LIMIT: usize = 120;
/// The longest telephone number as it is typed, in characters.
pub const PHONE_LIMIT: usize = 60;
/// The longest e-mail address, in characters (RFC 5321).
pub const EMAIL_LIMIT: usize = 254;
/// The fewest letters that can say what happened.
const BODY_LETTERS: usize = 20;

/// What the report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub kind: Kind,
    pub title: String,
    pub body: String,
}

/// Where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub commune: Option<CommuneId>,
    /// Street or landmark, in the sender's words.
    pub words: String,
}

/// Who says it, and how to answer them: a phone number or an e-mail address at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

impl Said {
    /// # Errors
    /// Problems with `kind`, `title` and `body`.
    pub fn parse(kind: &str, title: &str, body: &str) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let kind = kind.parse::<Kind>().ok();
        if kind.is_none() {
            problems.push(Problem::new("kind", "kind_missing"));
        }
        let title = one_line(title);
        if count_letters(&title) == 0 {
            problems.push(Problem::new("title", "title_empty"));
        } else if title.chars().count() > TITLE_LIMIT {
            problems.push(Problem::new("title", "title_long"));
        }
        let body = tidy(body);
        if count_letters(&body) < BODY_LETTERS {
            problems.push(Problem::new("body", "body_short"));
        } else if body.chars().count() > BODY_LIMIT {
            problems.push(Problem::new("body", "body_long"));
        }
        match kind {
            Some(kind) if problems.is_empty() => Ok(Self { kind, title, body }),
            _ => Err(problems),
        }
    }
}

impl Place {
    /// What a category needs of a place; one that needs none takes none.
    ///
    /// # Errors
    /// Problems with `commune` and `place`.
    pub fn parse(need: PlaceNeed, commune: Option<CommuneId>, words: &str) -> Result<Self, Vec<Problem>> {
        if need == PlaceNeed::NoPlace {
            return Ok(Self::default());
        }
        let mut problems = Vec::new();
        let words = one_line(words);
        if need == PlaceNeed::Required && commune.is_none() {
            problems.push(Problem::new("commune", "commune_missing"));
        }
        if need == PlaceNeed::Required && words.is_empty() {
            problems.push(Problem::new("place", "place_missing"));
        } else if words.chars().count() > PLACE_LIMIT {
            problems.push(Problem::new("place", "place_long"));
        }
        if problems.is_empty() { Ok(Self { commune, words }) } else { Err(problems) }
    }
}

impl Reach {
    /// # Errors
    /// Problems with `name`, `phone` and `email`.
    pub fn parse(name: &str, phone: &str, email: &str) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let name = one_line(name);
        if count_letters(&name) == 0 {
            problems.push(Problem::new("name", "name_empty"));
        } else if name.chars().count() > NAME_LIMIT {
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
        let wrong = problems.iter().any(|problem| problem.field != "name");
        if phone.is_none() && email.is_none() && !wrong {
            problems.push(Problem::new("phone", "contact_missing"));
        }
        if problems.is_empty() { Ok(Self { name, phone, email }) } else { Err(problems) }
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

fn one_line(text: &str) -> String {
    tidy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<T: std::fmt::Debug>(parsed: Result<T, Vec<Problem>>) -> Vec<&'static str> {
        let problems = parsed.expect_err("something is wrong with it");
        problems.into_iter().map(|problem| problem.word).collect()
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        assert_eq!(
            words(Said::parse("shout", " \n", "......")),
            ["kind_missing", "title_empty", "body_short"]
        );
        let long = "ổ gà ".repeat(1_000);
        assert_eq!(words(Said::parse("report", &long, &long)), ["title_long", "body_long"]);
        assert_eq!(words(Reach::parse("", "12", "an@gmail")), ["name_empty", "phone_length", "email_domain"]);
        assert_eq!(words(Reach::parse("An", "", " ")), ["contact_missing"]);
    }

    #[test]
    fn what_is_right_comes_out_clean() {
        let said =
            Said::parse("praise", " Cảm ơn \n tổ 5 ", "Đường đã được vá rất nhanh và sạch sẽ.").unwrap();
        assert_eq!((said.kind, said.title.as_str()), (Kind::Praise, "Cảm ơn tổ 5"));
        let reach = Reach::parse("An", "0912 345 678", "").unwrap();
        assert_eq!(reach.phone.unwrap().as_str(), "0912345678");
    }

    #[test]
    fn a_place_is_asked_for_as_the_category_needs_it() {
        let here = Some(CommuneId(1));
        assert_eq!(words(Place::parse(PlaceNeed::Required, None, "")), ["commune_missing", "place_missing"]);
        assert!(Place::parse(PlaceNeed::Optional, None, "").is_ok());
        assert_eq!(Place::parse(PlaceNeed::NoPlace, here, "x"), Ok(Place::default()));
        assert_eq!(Place::parse(PlaceNeed::Required, here, " số 5 ").unwrap().words, "số 5");
    }
}
