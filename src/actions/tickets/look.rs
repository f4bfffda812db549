//! Somebody of the staff looks at what is kept apart, and says why. Nothing about the report changes.
use super::{Happening, Order, find_for, note_down};
use crate::actions::Refusal;
use crate::domain::look::{Look, shared};
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::store::{contacts, events};

/// Opens a sender's own words for whoever reads only the checked copy, for the city's minutes. While it stands open, another
/// press leaves nothing.
///
/// # Errors
/// `Invalid` without a reason.
pub fn see_original(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    look(portal, order, (Look::Original, Act::OpenOriginal), why)
}

/// Opens how to reach the sender, for the city's minutes: for the 1022 desk, and where it was shared for the agency that
/// handles the report.
///
/// # Errors
/// `Invalid` without a reason, `TooLate` where the sender left nothing or it is not shared.
pub fn see_contact(portal: &Portal, order: Order<'_>, why: &str) -> Result<Ticket, Refusal> {
    look(portal, order, (Look::Contact, Act::OpenContact), why)
}

fn look(portal: &Portal, order: Order<'_>, (what, act): (Look, Act), why: &str) -> Result<Ticket, Refusal> {
    let (why, now) = (Reason::new(why)?, portal.now());
    portal.db.change(|c| {
        let ticket = find_for(c, order, act)?;
        let all = events::of_ticket(c, ticket.id)?;
        let all = || all.iter().map(|(event, _)| event);
        if what == Look::Contact {
            let may = order.actor.may(Act::ReadContact, &ticket.holding());
            let may = may || shared(all(), ticket.agency()).is_some();
            if !may || contacts::of_ticket(c, ticket.id)?.is_none() {
                return Err(Refusal::TooLate);
            }
        }
        let minutes = portal.db.city(c)?.facts.look_minutes;
        if what.open_until(all(), order.actor.id, (minutes, now)).is_none() {
            let agency = order.actor.grant_for(act, &ticket.holding()).map(|grant| grant.agency);
            let happening = Happening::of(what.kind()).at(agency).remarked(why.as_str());
            note_down(c, now, order.actor, &ticket, happening)?;
        }
        Ok(ticket)
    })
}
