//! A report that says what another says follows that one.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "mark_duplicate",
    path: "trung-lap",
    letter: "m",
    act: Act::MarkDuplicate,
    offered: |opened| opened.leads(To::MarkDuplicate),
    fields: &[Field::line("master")],
    stands: Stands::Asking,
    place: 110,
    dress,
    // A code that was typed wins over one that was suggested.
    verb: |portal, order, fields| {
        let typed = fields.get("master").trim();
        let master = if typed.is_empty() { fields.get("master_suggested") } else { typed };
        tickets::mark_duplicate(portal, order, master)
    },
    leaves: &[EventKind::MarkedDuplicate],
    after: After::Next,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let similar = maker.opened.similar.iter();
    form.field("master")
        .offer(similar.map(|row| (row.code.clone(), format!("{} · {}", row.code, row.title))));
}
