//! Who calls again, found by the telephone number that they left.
mod look_up;

pub use look_up::{Caller, look_up};
