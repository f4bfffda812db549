//! What is wrong with something typed.

/// Something typed that cannot be taken: the field, and the tail of the words that say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    pub field: &'static str,
    pub word: &'static str,
}

impl Problem {
    pub fn new(field: &'static str, word: &'static str) -> Self {
        Self { field, word }
    }
}
