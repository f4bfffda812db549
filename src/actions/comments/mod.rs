//! Somebody says something publicly about a report, and somebody who may hide it decides whether it is read.
mod decide;
mod say;

pub use decide::{Decided, decide};
pub use say::{say, say_as_sender};
