//! A report that is not for this portal is refused with a reason that its sender reads.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::clock::local;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "refuse",
    path: "tu-choi",
    letter: "x",
    act: Act::Refuse,
    offered: |opened| opened.leads(To::Refuse),
    fields: &[
        Field::pick("reason").over(|opened, _| opened.ticket.reason.clone().unwrap_or_default()),
        Field::area("text").optional(),
    ],
    stands: Stands::Asking,
    place: 130,
    dress,
    verb: |portal, order, fields| tickets::refuse(portal, order, fields.get("reason"), fields.get("text")),
    leaves: &[EventKind::Refused],
    after: After::Next,
};

/// Each reason with what the sender would read, in the language they wrote in.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let (today, lang) = (local(maker.opened.now).date(), maker.w.lang());
    let reasons: Vec<_> =
        maker.opened.city.reasons.iter().filter(|reason| reason.is_current(today)).collect();
    let field = form.field("reason");
    field.blank = maker.w.say("step.refuse.choose");
    field.offer(reasons.iter().map(|reason| (reason.code.clone(), reason.name(lang).to_owned())));
    for (choice, reason) in field.options.iter_mut().zip(reasons) {
        reason.text(&maker.opened.ticket.lang).clone_into(&mut choice.hint);
        if reason.hides {
            choice.label = format!("{} · {}", choice.label, maker.w.say("step.refuse.hides"));
        }
    }
}
