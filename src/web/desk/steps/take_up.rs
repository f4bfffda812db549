//! What was refused is taken up again.
use super::super::reviews::objected;
use super::super::step::{After, Field, Stands, Step};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::objection::Objection;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "take_up",
    path: "tiep-nhan-lai",
    letter: "",
    act: Act::SettleRefusal,
    offered: |opened| opened.objection.as_ref().is_some_and(Objection::is_open),
    fields: &[Field::area("take_up_why").of("why")],
    stands: Stands::Listed,
    place: 132,
    dress: |maker, form| form.hint = objected(maker, &form.hint),
    verb: |portal, order, fields| tickets::take_up(portal, order, fields.get("take_up_why")),
    leaves: &[EventKind::TakenUp],
    after: After::Stay,
};
