//! A report that was answered is worked on once more.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::last_moment;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;
use crate::web::parts::moment;

pub const STEP: Step = Step {
    name: "reopen",
    path: "mo-lai",
    letter: "",
    act: Act::Reopen,
    offered: |opened| opened.leads(To::Reopen),
    fields: &[Field::area("reopen_why").of("why")],
    stands: Stands::Listed,
    place: 150,
    dress,
    verb: |portal, order, fields| tickets::reopen(portal, order, fields.get("reopen_why")),
    leaves: &[EventKind::Reopened],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    if let Some(answered) = maker.opened.ticket.answered_at {
        let last = moment::day(last_moment(answered, maker.reopen_days));
        form.hint = maker.w.fill("step.reopen.until", [("day", last)]);
    }
}
