//! Photos in a row.

/// Fields of one photo of `photo::strip` and `photo::pair`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhotoShown {
    pub small: String,
    pub large: String,
    pub alt: String,
    /// "4/9/2026"; "" if it says nothing more.
    pub caption: String,
}
