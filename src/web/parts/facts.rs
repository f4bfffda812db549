//! Things and their values, and key figures.

/// One pair of `facts::list`, `facts::rows`, `facts::stats`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    pub term: String,
    pub value: String,
}

impl Fact {
    /// Both in the reader's words already.
    pub fn new(term: String, value: impl Into<String>) -> Self {
        Self { term, value: value.into() }
    }
}
