//! Whoever watches opens a report again for what its sender thinks of the answer.
use super::close_rating::reviewed;
use super::reopen::open_for_good_reason;
use super::{Happening, Order, find_for};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::rating::Review;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

/// Opens it again whatever days its sender had. Why is for the staff.
///
/// # Errors
/// `Invalid` without a word or where nobody can take it, `TooLate` where no rating waits.
pub fn open_for_rating(portal: &Portal, order: Order<'_>, word: &str) -> Result<Ticket, Refusal> {
    let word = Reason::at("word", word)?;
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::ReviewRating)?;
        reviewed(c, ticket.id, Review::SentOn)?;
        let happening = Happening::of(EventKind::Reopened).remarked(word.as_str());
        open_for_good_reason(portal, c, Some(order.actor.id), ticket, happening)
    })
}
