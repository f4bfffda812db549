//! What is done to a report, one verb a file.
mod accept;
mod assign;
mod deadlines;
mod edit_public_text;
mod forward;
mod mark_duplicate;
mod record;
mod refuse;
mod send_back;
mod set_prominence;
mod take;
mod write_note;
mod write_progress;

pub use accept::{Accepted, accept};
pub use assign::assign;
pub use deadlines::{expected_answer, start_clock};
pub use edit_public_text::{PublicText, edit_public_text};
pub use forward::{Destination, forward};
pub use mark_duplicate::mark_duplicate;
pub use record::{Happening, Order, find_for, index, record};
pub use refuse::refuse;
pub use send_back::send_back;
pub use set_prominence::set_prominence;
pub use take::take;
pub use write_note::write_note;
pub use write_progress::write_progress;
