//! What categories ask beside what all are asked, as administrators keep it.
mod create;
mod edit;
mod end;
mod fields;

pub use create::create;
pub use edit::edit;
pub use end::end;
pub use fields::{ChoiceFields, LABEL_LIMIT, MOST_CHOICES, NAME_LIMIT, QuestionFields, STOP_LIMIT};
