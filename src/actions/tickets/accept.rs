//! An agent takes a new report in: its public copy and its photos are checked, and only that can make it public.
use super::forward::{Destination, send_on};
use super::{Happening, Order, PublicText, find_for, record};
use crate::actions::Refusal;
use crate::domain::city::Publish;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step;
use crate::domain::ticket::{Level, Ticket};
use crate::ids::{CategoryId, CommuneId, PhotoId};
use crate::portal::Portal;
use crate::store::{categories, photos};

/// What the agent decided about a new report.
pub struct Accepted {
    pub text: PublicText,
    pub category: CategoryId,
    pub commune: Option<CommuneId>,
    pub place: String,
    pub level: Level,
    /// Keep it from the public. What its sender or its category wants private stays so, whatever is said here.
    pub is_private: bool,
    /// The photos that the public may see.
    pub public_photos: Vec<PhotoId>,
    /// Send it on in the same breath.
    pub destination: Option<Destination>,
}

/// Accepts a report, and forwards it at once where a destination is named.
pub fn accept(portal: &Portal, order: Order<'_>, decided: &Accepted) -> Result<Ticket, Refusal> {
    decided.text.check()?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::Accept)?;
        let category = categories::find(c, decided.category)?;
        let mut moved = ticket.take(Step::Accept, now)?;
        let ticket = &mut moved.ticket;
        ticket.public_title = decided.text.title();
        ticket.public_body = decided.text.body();
        ticket.category_id = decided.category;
        ticket.commune_id = decided.commune;
        ticket.place = crate::domain::text::tidy(&decided.place);
        ticket.level = decided.level;
        ticket.is_private |= decided.is_private || category.publish == Publish::Never;
        ticket.check(order.actor.id, now);
        photos::show_only(c, ticket.id, &decided.public_photos)?;
        let ticket = record(c, now, Some(order.actor.id), moved, Happening::of(EventKind::Accepted))?;
        match &decided.destination {
            Some(destination) if order.actor.may(Act::Forward, ticket.holding()) => {
                send_on(portal, c, order.actor, ticket, destination)
            }
            Some(_) => Err(Refusal::Forbidden),
            None => Ok(ticket),
        }
    })
}
