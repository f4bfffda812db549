//! A report is hidden from the public, or shown again.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Prominence;

pub const STEP: Step = Step {
    name: "set_prominence",
    path: "hien-an",
    letter: "",
    act: Act::SetProminence,
    offered: |opened| opened.ticket.accepted_at.is_some(),
    fields: &[
        Field::radio("prominence").changing(|opened, _| opened.ticket.prominence.to_string()),
        Field::line("hide_why").of("why"),
    ],
    stands: Stands::Listed,
    place: 200,
    dress,
    verb: |portal, order, fields| {
        let prominence = fields.get("prominence").parse();
        let prominence = prominence.map_err(|_| Refusal::field("prominence", "choose_one"))?;
        tickets::set_prominence(portal, order, prominence, fields.get("hide_why"))
    },
    leaves: &[EventKind::ProminenceSet],
    after: After::Stay,
};

/// What is private cannot be shown, so that is not among the choices.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let private = maker.opened.ticket.is_private;
    let offered = Prominence::ALL.iter().filter(|one| !private || **one != Prominence::Public);
    let named = offered.map(|one| (one.to_string(), maker.w.say(&format!("desk.prominence.{one}"))));
    form.field("prominence").offer(named);
}
