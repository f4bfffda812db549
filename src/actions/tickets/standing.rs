//! Keeps in step with a report what is cached of it: may the public read it, where it stands; and the same on those that
//! repeat it, for they stand where their last master stands.
use crate::actions::Refusal;
use crate::domain::audience::Around;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::store::{Conn, categories, contacts, reasons, tickets};

/// Sets what is cached on a report that is about to be stored.
pub(super) fn settle(conn: &mut Conn, ticket: &mut Ticket) -> Result<(), Refusal> {
    let master = tickets::last_master(conn, ticket)?;
    let decisive = master.as_ref().unwrap_or(ticket);
    let refused = decisive.reason.as_deref().filter(|_| decisive.status == Status::Rejected);
    let reason = match refused {
        Some(code) => reasons::find(conn, code)?,
        None => None,
    };
    let category = categories::find(conn, ticket.category_id)?;
    let around = Around {
        publish: category.publish,
        hidden_by_refusal: reason.is_some_and(|reason| reason.hides),
        unconfirmed: contacts::state(conn, ticket.id)?.confirm_by.is_some(),
    };
    ticket.standing = decisive.status;
    ticket.is_public = ticket.may_be_public(around);
    Ok(())
}

/// Does the same for whatever repeats a report that was stored.
pub(super) fn carry_on(conn: &mut Conn, ticket: &Ticket) -> Result<(), Refusal> {
    for before in tickets::whole_followers(conn, ticket.id)? {
        let mut follower = before.clone();
        settle(conn, &mut follower)?;
        if follower != before {
            tickets::cache(conn, &follower)?;
        }
    }
    Ok(())
}
