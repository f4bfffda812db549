//! Why a report may be refused, as administrators keep it.
mod create;
mod edit;
mod fields;

pub use create::create;
pub use edit::edit;
pub use fields::{BASIS_LIMIT, NAME_LIMIT, ReasonFields, TEXT_LIMIT};
