//! The lead reminds an agency that works with it of the part that it still owes.
use super::super::parts;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "remind_part",
    path: "nhac-phoi-hop",
    letter: "",
    act: Act::DraftReply,
    offered: |opened| opened.ticket.clocks.parts().next().is_some(),
    fields: &[Field::pick("late_agency").of("agency"), Field::area("part_reminder").of("why")],
    stands: Stands::Listed,
    place: 93,
    dress,
    verb: |portal, order, fields| {
        let agency = parts::agency(fields.get("late_agency"))?;
        tickets::remind_part(portal, order, agency, fields.get("part_reminder"))
    },
    leaves: &[EventKind::PartReminded],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    parts::offer_owing(maker, form, &STEP, "late_agency");
}
