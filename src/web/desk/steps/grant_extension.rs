//! More time, once, and no longer than the first term.
use super::super::opened::Opened;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::{Refusal, tickets};
use crate::clock::{Moment, local};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::longest_extension;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::web::parts::moment;

pub const STEP: Step = Step {
    name: "grant_extension",
    path: "gia-han",
    letter: "",
    act: Act::GrantExtension,
    offered: |opened| longest(opened).is_some(),
    fields: &[
        Field::date("until").over(|opened, _| opened.ticket.answer_due().map(day).unwrap_or_default()),
        Field::area("extend_why").of("why"),
    ],
    stands: Stands::Listed,
    place: 80,
    dress,
    verb: |portal, order, fields| {
        let until = fields.get("until").parse();
        let until = until.map_err(|_| Refusal::field("until", "date_unreadable"))?;
        tickets::grant_extension(portal, order, until, fields.get("extend_why"))
    },
    leaves: &[EventKind::Extended],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let Some(longest) = longest(maker.opened) else { return };
    let field = form.field("until");
    field.value = maker.typed.value(&STEP, "until", &day(longest));
    field.hint = maker.w.fill("step.grant_extension.longest", [("when", moment::full(longest))]);
}

/// Until when it may be extended at most; `None` where it may not.
fn longest(opened: &Opened) -> Option<Moment> {
    let ticket = &opened.ticket;
    let open = matches!(ticket.status, Status::Forwarded | Status::InProgress | Status::AwaitingApproval);
    if !open || ticket.clocks.extensions() > 0 {
        return None;
    }
    let clock = ticket.clocks.running(Owed::Answer)?;
    Some(longest_extension(clock.first_due, clock.term()?, &opened.city.calendar))
}

fn day(moment: Moment) -> String {
    local(moment).date().to_string()
}
