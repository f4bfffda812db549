//! The agencies that hold and answer reports, as administrators keep them.
mod create;
mod edit;
mod end;
mod fields;
mod pass_on;

pub use create::create;
pub use edit::edit;
pub use end::{Ending, end};
pub use fields::{AgencyFields, KINDS, LINE_LIMIT, PHONE_LIMIT, SHORT_LIMIT};
pub use pass_on::pass_on;
