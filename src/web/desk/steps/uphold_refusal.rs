//! A refusal was looked at by somebody else, and it stays.
use super::super::reviews::objected;
use super::super::step::{After, Field, Stands, Step};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::objection::Objection;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "uphold_refusal",
    path: "giu-tu-choi",
    letter: "",
    act: Act::SettleRefusal,
    offered: |opened| opened.objection.as_ref().is_some_and(Objection::is_open),
    fields: &[Field::area("uphold_word").of("word")],
    stands: Stands::Listed,
    place: 134,
    dress: |maker, form| form.hint = objected(maker, &form.hint),
    verb: |portal, order, fields| tickets::uphold_refusal(portal, order, fields.get("uphold_word")),
    leaves: &[EventKind::RefusalUpheld],
    after: After::Stay,
};
