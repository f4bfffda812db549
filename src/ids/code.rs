//! The public code of a report, `26-8K3F-Q7TY`: short enough to say on the phone, and it notices a slip of the tongue.
use std::fmt;
use std::str::FromStr;

/// Digits and letters without I, L, O, U (Crockford's base 32), and without W: spoken "vê kép", heard as two V.
/// That leaves 31, a prime, which is what lets one check character catch every slip.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRSTVXYZ";

/// Two digits of the year, seven random characters, one check character.
const LENGTH: usize = 10;

/// The public code of a report: `YY-XXXX-XXXC`.
///
/// `YY` is the year it was sent, `X` are random (27 thousand million a year: among a million reports a guess hits one
/// time in 27,000, so lookups are throttled all the same), `C` catches every single wrong character and every swap.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct TicketCode([u8; LENGTH + 2]);

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// Not ten characters, or one that no code has: "a code looks like 26-8K3F-Q7TY".
    Shape,
    /// The form is right and the check character is not: "one character is wrong".
    Check,
}

impl TicketCode {
    /// A new code for a report sent in `year` (Vietnam's calendar), from a generator seeded by the operating system.
    pub fn random(year: i32) -> Self {
        let mut values = [0; LENGTH];
        let short = year.rem_euclid(100) as u8;
        (values[0], values[1]) = (short / 10, short % 10);
        for value in &mut values[2..LENGTH - 1] {
            *value = rand::random_range(0..ALPHABET.len() as u8);
        }
        values[LENGTH - 1] = check(&values);
        Self::written(values)
    }

    /// Reads a code as people type it: any case, spaces and dashes anywhere or nowhere, O for 0, I and L for 1.
    ///
    /// # Errors
    /// [`CodeProblem::Shape`] when it cannot be a code, [`CodeProblem::Check`] when a character must be wrong.
    pub fn parse(text: &str) -> Result<Self, CodeProblem> {
        let mut values = [0; LENGTH];
        let mut count = 0;
        for typed in text.chars().filter(|typed| !is_gap(*typed)) {
            *values.get_mut(count).ok_or(CodeProblem::Shape)? = value_of(typed).ok_or(CodeProblem::Shape)?;
            count += 1;
        }
        if count != LENGTH || values[0] > 9 || values[1] > 9 {
            return Err(CodeProblem::Shape);
        }
        if check(&values) != values[LENGTH - 1] {
            return Err(CodeProblem::Check);
        }
        Ok(Self::written(values))
    }

    /// The code in its one canonical form, `26-8K3F-Q7TY`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn written(values: [u8; LENGTH]) -> Self {
        let mut text = [b'-'; LENGTH + 2];
        for (at, value) in values.into_iter().enumerate() {
            let dashes_before = usize::from(at >= 2) + usize::from(at >= 6);
            text[at + dashes_before] = ALPHABET[usize::from(value)];
        }
        Self(text)
    }
}

/// The check character's value for the characters before it.
///
/// Each place weighs differently (10, 9, … 2, and 1 for the check) and the sum is a multiple of 31. As 31 is prime, one
/// changed character or two exchanged ones always change the sum to something that is not.
fn check(values: &[u8; LENGTH]) -> u8 {
    let sum: usize =
        values[..LENGTH - 1].iter().zip((2..=LENGTH).rev()).map(|(v, weight)| usize::from(*v) * weight).sum();
    ((ALPHABET.len() - sum % ALPHABET.len()) % ALPHABET.len()) as u8
}

/// What people put between the groups: spaces, any dash, a dot.
fn is_gap(typed: char) -> bool {
    typed.is_whitespace()
        || matches!(typed, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}' | '\u{feff}')
}

fn value_of(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == meant).map(|at| at as u8)
}

impl fmt::Display for TicketCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for TicketCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TicketCode({})", self.as_str())
    }
}

impl fmt::Display for CodeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shape => "not the form of a code",
            Self::Check => "a character of the code is wrong",
        })
    }
}

impl std::error::Error for CodeProblem {}

impl FromStr for TicketCode {
    type Err = CodeProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

crate::ids::text_column!(TicketCode);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// The characters of a code without its dashes.
    fn bare(code: TicketCode) -> Vec<char> {
        code.as_str().chars().filter(|c| *c != '-').collect()
    }

    #[test]
    fn a_random_code_has_the_form_and_reads_back() {
        for _ in 0..1_000 {
            let code = TicketCode::random(2026);
            let text = code.to_string();
            assert_eq!(text.len(), 12, "{text}");
            assert!(text.starts_with("26-"));
            assert_eq!(text.as_bytes()[7], b'-');
            assert_eq!(TicketCode::parse(&text), Ok(code));
        }
        assert!(TicketCode::random(2105).as_str().starts_with("05-"));
    }

    /// What chance alone would break has no place here: two of ten thousand codes are the same once in 550 times.
    #[test]
    fn every_random_place_takes_every_character() {
        let mut seen: [HashSet<char>; LENGTH - 3] = Default::default();
        for _ in 0..2_000 {
            let code = bare(TicketCode::random(2026));
            for (place, character) in seen.iter_mut().zip(&code[2..]) {
                place.insert(*character);
            }
        }
        assert_eq!(seen.map(|place| place.len()), [ALPHABET.len(); LENGTH - 3]);
    }

    #[test]
    fn every_wrong_character_is_caught() {
        for _ in 0..50 {
            let right = bare(TicketCode::random(2026));
            for at in 0..LENGTH {
                for other in ALPHABET.iter().map(|b| char::from(*b)).filter(|c| *c != right[at]) {
                    let mut wrong = right.clone();
                    wrong[at] = other;
                    assert!(
                        TicketCode::parse(&wrong.iter().collect::<String>()).is_err(),
                        "{right:?} {wrong:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_swap_is_caught() {
        for _ in 0..500 {
            let right = bare(TicketCode::random(2026));
            for one in 0..LENGTH {
                for other in (one + 1..LENGTH).filter(|other| right[*other] != right[one]) {
                    let mut wrong = right.clone();
                    wrong.swap(one, other);
                    assert!(
                        TicketCode::parse(&wrong.iter().collect::<String>()).is_err(),
                        "{right:?} {wrong:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn people_type_as_they_like() {
        let code =
            TicketCode::written([2, 6, 0, 1, 1, 0, 10, 11, 12, check(&[2, 6, 0, 1, 1, 0, 10, 11, 12, 0])]);
        let last = bare(code)[9];
        assert_eq!(code.as_str(), format!("26-0110-ABC{last}"));
        for typed in ["26-oil0-abc", " 26 0LIO abc", "2601IoaBc", "26–0110—a.b.c"] {
            assert_eq!(TicketCode::parse(&format!("{typed}{last}")), Ok(code), "{typed}");
        }
    }

    #[test]
    fn problems_have_their_word() {
        assert_eq!(TicketCode::parse(""), Err(CodeProblem::Shape));
        assert_eq!(TicketCode::parse("26-8K3F-Q7"), Err(CodeProblem::Shape));
        assert_eq!(TicketCode::parse("26-8K3F-Q7TYY"), Err(CodeProblem::Shape));
        assert_eq!(TicketCode::parse("26-8K3F-Q7U0"), Err(CodeProblem::Shape));
        assert_eq!(TicketCode::parse("A6-8K3F-Q7T0"), Err(CodeProblem::Shape));
        let checked =
            ALPHABET.iter().map(|last| TicketCode::parse(&format!("26-8K3F-Q7T{}", char::from(*last))));
        let (right, wrong): (Vec<_>, Vec<_>) = checked.partition(Result::is_ok);
        assert_eq!(right, [TicketCode::parse("26-8K3F-Q7TY")]);
        assert!(wrong.iter().all(|answer| *answer == Err(CodeProblem::Check)));
    }
}
