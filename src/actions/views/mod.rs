//! Views that people save for themselves and for their teams.
mod keep;

pub use keep::{ViewTyped, remove_view, rename_view, save_view};
