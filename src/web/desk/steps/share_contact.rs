//! A dispatcher lets the agency look at how to reach the sender.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "share_contact",
    path: "cho-xem-lien-he",
    letter: "",
    act: Act::ShareContact,
    offered: |opened| {
        let held = opened.ticket.holders.is_held();
        held && opened.has_contact && !opened.contact_shared && !opened.ticket.status.is_settled()
    },
    fields: &[Field::line("share_why").of("why")],
    stands: Stands::Listed,
    place: 195,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::share_contact(portal, order, fields.get("share_why")),
    leaves: &[EventKind::ContactShared],
    after: After::Stay,
};
