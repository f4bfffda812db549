//! A dispatcher sends a report to the agency that answers.
use super::super::opened::Opened;
use super::super::proposal;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::Refusal;
use crate::actions::tickets::{self, Destination};
use crate::domain::event::EventKind;
use crate::domain::policy::{Act, Role};
use crate::domain::status::{Status, Step as To};
use crate::ids::AgencyId;
use crate::web::parts::moment;
use crate::web::posted::Fields;

pub const STEP: Step = Step {
    name: "forward",
    path: "chuyen",
    letter: "f",
    act: Act::Forward,
    offered: is_offered,
    fields: &[
        Field::pick("agency").over(|opened, _| lead(opened)),
        Field::pick("co_agency").optional().over(with_it),
        Field::area("remark").optional(),
    ],
    stands: Stands::Listed,
    place: 90,
    dress,
    verb: |portal, order, fields| tickets::forward(portal, order, &destination(fields)?),
    leaves: &[EventKind::Forwarded],
    after: After::Next,
};

/// What agencies sent back too often is the coordinating office's to send on.
fn is_offered(opened: &Opened) -> bool {
    let disputed = opened.ticket.is_disputed(opened.city.facts.transfers_back);
    opened.leads(To::Forward) && (!disputed || opened.actor.holds(Role::Dispatcher))
}

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let opened = maker.opened;
    let proposal = proposal::of(opened);
    let due = proposal::due(opened, None, opened.ticket.level);
    let rule = match (opened.ticket.agency(), opened.city.facts.transfer_anew) {
        (None, _) => "step.forward.due_first",
        (Some(_), false) => "step.forward.due_kept",
        (Some(_), true) => "step.forward.due_anew",
    };
    form.hint = maker.w.fill(rule, [("when", moment::full(due))]);
    let partners = opened.ticket.partners();
    // Who works with the lead was decided when it was forwarded first.
    let with = proposal.co_agency.filter(|_| opened.ticket.agency().is_none());
    for (name, proposed) in [("agency", proposal.agency), ("co_agency", with)] {
        let typed = maker.typed.value(&STEP, name, &id(proposed));
        let offered = proposal::offered(&maker.w, opened, due, &typed);
        let field = form.field(name);
        field.value = offered.marked;
        field.offer(offered.listed);
        (field.hint, field.invite) = (offered.instead, offered.invite);
    }
    let agency = form.field("agency");
    agency.blank = maker.w.say("step.choose_agency");
    if agency.hint.is_empty() {
        agency.hint = proposal::words(&maker.w, opened, &proposal);
    }
    let with = form.field("co_agency");
    with.blank = maker.w.say("step.no_agency");
    if with.hint.is_empty() && !partners.all().is_empty() {
        with.hint = maker.w.fill("step.forward.stay", [("agencies", opened.agencies_named(&partners))]);
    }
    if matches!(opened.ticket.status, Status::Accepted | Status::Returned) {
        form.first();
    }
}

/// Where a form sends a report.
pub fn destination(fields: &Fields) -> Result<Destination, Refusal> {
    let agency = fields.get("agency").parse();
    Ok(Destination {
        agency: agency.map_err(|_| Refusal::field("agency", "lead_missing"))?,
        co_agency: fields.get("co_agency").parse().ok(),
        remark: fields.get("remark").to_owned(),
    })
}

/// Who answers now.
pub fn lead(opened: &Opened) -> String {
    id(opened.ticket.agency())
}

/// Whoever was chosen, where they work with them now; nobody works with themselves.
pub fn with_it(opened: &Opened, fields: &Fields) -> String {
    let chosen = fields.get("co_agency");
    let works = chosen.parse().is_ok_and(|id| opened.ticket.partners().has(id));
    if works || chosen == fields.get("agency") { chosen.to_owned() } else { String::new() }
}

fn id(agency: Option<AgencyId>) -> String {
    agency.map(|id| id.to_string()).unwrap_or_default()
}
