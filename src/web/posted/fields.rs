//! The typed values of a form.
use crate::domain::text::legible;
use crate::web::error::Failure;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// The typed values of a form, by name; a name may stand more than once. Control letters never come in.
#[derive(Default, Clone)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads what a plain form sends.
    pub fn of_typed(bytes: &[u8]) -> Result<Self, Failure> {
        let pairs: Result<Vec<(String, String)>, _> = serde_urlencoded::from_bytes(bytes);
        pairs.map(Self::from).map_err(|error| Failure::Malformed(error.to_string()))
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// All of them, in the order in which they came.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same without what stands under these names.
    pub fn without(&self, names: &[&str]) -> Self {
        let left = self.0.iter().filter(|(key, _)| !names.contains(&key.as_str()));
        Self(left.cloned().collect())
    }

    pub fn push(&mut self, name: String, value: String) {
        self.0.push((name, legible(&value)));
    }

    /// Puts another value in the place of those under a name.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// A name that stands twice counts once, by its first value; `all` tells them apart where that matters.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let mut seen = HashSet::new();
        let once: Vec<_> = self.0.iter().filter(|(name, _)| seen.insert(name.as_str())).collect();
        let text =
            serde_urlencoded::to_string(&once).map_err(|error| Failure::Malformed(error.to_string()))?;
        serde_urlencoded::from_str(&text).map_err(|error| Failure::Malformed(error.to_string()))
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, legible(&value))).collect())
    }
}

/// What was typed is nobody's business but the form's: it never reaches a log.
impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fields(…)")
    }
}
