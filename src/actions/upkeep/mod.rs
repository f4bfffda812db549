//! What the portal does by itself, and what keeps it in order.
mod close_answered;
mod expire_unconfirmed;
mod plant;
mod plant_city;
mod retry_letter;
mod send_letters;
mod sweep;
mod sweep_shelf;
mod verify_history;
mod verify_shelf;

pub use close_answered::close_answered;
pub use expire_unconfirmed::expire_unconfirmed;
pub use plant_city::plant_city;
pub use retry_letter::retry_letter;
pub use send_letters::send_letters;
pub use sweep::{Swept, sweep};
pub use verify_history::{Verified, verify_history};
pub use verify_shelf::{Fault, Shelved, verify_shelf};

/// Asked before each unit of work: false when the portal is stopping, or somebody else does this work by now.
pub type GoesOn<'a> = dyn Fn() -> bool + 'a;
