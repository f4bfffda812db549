//! An agency takes on what was sent to it.
use super::super::step::{After, Stands, Step};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "take",
    path: "nhan-viec",
    letter: "t",
    act: Act::Take,
    offered: |opened| opened.leads(To::Take),
    fields: &[],
    stands: Stands::Listed,
    place: 20,
    dress: |_, form| form.first(),
    verb: |portal, order, _| tickets::take(portal, order),
    leaves: &[EventKind::Taken],
    after: After::Stay,
};
