//! The approver gives a draft back, with a remark.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::replies;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "return_draft",
    path: "tra-lai",
    letter: "r",
    act: Act::ReturnReply,
    offered: |opened| opened.leads(To::ReturnDraft),
    fields: &[Field::area("remark")],
    stands: Stands::Apart,
    place: 230,
    dress: as_it_is,
    verb: |portal, order, fields| replies::return_draft(portal, order, fields.get("remark")),
    leaves: &[EventKind::DraftReturned],
    after: After::Next,
};
