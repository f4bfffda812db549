//! Somebody of the agency is given the report, or nobody.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Status;

pub const STEP: Step = Step {
    name: "assign",
    path: "phan-cong",
    letter: "g",
    act: Act::Assign,
    offered: |opened| opened.ticket.holders.is_held() && !opened.ticket.status.is_settled(),
    fields: &[Field::pick("assignee")
        .changing(|opened, _| opened.ticket.assignee().map(|id| id.to_string()).unwrap_or_default())],
    stands: Stands::Listed,
    place: 40,
    dress,
    verb: |portal, order, fields| {
        let to = match fields.get("assignee") {
            "" => None,
            chosen => Some(chosen.parse().map_err(|_| Refusal::field("assignee", "assignee_unknown"))?),
        };
        tickets::assign(portal, order, to)
    },
    leaves: &[EventKind::Assigned],
    after: After::Stay,
};

/// Each with what they hold already. Open while nobody has it.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let people = maker.opened.colleagues.iter().map(|one| {
        let load = maker.w.count("step.load", one.holds);
        (one.id.to_string(), format!("{} · {} · {load}", one.name, one.position))
    });
    let field = form.field("assignee");
    field.offer(people);
    let ticket = &maker.opened.ticket;
    let blank = if ticket.assignee().is_none() { "step.assign.choose" } else { "step.assign.nobody" };
    maker.w.say(blank).clone_into(&mut form.field("assignee").blank);
    form.open |= ticket.assignee().is_none() && ticket.status == Status::InProgress;
}
