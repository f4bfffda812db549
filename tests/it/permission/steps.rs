//! Every step at the desk, as everyone. Nothing here is written for one step: where it is offered, who may take it and
//! which fields are right comes from the pages and from the steps' own files.
use super::cast::{Person, everyone};
use super::scene::{scene, traces};
use crate::house::source::none;
use crate::support::TestPortal;
use langnghe::actions::Refusal;
use langnghe::actions::tickets::Order;
use langnghe::domain::policy::Act;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::web::desk::step::Step;
use langnghe::web::desk::steps::ALL;
use langnghe::web::posted::Fields;
use std::collections::BTreeSet;

/// A report from which a step is offered, and what its form would send.
struct Offered {
    state: Status,
    own: Option<AccountId>,
    fields: Fields,
}

#[actix_web::test]
async fn every_step_refuses_whoever_may_not_and_changes_nothing() {
    let mut wrong = Vec::new();
    for step in ALL {
        let portal = TestPortal::new();
        let people = everyone(&portal);
        let offered = offered(&portal, step, &people).await;
        let standing = scene(&portal, offered.state, offered.own);
        let mut outcomes = BTreeSet::new();
        for person in &people {
            let expected = expected(person, step, &standing);
            let fresh = expected.is_none().then(|| scene(&portal, offered.state, offered.own));
            let ticket = fresh.as_ref().unwrap_or(&standing);
            let before = traces(&portal, ticket);
            let met = take(&portal, step, person, ticket, ticket.version, &offered.fields);
            if met != expected {
                wrong.push(format!("{} as {}: {met:?} instead of {expected:?}", step.name, person.name));
            }
            if (traces(&portal, ticket) == before) != expected.is_some() {
                wrong.push(format!("{} as {}: traces do not fit {met:?}", step.name, person.name));
            }
            outcomes.insert(format!("{expected:?}"));
        }
        if step.act != Act::WriteNote && outcomes.len() != 3 {
            wrong.push(format!("{}: the cast meets only {outcomes:?}", step.name));
        }
    }
    none(wrong, "Permission:");
}

#[actix_web::test]
async fn a_version_that_is_over_changes_nothing() {
    let mut wrong = Vec::new();
    for step in ALL {
        let portal = TestPortal::new();
        let people = everyone(&portal);
        let offered = offered(&portal, step, &people).await;
        let ticket = scene(&portal, offered.state, offered.own);
        let able = people.iter().find(|person| expected(person, step, &ticket).is_none()).unwrap();
        let before = traces(&portal, &ticket);
        let met = take(&portal, step, able, &ticket, ticket.version - 1, &offered.fields);
        if met != Some(Refusal::Stale) || traces(&portal, &ticket) != before {
            wrong.push(format!("{}: {met:?}", step.name));
        }
    }
    none(wrong, "Stale:");
}

fn expected(person: &Person, step: &Step, ticket: &Ticket) -> Option<Refusal> {
    let holding = ticket.holding();
    if !person.actor.may(Act::ReadTicket, holding) {
        Some(Refusal::Missing)
    } else if !person.actor.may(step.act, holding) {
        Some(Refusal::Forbidden)
    } else {
        None
    }
}

fn take(
    portal: &TestPortal,
    step: &Step,
    person: &Person,
    ticket: &Ticket,
    seen: i32,
    fields: &Fields,
) -> Option<Refusal> {
    let order = Order { actor: &person.actor, code: &ticket.code, seen };
    (step.verb)(portal, order, fields).err()
}

/// Looks in every state for a page on which somebody is offered this step.
async fn offered(portal: &TestPortal, step: &Step, people: &[Person]) -> Offered {
    let own = people[0].actor.id;
    for state in Status::ALL {
        for own in [Some(own), None] {
            let ticket = scene(portal, *state, own);
            let action = links::desk_step(&ticket.code, step.path);
            for person in people.iter().filter(|person| expected(person, step, &ticket).is_none()) {
                let browser = portal.signed_in(person.actor.id).await;
                let page = browser.get(&links::desk_ticket(&ticket.code)).await;
                if page.html.contains(&format!("action=\"{action}\"")) {
                    let fields = page.form(&action).completed();
                    return Offered { state: *state, own, fields: right(portal, fields) };
                }
            }
        }
    }
    panic!("nobody is offered {} in any state", step.name);
}

/// The one thing that no page can offer is the code of another report.
fn right(portal: &TestPortal, completed: Vec<(String, String)>) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in completed {
        let other = || portal.ticket().in_state(Status::Accepted).build().report.code;
        fields.push(name.clone(), if name == "master" { other() } else { value });
    }
    fields
}
