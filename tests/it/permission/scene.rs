//! The report that everybody tries to change, and what a change would leave.
use super::cast::{CO_AGENCY, HOLDER};
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::assignment::{Ended, Part};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::schema::{events, notes};
use langnghe::store;

/// A report in this state, held by [`HOLDER`] with [`CO_AGENCY`] and given to `own`. One that nobody holds is read by the
/// desk alone, and then whoever may not is told that there is none: so somebody holds it in every state.
pub fn scene(portal: &TestPortal, state: Status, own: Option<AccountId>) -> Ticket {
    let mut moved = portal.ticket().at(HOLDER).by_term_of(3).in_state(state).build().change();
    let (ticket, now) = (&mut moved.ticket, portal.now());
    if ticket.agency().is_none() {
        ticket.holders.give(ticket.report.id, (Part::Lead, portal.agency(HOLDER)), Ended::Rerouted, now);
    }
    ticket.holders.give(ticket.report.id, (Part::With, portal.agency(CO_AGENCY)), Ended::Rerouted, now);
    ticket.holders.hand_to(own, now);
    assert!(portal.with_db(|c| store::tickets::save(c, &moved)), "somebody was faster");
    moved.ticket
}

/// All that a verb could leave: the report itself, how many events it has, its draft, its files.
pub fn traces(portal: &TestPortal, ticket: &Ticket) -> String {
    portal.with_db(|c| {
        let now = store::tickets::find(c, ticket.id)?;
        let happened: i64 = events::table.filter(events::ticket_id.eq(ticket.id)).count().get_result(c)?;
        let draft = store::reply_drafts::find(c, ticket.id)?;
        let photos = store::photos::unpublished_after(c, ticket.id)?.len();
        let documents = store::documents::unpublished(c, ticket.id)?.len();
        let notes: i64 = notes::table.filter(notes::ticket_id.eq(ticket.id)).count().get_result(c)?;
        let replies = store::replies::next_version(c, ticket.id)?;
        Ok(format!("{now:?} {happened} {draft:?} {photos} {documents} {notes} {replies}"))
    })
}
