//! Why somebody does a thing: who is told of it must be able to understand it.
use super::problem::Problem;
use super::text::{count_letters, tidy};
use std::fmt;

/// The fewest letters that can give a reason.
const LEAST: usize = 5;

/// A reason as it is kept: tidy, and of five letters at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// Reads what was typed into the field `why`.
    ///
    /// # Errors
    /// The problem with the field when it says nothing.
    pub fn new(typed: &str) -> Result<Self, Problem> {
        Self::at("why", typed)
    }

    /// Reads what was typed into a field of another name.
    ///
    /// # Errors
    /// As [`Reason::new`].
    pub fn at(field: &'static str, typed: &str) -> Result<Self, Problem> {
        if count_letters(typed) < LEAST {
            return Err(Problem::new(field, "why_missing"));
        }
        Ok(Self(tidy(typed)))
    }

    /// The reason as it was tidied.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_struck_at_random_are_no_reason() {
        for nothing in ["", "   ", "......", "11111", "vì a!"] {
            assert_eq!(Reason::new(nothing), Err(Problem::new("why", "why_missing")), "{nothing}");
        }
        assert_eq!(Reason::at("remark", "-"), Err(Problem::new("remark", "why_missing")));
    }

    #[test]
    fn a_reason_is_kept_tidy() {
        let reason = Reason::new(" Không thuộc\r\n\r\n\r\n địa bàn\u{200b} ").unwrap();
        assert_eq!(reason.as_str(), "Không thuộc\n\n địa bàn");
        assert_eq!(format!("x: {reason}"), "x: Không thuộc\n\n địa bàn");
        assert!(Reason::new("vì nó").is_err() && Reason::new("vì nó à").is_ok());
    }
}
