//! The ways to newer and older entries of a list.

/// Arguments of `pager::pager`; an address is "" where there is no such page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    pub newer: String,
    pub older: String,
    pub told: String,
}
