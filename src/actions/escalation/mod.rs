//! Something is owed for long: whoever can help is told, by the city's ladder.
mod change;
mod climb;
mod plan;

pub use change::{RungTyped, add_rung, remove_rung};
pub use climb::escalate;
pub use plan::{Planned, plan};
