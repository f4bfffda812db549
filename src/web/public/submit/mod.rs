//! A resident sends a report: short pages over one draft that lies on the server.
//!
//! Each page reads the draft, shows what was typed, and keeps what is typed next, right or wrong; going back or forward
//! loses nothing. Each page carries the number of its draft: an old page writes nothing into another report. Only the
//! last page makes a report of it.
pub mod category;
pub mod contact;
pub mod heed;
mod keep;
pub mod named;
pub mod photos;
pub mod place;
pub mod pointed;
pub mod questions;
mod restart;
pub mod review;
mod scene;
pub mod similar;
pub mod stop;
pub mod thanks;
mod way;
pub mod what;

pub use keep::again;
pub use restart::restart;
pub use way::{Step, Way};

use keep::keep;
use scene::Scene;
pub(super) use scene::{key_of, writer_of};

/// A ticked box.
const YES: &str = "yes";
