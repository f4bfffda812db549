//! What a resident does before the report is sent: writes, adds photos, begins again.
mod admit;
mod keep_photo;
mod note_shown;
mod note_stopped;
mod restart;
mod write;

pub use admit::{Writer, admit_photo};
pub use keep_photo::{NotKept, drop_photos, has_room, keep_call_photo, keep_photo};
pub use note_shown::note_shown;
pub use note_stopped::{note_call_stopped, note_stopped};
pub use restart::restart;
pub use write::{Elsewhere, Page, write};
