//! E-mail addresses: what can be written to, and nothing that could break a letter.
use crate::domain::text::tidy;
use crate::ids::text_enum;
use std::fmt;

text_enum! {
    /// Why a text is not an e-mail address.
    pub enum EmailProblem {
        /// Nothing was typed.
        Empty = "empty",
        /// Not one `@` with something on both sides, or a character that no usual address has.
        Shape = "shape",
        /// What follows the `@` is no domain: "gmail" for "gmail.com".
        Domain = "domain",
        /// Longer than 254 characters, or than 64 before the `@` (RFC 5321).
        Length = "length",
    }
}

/// An e-mail address in the form that mail servers everywhere accept. Quoted names and letters beyond ASCII are refused:
/// they are legal, hardly anybody has one, and a mistyped one would lose every letter.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address; the domain becomes lower case, the name before `@` stays as typed.
    ///
    /// # Errors
    /// [`EmailProblem`]: what to tell the person who typed it.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        let typed = tidy(text);
        if typed.is_empty() {
            return Err(EmailProblem::Empty);
        }
        let (name, domain) = typed.split_once('@').ok_or(EmailProblem::Shape)?;
        if !is_name(name) || domain.contains('@') || domain.is_empty() {
            return Err(EmailProblem::Shape);
        }
        if typed.len() > 254 || name.len() > 64 {
            return Err(EmailProblem::Length);
        }
        if !is_domain(domain) {
            return Err(EmailProblem::Domain);
        }
        Ok(Self(format!("{name}@{}", domain.to_ascii_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Words of ASCII letters, digits and the signs that RFC 5322 allows unquoted, with single dots between.
fn is_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    name.split('.').all(|word| !word.is_empty() && word.bytes().all(allowed))
}

/// At least two labels, the last one not a number.
fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let sound = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let named = |label: &&str| label.len() >= 2 && label.starts_with(|c: char| c.is_ascii_alphabetic());
    labels.len() >= 2 && labels.iter().all(sound) && labels.last().is_some_and(named)
}

/// "n•••@example.vn": enough for its owner to know it again and for staff to see where letters do not arrive.
pub fn masked(address: &str) -> String {
    match address.split_once('@') {
        Some((name, domain)) => format!("{}•••@{domain}", name.chars().take(1).collect::<String>()),
        None => "•••".into(),
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> Result<String, EmailProblem> {
        Email::parse(text).map(|email| email.as_str().to_owned())
    }

    #[test]
    fn addresses_keep_their_name_and_lower_their_domain() {
        assert_eq!(email(" Nguyen.An+1@Example.COM \n").as_deref(), Ok("Nguyen.An+1@example.com"));
        assert_eq!(email("a@xn--bcher-kva.xn--p1ai").as_deref(), Ok("a@xn--bcher-kva.xn--p1ai"));
        let longest = format!("{}@{}.vn", "a".repeat(64), vec!["b".repeat(61); 3].join("."));
        assert_eq!(longest.len(), 253);
        assert!(email(&longest).is_ok());
    }

    #[test]
    fn email_problems_have_their_word() {
        let many = ["b".repeat(61), "b".repeat(61), "b".repeat(61), "vn".into()].join(".");
        for (typed, problem) in [
            ("".to_owned(), EmailProblem::Empty),
            ("an.example.vn".into(), EmailProblem::Shape),
            ("an@".into(), EmailProblem::Shape),
            ("@example.vn".into(), EmailProblem::Shape),
            ("an@b@example.vn".into(), EmailProblem::Shape),
            ("an..b@example.vn".into(), EmailProblem::Shape),
            (".an@example.vn".into(), EmailProblem::Shape),
            ("ân@example.vn".into(), EmailProblem::Shape),
            ("An <an@example.vn>".into(), EmailProblem::Shape),
            ("an@example.vn\nBcc: all@example.vn".into(), EmailProblem::Shape),
            ("an@gmail".into(), EmailProblem::Domain),
            ("an@gmail..com".into(), EmailProblem::Domain),
            ("an@-gmail.com".into(), EmailProblem::Domain),
            ("an@127.0.0.1".into(), EmailProblem::Domain),
            ("an@gmail.com.".into(), EmailProblem::Domain),
            ("an@gma il.com".into(), EmailProblem::Domain),
            (format!("{}@example.vn", "a".repeat(65)), EmailProblem::Length),
            (format!("{}@b.{many}", "a".repeat(64)), EmailProblem::Length),
        ] {
            assert_eq!(email(&typed), Err(problem), "{typed}");
        }
    }

    #[test]
    fn a_masked_address_shows_its_first_letter_and_its_domain() {
        assert_eq!(masked("nguyen.lan@example.vn"), "n•••@example.vn");
        assert_eq!(masked("@example.vn"), "•••@example.vn");
        assert_eq!(masked("nobody"), "•••");
    }

    #[test]
    fn debug_output_shows_none_of_it() {
        assert_eq!(format!("{:?}", Email::parse("an@example.vn").unwrap()), "Email(…)");
    }
}
