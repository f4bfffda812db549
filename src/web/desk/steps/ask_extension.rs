//! More time is asked of the approver.
use super::super::opened::Opened;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use super::grant_extension::{day, longest};
use crate::actions::{Refusal, tickets};
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::web::parts::moment;

pub const STEP: Step = Step {
    name: "ask_extension",
    path: "xin-gia-han",
    letter: "",
    act: Act::AskExtension,
    offered: is_offered,
    fields: &[Field::date("ask_until").of("until"), Field::area("ask_why").of("why")],
    stands: Stands::Listed,
    place: 78,
    dress,
    verb: |portal, order, fields| {
        let until = fields.get("ask_until").parse();
        let until = until.map_err(|_| Refusal::field("until", "date_unreadable"))?;
        tickets::ask_extension(portal, order, until, fields.get("ask_why"))
    },
    leaves: &[EventKind::ExtensionAsked],
    after: After::Stay,
};

/// Whoever may grant it has no need to ask.
fn is_offered(opened: &Opened) -> bool {
    longest(opened).is_some()
        && opened.ticket.clocks.running(Owed::Consent).is_none()
        && !opened.may(Act::GrantExtension)
}

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let Some(longest) = longest(maker.opened) else { return };
    let field = form.field("ask_until");
    field.value = maker.typed.value(&STEP, "ask_until", &day(longest));
    field.hint = maker.w.fill("step.grant_extension.longest", [("when", moment::full(longest))]);
}
