//! How to reach the sender is opened, and why is said.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "see_contact",
    path: "xem-lien-he",
    letter: "",
    act: Act::OpenContact,
    offered: |opened| opened.may_open_contact() && opened.contact.is_none(),
    fields: &[Field::line("contact_why").of("why")],
    stands: Stands::Apart,
    place: 310,
    dress,
    verb: |portal, order, fields| tickets::see_contact(portal, order, fields.get("contact_why")),
    leaves: &[EventKind::ContactSeen],
    after: After::Stay,
};

/// The 1022 desk phones back all day: its usual reason stands there.
fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    if maker.opened.may(Act::ReadContact) {
        let usual = maker.w.say(&STEP.key("usual"));
        form.field("contact_why").value = maker.typed.value(&STEP, "contact_why", &usual);
    }
}
