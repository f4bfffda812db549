//! A report turns out to be a question, a proposal or a praise.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Kind;

pub const STEP: Step = Step {
    name: "set_kind",
    path: "doi-loai",
    letter: "",
    act: Act::SetKind,
    offered: |opened| !opened.ticket.status.is_settled(),
    fields: &[
        Field::radio("kind").changing(|opened, _| opened.ticket.kind.to_string()),
        Field::line("kind_why").of("why"),
    ],
    stands: Stands::Listed,
    place: 180,
    dress,
    verb: |portal, order, fields| {
        let kind = fields.get("kind").parse().map_err(|_| Refusal::field("kind", "choose_one"))?;
        tickets::set_kind(portal, order, kind, fields.get("kind_why"))
    },
    leaves: &[EventKind::KindSet],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let named = Kind::ALL.iter().map(|one| (one.to_string(), maker.w.say(&format!("kind.{one}"))));
    form.field("kind").offer(named);
}
