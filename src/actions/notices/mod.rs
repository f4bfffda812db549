//! Whoever must act is told; whoever is away has a deputy.
mod absence;
mod choose_letters;
mod read;
mod tell;
mod write_letters;

pub use absence::{Away, be_away, come_back};
pub use choose_letters::choose_letters;
pub use read::{read_one, read_until};
pub(super) use tell::{Tidings, deliver, staff_of, tell};
pub use write_letters::write_letters;
