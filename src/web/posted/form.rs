//! What a form may hold. Each form says it of itself, and it is kept while the form is read.
use super::Fields;
use super::fields::is_secret;
use crate::actions::Problem;
use crate::domain::text::tidy;
use crate::web::error::Failure;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Bytes of a value that nobody types: a choice, a key, an address of ours.
const CHOICE_LIMIT: usize = 4 * 1024;

/// Bytes that one character may take as it is typed: a letter, its marks one by one.
const BYTES_A_CHARACTER: usize = 8;
/// Bytes that are allowed around a text.
const SPACE_AROUND: usize = 1000;

/// A text that a person types, by its own rule.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    pub field: &'static str,
    /// The most characters, counted as the rule counts them: tidied.
    pub most: usize,
    /// What is said of a longer one, a key under `problem.`.
    pub word: &'static str,
}

impl Text {
    /// A text of at most `most` characters; `word` is said of a longer one.
    pub const fn new(field: &'static str, most: usize, word: &'static str) -> Self {
        Self { field, most, word }
    }

    /// A text that is never shown again. It is one by its name, which is known before any form type is: a name that is not
    /// known for one does not compile.
    pub const fn secret(field: &'static str, most: usize, word: &'static str) -> Self {
        assert!(is_secret(field), "this name is not typed in secret");
        Self::new(field, most, word)
    }

    /// Spaces around a text do not count, as long as they are not what it consists of. A text has no more characters
    /// than bytes, so that most need not even be tidied.
    fn is_exceeded_by(&self, value: &str) -> bool {
        let raw_limit = self.most * BYTES_A_CHARACTER + SPACE_AROUND;
        value.len() > raw_limit || (value.len() > self.most && tidy(value).chars().count() > self.most)
    }
}

/// A form as its page offers it. What it does not name is a choice or a key, and short.
pub trait Form: DeserializeOwned + 'static {
    /// The texts that may be typed. The handler shows its page again when [`Posted::too_long`](super::Posted) names some.
    const TEXTS: &'static [Text] = &[];
    /// The fields that files come in; without one the form takes none.
    const FILES: &'static [&'static str] = &[];
}

/// A form that is a button and nothing else.
#[derive(Deserialize)]
pub struct ButtonForm {}

impl Form for ButtonForm {}

/// The texts that are longer than their rules allow, each once.
///
/// # Errors
/// `Refused` when a value that nobody types is longer than any that our pages offer.
pub fn too_long(texts: &[Text], fields: &Fields) -> Result<Vec<Problem>, Failure> {
    let mut problems: Vec<Problem> = Vec::new();
    for (name, value) in fields.measured() {
        let Some(text) = texts.iter().find(|text| text.field == *name) else {
            if value.len() > CHOICE_LIMIT {
                return Err(Failure::Refused(vec![Problem::new("form", "choice_long")]));
            }
            continue;
        };
        let said = problems.iter().any(|problem| problem.field == text.field);
        if !said && text.is_exceeded_by(value) {
            problems.push(Problem::new(text.field, text.word));
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[Text] = &[Text::new("title", 5, "title_long")];

    fn judged(name: &str, value: &str) -> Result<Vec<&'static str>, Failure> {
        let mut fields = Fields::default();
        fields.set(name, value);
        too_long(TEXTS, &fields).map(|problems| problems.iter().map(|problem| problem.word).collect())
    }

    #[test]
    fn a_text_is_measured_as_its_rule_measures_it() {
        assert_eq!(judged("title", "năm chữ").unwrap(), ["title_long"]);
        // Composed or not, with spaces around or not: five letters.
        assert_eq!(judged("title", "  ho\u{300}a\u{300} mo\u{323}  ").unwrap(), ["title_long"]);
        assert_eq!(judged("title", "  ho\u{300}a\u{300} m\u{323}  ").unwrap(), Vec::<&str>::new());
        assert_eq!(judged("title", &" ".repeat(900)).unwrap(), Vec::<&str>::new());
        assert_eq!(judged("title", &" ".repeat(100_000)).unwrap(), ["title_long"]);
    }

    #[test]
    fn what_nobody_types_is_short() {
        assert!(judged("category", &"1".repeat(CHOICE_LIMIT)).is_ok());
        assert!(matches!(judged("category", &"1".repeat(CHOICE_LIMIT + 1)), Err(Failure::Refused(_))));
    }
}
