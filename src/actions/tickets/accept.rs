//! An agent takes a new report in: its public copy and its photos are checked, and only that can make it public.
use super::deadlines::hasten;
use super::forward::{Destination, send_on};
use super::{Happening, Order, find_for, record};
use crate::actions::{Refusal, letters};
use crate::clock::local;
use crate::domain::city::Publish;
use crate::domain::event::EventKind;
use crate::domain::intake::PublicText;
use crate::domain::policy::Act;
use crate::domain::status::Step;
use crate::domain::text::tidy;
use crate::domain::ticket::{Level, Ticket};
use crate::ids::{AgencyId, CategoryId, CommuneId, PhotoId};
use crate::portal::Portal;
use crate::store::{Conn, photos};

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
///
/// # Errors
/// `Invalid` for a category that cannot be chosen today, and as [`forward`](super::forward).
pub fn accept(portal: &Portal, order: Order<'_>, decided: &Accepted) -> Result<Ticket, Refusal> {
    portal.db.change(|c| take_in(portal, c, order, decided))
}

/// Accepts a report whose destination was left as its form had it: to `proposed`, by the city's list. Where the list names
/// somebody else for what was chosen meanwhile, that is to be seen first.
///
/// # Errors
/// As [`accept`]; `Invalid` where another is proposed by now, or nobody is.
pub fn accept_as_proposed(
    portal: &Portal,
    order: Order<'_>,
    decided: &Accepted,
    proposed: Option<AgencyId>,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let promised = find_for(c, order, Act::Accept)?.answer_due();
        let urgency = (decided.level, promised);
        let named = portal.db.city(c)?.propose(decided.category, decided.commune, urgency, now).agency;
        if named != proposed {
            return Err(Refusal::field("agency", "agency_changed"));
        }
        if decided.destination.is_none() {
            return Err(Refusal::field("agency", "lead_missing"));
        }
        take_in(portal, c, order, decided)
    })
}

/// The taking in itself, inside whatever transaction it is part of.
pub(super) fn take_in(
    portal: &Portal,
    conn: &mut Conn,
    order: Order<'_>,
    decided: &Accepted,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    let ticket = find_for(conn, order, Act::Accept)?;
    let tree = portal.db.city(conn)?.tree_on(local(now).date());
    let category =
        tree.leaf(decided.category).ok_or_else(|| Refusal::field("category", "category_missing"))?;
    let mut moved = ticket.take(Step::Accept, now)?;
    let ticket = &mut moved.ticket;
    decided.text.title().clone_into(&mut ticket.public_title);
    decided.text.body().clone_into(&mut ticket.public_body);
    ticket.category_id = decided.category;
    ticket.commune_id = decided.commune;
    ticket.place = tidy(&decided.place);
    ticket.level = decided.level;
    ticket.is_private |= decided.is_private || category.publish == Publish::Never;
    ticket.check(order.actor.id, now);
    hasten(conn, ticket, decided.level, now)?;
    photos::show_only(conn, ticket.id, &decided.public_photos)?;
    let ticket = record(conn, now, Some(order.actor.id), moved, Happening::of(EventKind::Accepted))?;
    match &decided.destination {
        Some(destination) if order.actor.may(Act::Forward, &ticket.holding()) => {
            send_on(portal, conn, order.actor, ticket, destination)
        }
        Some(_) => Err(Refusal::Forbidden),
        // Whoever is sent on at once reads that alone.
        None => {
            letters::accepted(portal, conn, &ticket)?;
            Ok(ticket)
        }
    }
}
