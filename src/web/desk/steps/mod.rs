//! The steps that are taken with a report at the desk, one file each. What they have in common is in `desk/step`.
pub mod accept;
pub mod ask_info;
pub mod assign;
pub mod claim;
pub mod close;
pub mod draft_reply;
pub mod edit_public_text;
pub mod forward;
pub mod give_info;
pub mod grant_extension;
pub mod mark_duplicate;
pub mod publish;
pub mod refuse;
pub mod release;
pub mod reopen;
pub mod return_draft;
pub mod send_back;
pub mod separate;
pub mod set_kind;
pub mod set_level;
pub mod set_prominence;
pub mod take;
pub mod write_note;
pub mod write_progress;

use super::step::Step;

/// All of them, in the order in which a page shows those that it lists.
pub const ALL: &[&Step] = &[
    &accept::STEP,
    &take::STEP,
    &claim::STEP,
    &assign::STEP,
    &release::STEP,
    &write_progress::STEP,
    &send_back::STEP,
    &grant_extension::STEP,
    &forward::STEP,
    &ask_info::STEP,
    &mark_duplicate::STEP,
    &separate::STEP,
    &refuse::STEP,
    &give_info::STEP,
    &reopen::STEP,
    &close::STEP,
    &set_level::STEP,
    &set_kind::STEP,
    &edit_public_text::STEP,
    &set_prominence::STEP,
    &draft_reply::STEP,
    &publish::STEP,
    &return_draft::STEP,
    &write_note::STEP,
];

/// The step whose address ends in this.
pub fn at(path: &str) -> Option<&'static Step> {
    ALL.iter().find(|step| step.path == path).copied()
}
