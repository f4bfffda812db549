//! The map of public reports, and what it is drawn on.
pub mod borders;
