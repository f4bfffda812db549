//! A report is refused, with a reason from the city's list and words that tell the sender the right channel.
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::local;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step;
use crate::domain::text::{count_letters, tidy};
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::reasons;

/// Refuses a report. `text` is what the sender reads; empty means the reason's own words in their language.
pub fn refuse(portal: &Portal, order: Order<'_>, reason: &str, text: &str) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let reason = reasons::find(c, reason)?
            .filter(|reason| reason.is_current(local(now).date()))
            .ok_or_else(|| Refusal::field("reason", "reason_missing"))?;
        let ticket = find_for(c, order, Act::Refuse)?;
        let own = if ticket.lang == "en" { &reason.text_en } else { &reason.text_vi };
        let told = if count_letters(text) == 0 { own.clone() } else { tidy(text) };
        let mut moved = ticket.take(Step::Refuse, now)?;
        moved.ticket.reason = Some(reason.code.clone());
        moved.ticket.refusal = told.clone();
        let happening = Happening::of(EventKind::Refused).told(&told);
        let ticket = record(c, now, Some(order.actor.id), moved, happening)?;
        letters::refused(portal, c, &ticket, &reason)?;
        Ok(ticket)
    })
}
