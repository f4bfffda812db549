//! What is wrong with something typed.

/// Something typed that cannot be taken: the field, and the tail of the words that say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    pub field: &'static str,
    pub word: &'static str,
}

impl Problem {
    /// `field` as the form names it, `word` as the catalogue of problems names it.
    pub fn new(field: &'static str, word: &'static str) -> Self {
        Self { field, word }
    }
}
