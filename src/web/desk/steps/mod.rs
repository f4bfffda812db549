//! The steps that are taken with a report at the desk, one file each; a new file is found by itself (`build.rs`). What
//! they have in common is in `desk/step`.
use super::step::{Step, in_order};

include!(concat!(env!("OUT_DIR"), "/steps.rs"));

/// All of them, in the order in which a page shows those that it lists.
pub const ALL: &[&Step] = &in_order::<{ FOUND.len() }>(FOUND);

/// The step whose address ends in this.
pub fn at(path: &str) -> Option<&'static Step> {
    ALL.iter().find(|step| step.path == path).copied()
}
