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
    let Some((until, why, who)) = asked(maker.opened) else { return };
    field.value = maker.typed.value(&STEP, "until", &day(until));
    let words = [("who", who.as_str()), ("when", &moment::full(until)), ("why", &why)];
    form.hint = maker.w.fill("step.grant_extension.asked", words);
    form.field("extend_why").value = maker.typed.value(&STEP, "extend_why", &why);
    // Where a draft waits too, that is the page's first button.
    if maker.opened.ticket.status == Status::AwaitingApproval {
        form.open = true;
    } else {
        form.first();
    }
}

/// What is asked for: until when, why, and by whom; `None` where nobody asks.
fn asked(opened: &Opened) -> Option<(Moment, String, String)> {
    opened.ticket.clocks.running(Owed::Consent)?;
    let asked = opened.events.iter().rev().find(|(event, _)| event.kind == EventKind::ExtensionAsked)?;
    Some((asked.0.due?, asked.0.remark.clone(), asked.1.clone().unwrap_or_default()))
}

/// Until when it may be extended at most; `None` where it may not.
pub(super) fn longest(opened: &Opened) -> Option<Moment> {
    let ticket = &opened.ticket;
    let open = matches!(ticket.status, Status::Forwarded | Status::InProgress | Status::AwaitingApproval);
    if !open || ticket.clocks.extensions() >= opened.city.facts.extensions {
        return None;
    }
    let clock = ticket.clocks.running(Owed::Answer)?;
    Some(longest_extension(clock.first_due, clock.term()?, &opened.city.calendar))
}

/// The day of a moment, as a browser holds it.
pub(super) fn day(moment: Moment) -> String {
    local(moment).date().to_string()
}
