//! Whoever watches looked a poor rating over and leaves the answer as it is.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::rating::{Rating, Review};
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{Conn, ratings};

/// Closes the review of a poor rating with a word, which is for the staff.
///
/// # Errors
/// `Invalid` without a word, `TooLate` where no rating waits.
pub fn close_rating(portal: &Portal, order: Order<'_>, word: &str) -> Result<Ticket, Refusal> {
    let (word, now) = (Reason::at("word", word)?, portal.now());
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::ReviewRating)?;
        reviewed(c, ticket.id, Review::Closed)?;
        let happening = Happening::of(EventKind::RatingClosed).remarked(word.as_str());
        record(c, now, Some(order.actor.id), ticket.change(), happening)
    })
}

/// The rating that waits was looked over.
pub(super) fn reviewed(conn: &mut Conn, ticket: TicketId, review: Review) -> Result<(), Refusal> {
    let waiting = ratings::of_ticket(conn, ticket)?.filter(|one| one.review == Review::Open);
    let rating = waiting.ok_or(Refusal::TooLate)?;
    Ok(ratings::put(conn, &Rating { review, ..rating })?)
}
