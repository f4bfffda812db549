//! The copy that the public reads is corrected: its words, its place, which photos show. What the sender wrote stays as it
//! is beside it.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::intake::{PLACE_LIMIT, PublicText};
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::domain::text::tidy;
use crate::domain::ticket::Ticket;
use crate::ids::PhotoId;
use crate::portal::Portal;
use crate::store::photos;

/// All that the public reads of what a sender sent, as a person lets it out.
pub struct PublicCopy {
    pub text: PublicText,
    pub place: String,
    /// The photos that the public may see.
    pub photos: Vec<PhotoId>,
}

/// Replaces the public copy, and counts as a check of it: whoever saves it has seen all of it. The event keeps who did it
/// and why.
///
/// # Errors
/// `TooLate` for what was never accepted: accepting checks it.
pub fn edit_public_text(
    portal: &Portal,
    order: Order<'_>,
    copy: &PublicCopy,
    why: &str,
) -> Result<Ticket, Refusal> {
    if copy.place.chars().count() > PLACE_LIMIT {
        return Err(Refusal::field("place", "too_long"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::EditPublicText)?;
        if ticket.status == Status::New || ticket.accepted_at.is_none() {
            return Err(Refusal::TooLate);
        }
        let mut moved = ticket.change();
        let ticket = &mut moved.ticket;
        ticket.public_title = copy.text.title().to_owned();
        ticket.public_body = copy.text.body().to_owned();
        ticket.place = tidy(&copy.place);
        ticket.check(order.actor.id, now);
        photos::show_only(c, ticket.id, &copy.photos)?;
        let happening = Happening::of(EventKind::TextEdited).remarked(&tidy(why));
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
