//! Whom the answer did not settle it for opens their report again.
use super::of_code;
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, open_again};
use crate::domain::event::EventKind;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Reopens an answered report, as the desk does and within the same days. Why is for the staff alone: what a sender writes
/// is not public before somebody looked at it.
///
/// # Errors
/// `Missing` where no report has this code; `Invalid` and `TooLate` as [`crate::actions::tickets::reopen`].
pub fn reopen(portal: &Portal, code: &str, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    portal.db.change(|c| {
        let ticket = of_code(c, code)?;
        let happening = Happening::of(EventKind::Reopened).remarked(why.as_str());
        open_again(portal, c, None, ticket, happening)
    })
}
