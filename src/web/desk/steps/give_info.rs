//! What the sender answered is written down, and the clock goes on.
use super::super::step::{After, Field, Stands, Step};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Status;

pub const STEP: Step = Step {
    name: "give_info",
    path: "da-bo-sung",
    letter: "",
    act: Act::AskInfo,
    offered: |opened| opened.ticket.status == Status::NeedsInfo,
    fields: &[Field::area("given")],
    stands: Stands::Listed,
    place: 140,
    dress: |_, form| form.first(),
    verb: |portal, order, fields| tickets::give_info(portal, order, fields.get("given")),
    leaves: &[EventKind::InfoGiven],
    after: After::Stay,
};
