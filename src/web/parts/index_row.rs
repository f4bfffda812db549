//! A list of links, each with a line about it.

/// A row of `way::index`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexRow {
    pub href: String,
    pub label: String,
    /// "" if there is nothing to add.
    pub note: String,
}
