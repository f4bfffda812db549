//! An officer takes a report that nobody works on for themselves.
use super::super::step::{After, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "claim",
    path: "tu-nhan",
    letter: "c",
    act: Act::Claim,
    offered: |opened| opened.is_worked_on() && opened.ticket.assignee().is_none(),
    fields: &[],
    stands: Stands::Listed,
    place: 30,
    dress,
    verb: |portal, order, _| tickets::claim(portal, order),
    leaves: &[EventKind::Claimed],
    after: After::Stay,
};

/// Whoever may give it to somebody does that first.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    (form.primary, form.open) = (!maker.opened.may(Act::Assign), true);
}
