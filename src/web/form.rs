//! What a form shows again: the values as typed, and what is wrong with them.
//!
//! A page with a form keeps what was typed in its own struct (strings, as they came) and one [`Errors`]:
//!
//! ```text
//! pub struct CallPage { pub shell: Shell, pub title: String, pub kinds: Vec<Choice>, pub errors: Errors }
//!
//! press.answer(verb, async |done| …, async |visitor, typed, errors| …)     // wrong: 422, all of it kept (`web/press`)
//!
//! {{ form::errors(shell.w, errors) }}
//! {{ form::text(shell.w, "title", label, title, errors.at("title")) }}
//! {{ form::choices(shell.w, "kind", legend, kinds, errors.at("kind")) }}
//! ```
//!
//! The field of a [`Problem`] is the name of its control, which is also its id; its word is a key under `problem.`.
use crate::actions::Problem;
use crate::i18n::Words;

/// One line of the summary, leading to the field it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorShown {
    pub field_id: String,
    pub message: String,
}

/// All that is wrong with a form, in the order of its fields; empty on a form not yet sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(Vec<ErrorShown>);

impl Errors {
    /// The problems, said in the visitor's language.
    pub fn of(words: &Words, problems: &[Problem]) -> Self {
        let mut errors = Self::default();
        for problem in problems {
            let label = words.say_or_nothing(&format!("admin.field.{}", problem.field));
            errors.add(problem.field, words.fill(&format!("problem.{}", problem.word), [("field", label)]));
        }
        errors
    }

    /// Adds something that a word alone cannot say ("ảnh nhà.heic: …").
    pub fn add(&mut self, field_id: &str, message: String) {
        self.0.push(ErrorShown { field_id: field_id.to_owned(), message });
    }

    /// The same, all of it said at one field: where a page has several forms with the same fields.
    pub fn all_at(mut self, field_id: &str) -> Self {
        self.0.iter_mut().for_each(|error| field_id.clone_into(&mut error.field_id));
        self
    }

    /// What is wrong with a field, "" if nothing is; several things stand one after the other.
    pub fn at(&self, field_id: &str) -> String {
        let own = self.0.iter().filter(|error| error.field_id == field_id);
        own.map(|error| error.message.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// How many things are wrong.
    pub fn count(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// Is nothing wrong with the form?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a ErrorShown;
    type IntoIter = std::slice::Iter<'a, ErrorShown>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// One of several answers to choose from: radio, checkbox or an option of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// "" where there is none.
    pub hint: String,
    pub chosen: bool,
}

impl Choice {
    /// A choice that is marked when its value is the one `chosen` already.
    pub fn new(value: &str, label: String, chosen: &str) -> Self {
        Self { value: value.to_owned(), label, hint: String::new(), chosen: value == chosen }
    }

    /// Adds a line of explanation under the label.
    pub fn with_hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }
}

/// A photo that the portal has received already, for `form::kept`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPicture {
    /// What the form sends back to keep it.
    pub key: String,
    /// The address of the small picture.
    pub small: String,
    pub alt: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake;

    #[test]
    fn a_field_says_all_that_is_wrong_with_it_and_others_stay_silent() {
        let mut errors = Errors::default();
        assert!(errors.is_empty());
        errors.add("photos", "a.heic: one".into());
        errors.add("photos", "b.txt: two".into());
        assert_eq!(errors.at("photos"), "a.heic: one b.txt: two");
        assert_eq!(errors.at("title"), "");
        assert_eq!(errors.into_iter().count(), 2);
    }

    #[test]
    fn what_is_said_of_a_limit_is_the_limit() {
        let said = [
            ("problem.title_long", intake::TITLE_LIMIT),
            ("submit.what_title_hint", intake::TITLE_LIMIT),
            ("problem.body_long", intake::BODY_LIMIT),
            ("problem.place_long", intake::PLACE_LIMIT),
            ("problem.name_long", intake::NAME_LIMIT),
            ("problem.commune_long", intake::COMMUNE_LIMIT),
        ];
        for (key, limit) in said {
            for w in ["vi", "en"].map(Words::of) {
                let number = w.number(i64::try_from(limit).unwrap());
                assert!(w.say(key).contains(&number), "{key} does not say {number}");
            }
        }
    }

    #[test]
    fn problems_are_said_in_the_visitors_language() {
        let problems = [Problem::new("title", "title_empty")];
        let [vi, en] = ["vi", "en"].map(|lang| Errors::of(&Words::of(lang), &problems).at("title"));
        assert!(!vi.contains('⟦') && !en.contains('⟦') && vi != en);
    }
}
