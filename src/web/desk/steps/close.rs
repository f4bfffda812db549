//! What is answered is closed, or what nobody added to.
use super::super::step::{After, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "close",
    path: "dong",
    letter: "",
    act: Act::Close,
    offered: |opened| opened.leads(To::Close),
    fields: &[],
    stands: Stands::Listed,
    place: 160,
    dress: as_it_is,
    verb: |portal, order, _| tickets::close(portal, order),
    leaves: &[EventKind::Closed],
    after: After::Stay,
};
