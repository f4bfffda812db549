//! Telephone numbers: as people write them, kept in one form.
use crate::domain::text::tidy;
use crate::ids::text_enum;
use std::fmt;

text_enum! {
    /// Why a text is not a telephone number.
    pub enum PhoneProblem {
        /// Nothing was typed.
        Empty = "empty",
        /// Something that is neither a digit nor a usual separator.
        Character = "character",
        /// Too few or too many digits.
        Length = "length",
        /// The right length, but no Vietnamese number begins so.
        Prefix = "prefix",
    }
}

/// A telephone number a person can be called back on.
///
/// Vietnamese: mobile `03…`, `05…`, `07…`, `08…`, `09…` with ten digits, landline `02…` with eleven (the numbering plan
/// since 2018). Foreign: `+` and 8 to 15 digits (ITU-T E.164). Service numbers (1022, 1900…) are nobody's own.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a number with `+84`, `84`, `0084` or `0` in front, and spaces, dots, dashes, slashes or brackets inside.
    ///
    /// # Errors
    /// [`PhoneProblem`]: what to tell the person who typed it.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let typed = tidy(text);
        let (abroad, rest) = match typed.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, typed.as_str()),
        };
        let digits: String = rest.chars().filter(|c| !is_separator(*c)).collect();
        if !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(PhoneProblem::Character);
        }
        if digits.is_empty() {
            return Err(PhoneProblem::Empty);
        }
        let (abroad, digits) = match digits.strip_prefix("00") {
            Some(rest) if !abroad => (true, rest),
            _ => (abroad, digits.as_str()),
        };
        match digits.strip_prefix("84") {
            // "+84 (0)912…" is written on many cards: the nought is not dialled.
            Some(own) if abroad || matches!(digits.len(), 11 | 12) => {
                vietnamese(&format!("0{}", own.strip_prefix('0').unwrap_or(own)))
            }
            _ if abroad => foreign(digits),
            _ => vietnamese(digits),
        }
    }

    /// The canonical form, `0912345678` or `+33123456789`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last three digits only, for somebody who has to recognise a number and not to know it.
    pub fn masked(&self) -> String {
        let hidden = self.0.len().saturating_sub(3);
        format!("{}{}", "•".repeat(hidden), &self.0[hidden..])
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}')
}

fn vietnamese(digits: &str) -> Result<Phone, PhoneProblem> {
    let mut leading = digits.bytes();
    let length = match (leading.next(), leading.next()) {
        (Some(b'0'), Some(b'3' | b'5' | b'7' | b'8' | b'9')) => 10,
        (Some(b'0'), Some(b'2')) => 11,
        _ if (10..=11).contains(&digits.len()) => return Err(PhoneProblem::Prefix),
        _ => return Err(PhoneProblem::Length),
    };
    if digits.len() == length { Ok(Phone(digits.to_owned())) } else { Err(PhoneProblem::Length) }
}

fn foreign(digits: &str) -> Result<Phone, PhoneProblem> {
    match digits.len() {
        8..=15 if digits.starts_with('0') => Err(PhoneProblem::Prefix),
        8..=15 => Ok(Phone(format!("+{digits}"))),
        _ => Err(PhoneProblem::Length),
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Result<String, PhoneProblem> {
        Phone::parse(text).map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn a_mobile_number_in_every_dress() {
        let dresses = "0900000123|+84900000123|84900000123|0084 900 000 123|0900.000.123|(090) 000-0123|+84 (0)900 000 123";
        for typed in dresses.split('|').chain([" 0900\u{a0}000\u{200b}123\n"]) {
            assert_eq!(phone(typed).as_deref(), Ok("0900000123"), "{typed}");
        }
    }

    #[test]
    fn landlines_and_foreign_numbers() {
        assert_eq!(phone("0225 300 0000").as_deref(), Ok("02253000000"));
        assert_eq!(phone("+84 225 300 0000").as_deref(), Ok("02253000000"));
        assert_eq!(phone("+33 1 23 45 67 89").as_deref(), Ok("+33123456789"));
        assert_eq!(phone("00 33 1 23 45 67 89").as_deref(), Ok("+33123456789"));
    }

    #[test]
    fn phone_problems_have_their_word() {
        for (typed, problem) in [
            ("", PhoneProblem::Empty),
            (" - ", PhoneProblem::Empty),
            ("09O0000123", PhoneProblem::Character),
            ("0900000123, 0900000124", PhoneProblem::Character),
            ("+84+900000123", PhoneProblem::Character),
            ("090000012", PhoneProblem::Length),
            ("09000001234", PhoneProblem::Length),
            ("0225300000", PhoneProblem::Length),
            ("1022", PhoneProblem::Length),
            ("+1234567", PhoneProblem::Length),
            ("+1234567890123456", PhoneProblem::Length),
            ("0400000123", PhoneProblem::Prefix),
            ("01680000123", PhoneProblem::Prefix),
            ("+84 400 000 123", PhoneProblem::Prefix),
        ] {
            assert_eq!(phone(typed), Err(problem), "{typed}");
        }
    }

    #[test]
    fn debug_output_shows_none_of_it() {
        assert_eq!(format!("{:?}", Phone::parse("0900000123").unwrap()), "Phone(…)");
    }

    #[test]
    fn a_masked_number_keeps_three_digits() {
        assert_eq!(Phone::parse("0900000123").unwrap().masked(), "•••••••123");
    }
}
