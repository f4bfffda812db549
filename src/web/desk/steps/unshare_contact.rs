//! A dispatcher ends that the agency may look at how to reach the sender.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "unshare_contact",
    path: "thoi-cho-xem-lien-he",
    letter: "",
    act: Act::ShareContact,
    offered: |opened| opened.has_contact && opened.contact_shared,
    fields: &[Field::line("unshare_why").of("why")],
    stands: Stands::Listed,
    place: 196,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::unshare_contact(portal, order, fields.get("unshare_why")),
    leaves: &[EventKind::ContactKept],
    after: After::Stay,
};
