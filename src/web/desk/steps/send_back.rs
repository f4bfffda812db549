//! An agency sends back what is not its own.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "send_back",
    path: "chuyen-tra",
    letter: "",
    act: Act::SendBack,
    offered: |opened| opened.leads(To::SendBack),
    fields: &[Field::area("why")],
    stands: Stands::Careful,
    place: 70,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::send_back(portal, order, fields.get("why")),
    leaves: &[EventKind::SentBack, EventKind::Disputed],
    after: After::Next,
};
