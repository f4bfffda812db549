//! Another agency is asked for a part of the report.
use super::super::parts;
use super::super::proposal;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::Refusal;
use crate::actions::tickets::{self, PartWanted};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::web::parts::moment;

pub const STEP: Step = Step {
    name: "ask_part",
    path: "moi-phoi-hop",
    letter: "",
    act: Act::AskPart,
    offered: parts::has_room,
    fields: &[
        Field::pick("ask_agency").of("agency"),
        Field::area("ask_what").of("what"),
        Field::date("part_until").of("until").optional(),
    ],
    stands: Stands::Listed,
    place: 92,
    dress,
    verb: |portal, order, fields| {
        let until = match fields.get("part_until").trim() {
            "" => None,
            typed => Some(typed.parse().map_err(|_| Refusal::field("until", "date_unreadable"))?),
        };
        let agency = parts::agency(fields.get("ask_agency"))?;
        tickets::ask_part(portal, order, &PartWanted { agency, what: fields.get("ask_what"), until })
    },
    leaves: &[EventKind::PartAsked],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let (opened, ticket) = (maker.opened, &maker.opened.ticket);
    let due = ticket.answer_due().unwrap_or(opened.now);
    let typed = maker.typed.value(&STEP, "ask_agency", "");
    let mut offered = proposal::offered(&maker.w, opened, due, &typed);
    let busy = ticket.agency().into_iter().chain(ticket.clocks.parts().filter_map(|clock| clock.agency_id));
    let busy: Vec<String> = busy.map(|id| id.to_string()).collect();
    offered.listed.retain(|(id, _)| !busy.contains(id));
    let field = form.field("ask_agency");
    field.value = offered.marked;
    field.offer(offered.listed);
    (field.hint, field.invite) = (offered.instead, offered.invite);
    field.blank = maker.w.say("step.choose_agency");
    form.field("part_until").hint = maker.w.fill("step.ask_part.longest", [("when", moment::full(due))]);
}
