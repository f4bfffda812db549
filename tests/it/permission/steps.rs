//! Every step at the desk, as everyone. Nothing here is written for one step: where it is offered, who may take it and
//! which fields are right comes from the pages and from the steps' own files.
use super::cast::{Person, everyone};
use super::scene::{scene, traces};
use crate::house::source::none;
use crate::support::{Browser, Page, TestPortal};
use langnghe::actions::Refusal;
use langnghe::actions::tickets::Order;
use langnghe::domain::policy::Act;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::links;
use langnghe::portal::Portal;
use langnghe::web::desk::step::Step;
use langnghe::web::desk::steps::ALL;
use langnghe::web::posted::Fields;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// A report from which a step is offered, and what its form would send.
struct Offered {
    state: Status,
    own: Option<AccountId>,
    fields: Fields,
}

#[actix_web::test]
async fn every_step_refuses_whoever_may_not_or_comes_too_late_and_changes_nothing() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let people = everyone(&portal);
    let mut pages = Pages::of(&portal, &people).await;
    let mut wrong = Vec::new();
    for step in ALL {
        let offered = pages.offering(step).await;
        // Nobody who is refused changes it, so that it serves all of them.
        let standing = scene(&portal, offered.state, offered.own);
        wrong.extend(refusals(&portal, step, &people, &offered, &standing));
        wrong.extend(too_late(&portal, step, &people, &offered, &standing));
    }
    none(wrong, "Permission:");
}

/// What is wrong when each of the people takes the step.
fn refusals(
    portal: &TestPortal,
    step: &Step,
    people: &[Person],
    offered: &Offered,
    standing: &Ticket,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut outcomes = BTreeSet::new();
    let rehearsing = portal.rehearsing();
    let before = traces(portal, standing);
    for person in people {
        let expected = expected(person, step, standing);
        // Of those who may, the first does it to a report of their own; the others rehearse it.
        let met = if expected.is_none() && outcomes.insert("None".to_owned()) {
            let ticket = scene(portal, offered.state, offered.own);
            let before = traces(portal, &ticket);
            let met = take(portal, step, person, &ticket, &offered.fields);
            if traces(portal, &ticket) == before {
                wrong.push(format!("{} as {}: it leaves nothing", step.name, person.name));
            }
            met
        } else {
            let by = if expected.is_none() { &rehearsing } else { &**portal };
            take(by, step, person, standing, &offered.fields)
        };
        if met != expected {
            wrong.push(format!("{} as {}: {met:?} instead of {expected:?}", step.name, person.name));
        }
        if traces(portal, standing) != before {
            wrong.push(format!("{} as {}: {met:?}, and it left something", step.name, person.name));
        }
        outcomes.insert(format!("{expected:?}"));
    }
    if step.act != Act::WriteNote && outcomes.len() != 3 {
        wrong.push(format!("{}: the cast meets only {outcomes:?}", step.name));
    }
    wrong
}

/// What is wrong when somebody who may takes it over a version that is over.
fn too_late(
    portal: &TestPortal,
    step: &Step,
    people: &[Person],
    offered: &Offered,
    ticket: &Ticket,
) -> Option<String> {
    let able = people.iter().find(|person| expected(person, step, ticket).is_none()).unwrap();
    let before = traces(portal, ticket);
    let mut over = ticket.clone();
    over.report.version -= 1;
    let met = take(portal, step, able, &over, &offered.fields);
    let fine = met == Some(Refusal::Stale) && traces(portal, ticket) == before;
    (!fine).then(|| format!("{} over an old version: {met:?}", step.name))
}

fn expected(person: &Person, step: &Step, ticket: &Ticket) -> Option<Refusal> {
    let holding = ticket.holding();
    if !person.actor.may(Act::ReadTicket, &holding) {
        Some(Refusal::Missing)
    } else if !person.actor.may(step.act, &holding) {
        Some(Refusal::Forbidden)
    } else {
        None
    }
}

fn take(portal: &Portal, step: &Step, person: &Person, ticket: &Ticket, fields: &Fields) -> Option<Refusal> {
    let order = Order { actor: &person.actor, code: &ticket.code, seen: ticket.version };
    (step.verb)(portal, order, fields).err()
}

/// A report in every state, given to somebody and to nobody, and its page as each of the people sees it; looked at once.
struct Pages<'a> {
    portal: &'a TestPortal,
    people: &'a [Person],
    browsers: Vec<Browser>,
    scenes: Vec<(Status, Option<AccountId>, Ticket)>,
    seen: BTreeMap<(usize, usize), Page>,
}

impl<'a> Pages<'a> {
    async fn of(portal: &'a TestPortal, people: &'a [Person]) -> Self {
        let mut browsers = Vec::new();
        for person in people {
            browsers.push(portal.signed_in(person.actor.id).await);
        }
        let own = [Some(people[0].actor.id), None];
        let each = Status::ALL.iter().flat_map(|state| own.map(|own| (*state, own)));
        let scenes = each.map(|(state, own)| (state, own, scene(portal, state, own))).collect();
        Self { portal, people, browsers, scenes, seen: BTreeMap::new() }
    }

    /// Looks in every state for a page on which somebody is offered this step.
    async fn offering(&mut self, step: &Step) -> Offered {
        for (at, (state, own, ticket)) in self.scenes.iter().enumerate() {
            let action = links::desk_step(&ticket.code, step.path);
            for (who, person) in self.people.iter().enumerate() {
                if expected(person, step, ticket).is_some() {
                    continue;
                }
                let page = match self.seen.entry((at, who)) {
                    Entry::Occupied(seen) => seen.into_mut(),
                    Entry::Vacant(new) => {
                        new.insert(self.browsers[who].get(&links::desk_ticket(&ticket.code)).await)
                    }
                };
                if page.html.contains(&format!("action=\"{action}\"")) {
                    let fields = right(self.portal, page.form(&action).completed());
                    return Offered { state: *state, own: *own, fields };
                }
            }
        }
        panic!("nobody is offered {} in any state", step.name);
    }
}

/// What no page can offer is the code of another report, and a day that nobody has chosen yet.
fn right(portal: &TestPortal, completed: Vec<(String, String)>) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in completed {
        let other = || portal.ticket().in_state(Status::Accepted).build().report.code;
        let value = match name.as_str() {
            "master" => other(),
            "promised" => "2027-03-31".to_owned(),
            "part_until" | "point" => String::new(),
            // What stands there already is nothing to be mended.
            "mend_signed_as" => "Q. Giám đốc".to_owned(),
            _ => value,
        };
        fields.push(name, value);
    }
    fields
}
