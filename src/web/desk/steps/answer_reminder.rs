//! Whoever holds it answers a reminder with a word.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::web::parts::moment::full;

pub const STEP: Step = Step {
    name: "answer_reminder",
    path: "tra-loi-don-doc",
    letter: "",
    act: Act::AnswerReminder,
    offered: |opened| opened.ticket.clocks.running(Owed::Word).is_some(),
    fields: &[Field::area("reminder_said").of("said")],
    stands: Stands::Listed,
    place: 5,
    dress,
    verb: |portal, order, fields| tickets::answer_reminder(portal, order, fields.get("reminder_said")),
    leaves: &[EventKind::ReminderAnswered],
    after: After::Stay,
};

/// What was said stands beside the answer to it.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let opened = maker.opened;
    let Some(clock) = opened.ticket.clocks.running(Owed::Word) else { return };
    let asked = opened.events.iter().rev().find(|(event, _)| event.kind == EventKind::Reminded);
    let Some((event, who)) = asked else { return };
    let who = who.clone().unwrap_or_default();
    let words = [("who", who), ("said", event.remark.clone()), ("when", full(clock.due_at))];
    form.field("reminder_said").hint = maker.w.fill("step.answer_reminder.asked", words);
}
