//! The approver mends a few words of the draft, and in whose name it goes out.
use super::super::opened::Opened;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::replies::{self, BODY_LIMIT, LINE_LIMIT};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::status::Step as To;

pub const STEP: Step = Step {
    name: "mend_draft",
    path: "sua-loi",
    letter: "",
    act: Act::PublishReply,
    offered: |opened| opened.leads(To::Answer) && opened.draft.is_some(),
    fields: &[
        Field::area("mend_body").of("body").at_most(BODY_LIMIT).changing(|opened, _| body(opened)),
        Field::line("mend_signed_as").of("signed_as").at_most(LINE_LIMIT).optional().changing(|opened, _| {
            opened.draft.as_ref().map(|draft| draft.signed_as.clone()).unwrap_or_default()
        }),
    ],
    stands: Stands::Apart,
    place: 225,
    dress,
    verb: |portal, order, fields| {
        replies::mend(portal, order, fields.get("mend_body"), fields.get("mend_signed_as"))
    },
    leaves: &[EventKind::DraftMended],
    after: After::Stay,
};

fn body(opened: &Opened) -> String {
    opened.draft.as_ref().map(|draft| draft.body.clone()).unwrap_or_default()
}

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let most = i64::from(maker.opened.city.facts.mend_words);
    form.hint = maker.w.count("step.mend_draft.what", most);
    form.field("mend_signed_as").hint = maker.w.say("step.draft_reply.signed_as_hint");
}
