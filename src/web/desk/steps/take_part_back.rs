//! A part that was asked for is not waited for any more.
use super::super::parts;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "take_part_back",
    path: "thoi-phoi-hop",
    letter: "",
    act: Act::AskPart,
    offered: |opened| {
        tickets::takes_parts(opened.ticket.status) && opened.ticket.clocks.parts().next().is_some()
    },
    fields: &[Field::pick("back_agency").of("agency"), Field::area("back_why").of("why")],
    stands: Stands::Careful,
    place: 94,
    dress,
    verb: |portal, order, fields| {
        let agency = parts::agency(fields.get("back_agency"))?;
        tickets::take_part_back(portal, order, agency, fields.get("back_why"))
    },
    leaves: &[EventKind::PartTakenBack],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    parts::offer_owing(maker, form, &STEP, "back_agency");
}
