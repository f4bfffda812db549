//! An official answer: drafted, proposed, returned or published, each verb a file.
mod attach;
mod change_files;
mod detach;
mod include_part;
mod mend;
mod propose;
mod publish;
mod return_draft;
mod save_draft;

pub use attach::{FILES_LIMIT, attach_document, attach_photo};
pub use change_files::{Came, FileChanges, bring_files, change_files};
pub use detach::{detach_document, detach_photo};
pub use include_part::include_part;
pub use mend::mend;
pub use propose::propose;
pub use publish::publish;
pub use return_draft::return_draft;
pub use save_draft::{BODY_LIMIT, LINE_LIMIT, Written, save_draft};
