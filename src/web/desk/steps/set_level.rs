//! A report becomes more or less urgent.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Level;

pub const STEP: Step = Step {
    name: "set_level",
    path: "muc-do",
    letter: "l",
    act: Act::SetLevel,
    offered: |opened| opened.ticket.accepted_at.is_some() && !opened.ticket.status.is_settled(),
    fields: &[
        Field::radio("level").changing(|opened, _| opened.ticket.level.to_string()),
        Field::line("level_why").of("why"),
    ],
    stands: Stands::Listed,
    place: 170,
    dress,
    verb: |portal, order, fields| {
        let level = fields.get("level").parse().map_err(|_| Refusal::field("level", "choose_one"))?;
        tickets::set_level(portal, order, level, fields.get("level_why"))
    },
    leaves: &[EventKind::LevelSet],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let named = Level::ALL.iter().map(|one| (one.to_string(), maker.w.say(&format!("desk.level.{one}"))));
    form.field("level").offer(named);
}
