//! Whoever watches reminds the agency that holds it, and asks for a word by a day.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::clock::local;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "remind",
    path: "don-doc",
    letter: "",
    act: Act::Remind,
    offered: |opened| !opened.ticket.status.is_settled() && opened.ticket.holders.is_held(),
    fields: &[Field::area("remind_why").of("why"), Field::date("remind_until").of("until")],
    stands: Stands::Listed,
    place: 215,
    dress,
    verb: |portal, order, fields| {
        let until = fields.get("remind_until").parse();
        let until = until.map_err(|_| Refusal::field("until", "date_unreadable"))?;
        tickets::remind(portal, order, fields.get("remind_why"), until)
    },
    leaves: &[EventKind::Reminded],
    after: After::Stay,
};

/// By the end of the next working day, where nothing else is said.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let today = local(maker.opened.now).date();
    let calendar = &maker.opened.city.calendar;
    let next = today.iter_days().skip(1).take(30).find(|day| calendar.is_working_day(*day)).unwrap_or(today);
    form.field("remind_until").value = maker.typed.value(&STEP, "remind_until", &next.to_string());
}
