//! How long what is owed may take, as administrators keep it. What runs already keeps the deadline that it was given.
mod end_term;
mod fields;
mod set_term;

pub use end_term::end_term;
pub use fields::{BASIS_LIMIT, TermTyped};
pub use set_term::set_term;
