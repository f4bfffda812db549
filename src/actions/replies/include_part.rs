//! What another agency gave is put into the answer being written, under its name.
use super::Written;
use super::save_draft::keep;
use crate::actions::Refusal;
use crate::actions::tickets::{Order, find_for};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Ticket;
use crate::ids::EventId;
use crate::portal::Portal;
use crate::store::{accounts, agencies, events};

/// Keeps what was written with the part at its end: the agency that gave it, its words, and who signs for them. One that
/// stands there already is not put there twice.
///
/// # Errors
/// `Missing` where there is no such part; as [`save_draft`](super::save_draft).
pub fn include_part(
    portal: &Portal,
    order: Order<'_>,
    written: &Written,
    part: EventId,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::DraftReply)?;
        let given = events::of_ticket(c, ticket.id)?.into_iter().map(|(event, _)| event);
        let part = given.into_iter().find(|one| one.id == part && one.kind == EventKind::PartGiven);
        let part = part.ok_or(Refusal::Missing)?;
        let agency = match part.agency_id {
            Some(id) => agencies::find(c, id)?.name,
            None => String::new(),
        };
        let signed = match part.actor_id {
            Some(id) => {
                let who = accounts::find(c, id)?;
                let signs = [who.name, who.position];
                let signs: Vec<_> = signs.into_iter().filter(|part| !part.is_empty()).collect();
                signs.join(", ")
            }
            None => String::new(),
        };
        let body = written.body.trim();
        let text = format!("{agency}:\n{}\n({signed})", part.remark);
        let body = match body {
            _ if stands(body, &part.remark) => body.to_owned(),
            "" => text,
            _ => format!("{body}\n\n{text}"),
        };
        let written = Written {
            body,
            outcome: written.outcome,
            signed_as: written.signed_as.clone(),
            document_number: written.document_number.clone(),
            promised_for: written.promised_for,
            over: written.over,
        };
        keep(c, order, &ticket, &written, now)?;
        Ok(ticket)
    })
}

/// Are these words in that text, however its lines are broken?
fn stands(text: &str, words: &str) -> bool {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line(text).contains(&one_line(words))
}
