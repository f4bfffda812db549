//! The draft becomes the answer that everybody reads.
use super::super::step::{After, Stands, Step, as_it_is};
use crate::actions::replies;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "publish",
    path: "cong-bo",
    letter: "y",
    act: Act::PublishReply,
    offered: |opened| opened.leads(To::Answer),
    fields: &[],
    stands: Stands::Apart,
    place: 220,
    dress: as_it_is,
    verb: |portal, order, _| replies::publish(portal, order),
    leaves: &[EventKind::Answered, EventKind::PromiseKept, EventKind::PromiseMoved],
    after: After::Next,
};
