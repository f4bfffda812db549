//! The categories of reports, as administrators keep them.
mod create;
mod edit;
mod fields;

pub use create::create;
pub use edit::edit;
pub use fields::{CategoryFields, HINT_LIMIT, NAMED_LIMIT, STOP_LIMIT, WORDS_LIMIT};
