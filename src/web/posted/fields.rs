//! The typed values of a form.
use crate::domain::text::legible;
use crate::web::error::Failure;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// The names under which something is typed in secret.
const SECRET: [&str; 3] = ["password", "again", "old"];

/// The typed values of a form, by name; a name may stand more than once. Control letters never come in.
///
/// What is typed in secret is kept apart: it goes into the form's own type and nowhere else. Whoever shows fields again,
/// seals them or sends them once more does not meet it.
#[derive(Default, Clone)]
pub struct Fields {
    open: Vec<(String, String)>,
    secret: Vec<(String, String)>,
}

/// Is what stands under this name typed in secret?
pub const fn is_secret(name: &str) -> bool {
    let mut at = 0;
    while at < SECRET.len() {
        if same(SECRET[at].as_bytes(), name.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// Equality, where a constant asks for it.
const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    one.len() == other.len() && at == one.len()
}

impl Fields {
    /// Reads what a plain form sends.
    pub fn of_typed(bytes: &[u8]) -> Result<Self, Failure> {
        let pairs: Result<Vec<(String, String)>, _> = serde_urlencoded::from_bytes(bytes);
        pairs.map(Self::from).map_err(|error| Failure::Malformed(error.to_string()))
    }

    /// The first value under a name, "" where there is none; never one typed in secret.
    pub fn get(&self, name: &str) -> &str {
        self.open.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All values under a name, in the order in which they came; never one typed in secret.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.open.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Did the name come with the form, be it empty? A box that is not ticked does not come.
    pub fn has(&self, name: &str) -> bool {
        self.open.iter().any(|(key, _)| key == name)
    }

    /// Did somebody type something in secret?
    pub fn has_secret(&self) -> bool {
        !self.secret.is_empty()
    }

    /// All that is no secret, in the order in which it came.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.open
    }

    /// Everything, to be measured.
    pub(super) fn measured(&self) -> impl Iterator<Item = &(String, String)> {
        self.open.iter().chain(&self.secret)
    }

    /// The same without what stands under these names.
    pub fn without(&self, names: &[&str]) -> Self {
        let left = self.open.iter().filter(|(key, _)| !names.contains(&key.as_str()));
        Self { open: left.cloned().collect(), secret: self.secret.clone() }
    }

    /// Adds a value without its control letters; a secret one is kept apart.
    pub fn push(&mut self, name: String, value: String) {
        let place = if is_secret(&name) { &mut self.secret } else { &mut self.open };
        place.push((name, legible(&value)));
    }

    /// Puts another value in the place of those under a name.
    pub fn set(&mut self, name: &str, value: &str) {
        self.open.retain(|(key, _)| key != name);
        self.push(name.to_owned(), value.to_owned());
    }

    /// A name that stands twice counts once, by its first value; `all` tells them apart where that matters.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let mut seen = HashSet::new();
        let once: Vec<_> = self.measured().filter(|(name, _)| seen.insert(name.as_str())).collect();
        let text =
            serde_urlencoded::to_string(&once).map_err(|error| Failure::Malformed(error.to_string()))?;
        serde_urlencoded::from_str(&text).map_err(|error| Failure::Malformed(error.to_string()))
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut fields = Self::default();
        pairs.into_iter().for_each(|(name, value)| fields.push(name, value));
        fields
    }
}

/// What was typed is nobody's business but the form's: it never reaches a log.
impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fields(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::password::Password;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct SignIn {
        email: String,
        password: Password,
    }

    #[test]
    fn a_secret_goes_into_the_forms_own_type_and_nowhere_else() {
        let fields = Fields::of_typed(b"email=an&password=m%C6%B0a&again=r%C3%A0o&old=b%E1%BA%A3y").unwrap();
        let form: SignIn = fields.read().unwrap();
        assert_eq!((form.email.as_str(), form.password.reveal()), ("an", "mưa"));
        assert!(fields.has_secret() && !fields.has("password") && fields.get("password").is_empty());
        assert_eq!(fields.pairs(), [("email".to_owned(), "an".to_owned())]);
        assert!(fields.without(&["email"]).pairs().is_empty());
        assert_eq!(fields.measured().count(), 4, "secrets are measured too");
    }

    #[test]
    fn a_form_without_a_secret_says_so() {
        assert!(!Fields::of_typed(b"passwords=x&Password=y").unwrap().has_secret());
    }
}
