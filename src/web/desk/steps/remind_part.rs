//! The lead reminds whoever works with it of the part that is still owed.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "remind_part",
    path: "nhac-phoi-hop",
    letter: "",
    act: Act::DraftReply,
    offered: |opened| opened.ticket.clocks.running(Owed::Part).is_some(),
    fields: &[Field::area("part_reminder").of("why")],
    stands: Stands::Listed,
    place: 213,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::remind_part(portal, order, fields.get("part_reminder")),
    leaves: &[EventKind::PartReminded],
    after: After::Stay,
};
