//! More is asked of the sender; the clock stands still until they have answered.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "ask_info",
    path: "hoi-them",
    letter: "h",
    act: Act::AskInfo,
    offered: |opened| opened.leads(To::AskInfo),
    fields: &[Field::area("question")],
    stands: Stands::Listed,
    place: 100,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::ask_info(portal, order, fields.get("question")),
    leaves: &[EventKind::InfoAsked],
    after: After::Stay,
};
