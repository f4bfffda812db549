//! The copy that the public reads is corrected; what the sender wrote stays as it is beside it.
use super::{Happening, Order, find_for, record};
use crate::actions::{Problem, Refusal};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;

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

/// Replaces the public copy; the event keeps who did it and why.
pub fn edit_public_text(
    portal: &Portal,
    order: Order<'_>,
    text: &PublicText,
    why: &str,
) -> Result<Ticket, Refusal> {
    text.check()?;
    let now = portal.now();
    portal.db.change(|c| {
        let mut moved = find_for(c, order, Act::EditPublicText)?.change();
        moved.ticket.public_title = text.title();
        moved.ticket.public_body = text.body();
        let happening = Happening::of(EventKind::TextEdited).remarked(&tidy(why));
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
