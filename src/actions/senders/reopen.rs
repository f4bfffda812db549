//! Whom the answer did not settle it for opens their report again.
use super::say_more::add_photos;
use crate::actions::tickets::{Happening, open_again};
use crate::actions::{Refusal, shelf};
use crate::domain::event::EventKind;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::files::KeptPhoto;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::tickets;

/// Reopens an answered report, as the desk does and within the same days, with photos of how it looks now. Why is for the
/// staff alone: what a sender writes is not public before somebody looked at it.
///
/// # Errors
/// `Invalid` and `TooLate` as [`crate::actions::tickets::reopen`]; `Invalid` with too many photos.
pub fn reopen(portal: &Portal, id: TicketId, why: &str, kept: Vec<KeptPhoto>) -> Result<Ticket, Refusal> {
    let done = open(portal, id, why, &kept);
    if done.is_err() {
        kept.into_iter().for_each(|photo| shelf::give_up_photo(portal, photo));
    }
    done
}

fn open(portal: &Portal, id: TicketId, why: &str, kept: &[KeptPhoto]) -> Result<Ticket, Refusal> {
    let (why, now) = (Reason::new(why)?, portal.now());
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        add_photos(c, id, ("photos_now", kept), now)?;
        let happening = Happening::of(EventKind::Reopened).remarked(why.as_str());
        open_again(portal, c, None, ticket, happening)
    })
}
