//! An officer gives their own report back to the unassigned.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "release",
    path: "nha-viec",
    letter: "",
    act: Act::Release,
    offered: |opened| opened.is_worked_on() && opened.ticket.assignee() == Some(opened.actor.id),
    fields: &[Field::area("release_why").of("why")],
    stands: Stands::Listed,
    place: 50,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::release(portal, order, fields.get("release_why")),
    leaves: &[EventKind::Released],
    after: After::Next,
};
