//! What was promised is done, or needs another day: the agency begins to say so.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::reply::Outcome;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "fulfil",
    path: "bao-ket-qua",
    letter: "",
    act: Act::DraftReply,
    offered: |opened| opened.leads(To::Fulfil) && opened.ticket.clocks.running(Owed::Promise).is_some(),
    fields: &[Field::radio("how")],
    stands: Stands::Listed,
    place: 6,
    dress,
    verb: |portal, order, fields| {
        let outcome = fields.get("how").parse();
        tickets::fulfil(portal, order, outcome.map_err(|_| Refusal::field("how", "choose_one"))?)
    },
    leaves: &[EventKind::PromiseTakenUp],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let word = |outcome: Outcome| (outcome.to_string(), maker.w.say(&format!("step.fulfil.how_{outcome}")));
    form.field("how").offer([Outcome::Handled, Outcome::Planned].map(word));
    form.first();
}
