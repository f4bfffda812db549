//! Reports as they live: sent, and moved on a step at a time, by the verbs that everybody uses and by somebody who may.
//!
//! The demo, the tests and the measurements make their reports here alone, so that none of them stands on what the portal
//! could not reach.
mod sending;
mod step;

pub use sending::{Sent, draft, send};
pub use step::{Answer, Step, live};

use crate::clock::{Clock, Moment};
use crate::portal::Portal;

/// The same portal at another moment.
pub fn at(portal: &Portal, moment: Moment) -> Portal {
    Portal { clock: Clock::fixed(moment), ..portal.clone() }
}
