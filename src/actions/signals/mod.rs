//! Words by which a report is known to need another way first, as administrators keep them.
mod create;
mod edit;
mod fields;

pub use create::create;
pub use edit::edit;
pub use fields::{ADVICE_LIMIT, LINK_LIMIT, SignalFields, TITLE_LIMIT, WORDS_LIMIT};
