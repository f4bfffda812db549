//! A report that was taken for a duplicate goes its own way again.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Status;

pub const STEP: Step = Step {
    name: "separate",
    path: "tach-rieng",
    letter: "",
    act: Act::MarkDuplicate,
    offered: |opened| opened.ticket.status == Status::Duplicate,
    fields: &[Field::area("separate_why").of("why")],
    stands: Stands::Listed,
    place: 120,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::separate(portal, order, fields.get("separate_why")),
    leaves: &[EventKind::Separated],
    after: After::Stay,
};
