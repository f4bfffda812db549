//! The copy that the public reads is corrected: its words, its place, which photos show. What the sender wrote stays as it
//! is beside it.
use super::{Happening, Order, PLACE_LIMIT, find_for, record};
use crate::actions::{Problem, Refusal};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::ids::PhotoId;
use crate::portal::Portal;
use crate::store::photos;

/// The longest public title, in characters.
pub const PUBLIC_TITLE_LIMIT: usize = 160;
/// The longest public text, in characters.
pub const PUBLIC_BODY_LIMIT: usize = 5_000;

/// A title and a text, as an agent typed them.
pub struct PublicText {
    pub title: String,
    pub body: String,
}

impl PublicText {
    pub fn title(&self) -> String {
        tidy(&self.title).replace('\n', " ")
    }

    pub fn body(&self) -> String {
        tidy(&self.body)
    }

    /// # Errors
    /// The fields that are empty or too long.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        if count_letters(&self.title) == 0 {
            problems.push(Problem::new("public_title", "empty"));
        } else if self.title().chars().count() > PUBLIC_TITLE_LIMIT {
            problems.push(Problem::new("public_title", "too_long"));
        }
        if count_letters(&self.body) == 0 {
            problems.push(Problem::new("public_body", "empty"));
        } else if self.body().chars().count() > PUBLIC_BODY_LIMIT {
            problems.push(Problem::new("public_body", "too_long"));
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Invalid(problems)) }
    }
}

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
    copy.text.check()?;
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
        ticket.public_title = copy.text.title();
        ticket.public_body = copy.text.body();
        ticket.place = tidy(&copy.place);
        ticket.check(order.actor.id, now);
        photos::show_only(c, ticket.id, &copy.photos)?;
        let happening = Happening::of(EventKind::TextEdited).remarked(&tidy(why));
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
