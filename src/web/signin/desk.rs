//! The desk's own address: goes on to what this person's day begins with.
use crate::domain::policy::{Act, Actor, Role};
use crate::links;
use crate::web::error::Failure;
use crate::web::redirect;
use crate::web::visitor::Visitor;
use actix_web::HttpResponse;

/// Goes on to the page that whoever came in needs first in the morning.
pub async fn show(visitor: Visitor) -> Result<HttpResponse, Failure> {
    let first = visitor.actor().map_or_else(links::own_account, first_page);
    Ok(redirect::to(&first))
}

/// What waits for this person: new reports at the 1022 desk, work at an agency, answers to approve; what is late, for who
/// leads or watches; what runs by itself, for who keeps the portal running.
fn first_page(actor: &Actor) -> String {
    if actor.may_somewhere(Act::Accept) {
        links::triage()
    } else if actor.holds(Role::Focal) || actor.holds(Role::Officer) {
        links::work()
    } else if actor.holds(Role::Approver) {
        links::approve()
    } else if actor.may_somewhere(Act::ReadFigures) {
        links::figures()
    } else if actor.may_somewhere(Act::RunJobs) {
        links::admin_jobs()
    } else {
        links::own_account()
    }
}
