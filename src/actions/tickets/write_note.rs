//! A note for colleagues. The public never reads it.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::domain::event::{EventKind, Note};
use crate::domain::policy::Act;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::ids::NoteId;
use crate::portal::Portal;
use crate::store::{colleagues, events};

/// The longest note, in characters.
pub const NOTE_LIMIT: usize = 4_000;

/// Writes a note. A colleague of the holding agency who is named as `@Họ Tên` is marked as mentioned, and told.
pub fn write_note(portal: &Portal, order: Order<'_>, body: &str) -> Result<Ticket, Refusal> {
    let body = tidy(body);
    if count_letters(&body) == 0 {
        return Err(Refusal::field("note", "empty"));
    }
    if body.chars().count() > NOTE_LIMIT {
        return Err(Refusal::field("note", "too_long"));
    }
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::WriteNote)?;
        let colleagues = ticket.agency().map(|agency| colleagues::of_agency(c, agency)).transpose()?;
        let mentioned: Vec<_> = colleagues
            .unwrap_or_default()
            .into_iter()
            .filter(|colleague| body.contains(&format!("@{}", colleague.name)))
            .map(|colleague| colleague.id)
            .collect();
        let note = Note {
            id: NoteId::fresh(now),
            ticket_id: ticket.id,
            author_id: order.actor.id,
            body: body.clone(),
            created_at: now,
        };
        events::write_note(c, &note, &mentioned)?;
        let happening = Happening::of(EventKind::NoteWritten).naming(mentioned);
        record(c, now, Some(order.actor.id), ticket.change(), happening)
    })
}
