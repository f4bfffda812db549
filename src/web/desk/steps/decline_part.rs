//! The agency that works with the lead says that it has no part in it.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "decline_part",
    path: "khong-phoi-hop",
    letter: "",
    act: Act::Contribute,
    offered: |opened| {
        tickets::takes_parts(opened.ticket.status)
            && tickets::own_part(&opened.actor, &opened.ticket).is_some()
    },
    fields: &[Field::area("decline_why").of("why")],
    stands: Stands::Careful,
    place: 214,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::decline_part(portal, order, fields.get("decline_why")),
    leaves: &[EventKind::PartDeclined],
    after: After::Next,
};
