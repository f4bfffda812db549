//! A sender chooses about which events of their report they read letters.
use super::remember;
use crate::actions::Refusal;
use crate::domain::event::EventKind;
use crate::domain::letter::LetterKind;
use crate::domain::letter_topic::Topic;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{contacts, letter_topics, letters, tickets};

/// Writes about what is `wanted` from now on, and about nothing else that can be switched off; letters about the rest that
/// wait are taken back. What cannot be switched off alone stays, and so does what was said of events that the city does not
/// write about and so does not offer. The same once more changes nothing.
///
/// # Errors
/// `TooLate` where the sender left no address.
pub fn choose_letters(portal: &Portal, id: TicketId, wanted: &[Topic]) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        contacts::email(c, id)?.ok_or(Refusal::TooLate)?;
        let (city, before) = (portal.db.city(c)?, letter_topics::off(c, id)?);
        let is_off = |topic: &Topic| match city.writes(*topic) {
            true => topic.is_optional() && !wanted.contains(topic),
            false => before.contains(topic),
        };
        let mut off: Vec<Topic> = Topic::ALL.iter().copied().filter(is_off).collect();
        off.sort_by_key(Topic::as_str);
        if before != off {
            letter_topics::choose(c, id, &off)?;
            let kinds: Vec<LetterKind> = off.iter().flat_map(|topic| topic.kinds()).collect();
            letters::take_back_kinds(c, id, &kinds)?;
            remember(c, id, EventKind::LettersChosen, now)?;
        }
        Ok(ticket)
    })
}
