//! Keeps in step with a report what is cached of it: may the public read it, where it stands, which words find it; and the
//! same on those that repeat it, for they stand where their last master stands.
use crate::actions::Refusal;
use crate::domain::audience::Around;
use crate::domain::city::Category;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::store::{Conn, agencies, categories, communes, contacts, reasons, search, tickets};

/// Sets what is cached on a report that is about to be stored.
pub(super) fn settle(conn: &mut Conn, ticket: &mut Ticket) -> Result<Category, Refusal> {
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
    Ok(category)
}

/// Does the same for whatever repeats a report that was stored.
pub(super) fn carry_on(conn: &mut Conn, ticket: &Ticket) -> Result<(), Refusal> {
    for before in tickets::followers(conn, ticket.id)? {
        let mut follower = before.clone();
        let category = settle(conn, &mut follower)?;
        if follower != before {
            tickets::cache(conn, &follower)?;
        }
        if follower.is_public != before.is_public {
            index(conn, &follower, &category)?;
        }
    }
    Ok(())
}

/// Makes a public report findable by its own words and by the names of its category, commune and agency.
pub(super) fn index(conn: &mut Conn, ticket: &Ticket, category: &Category) -> Result<(), Refusal> {
    let mut names = vec![category.name_vi.clone(), category.name_en.clone()];
    if ticket.is_public {
        if let Some(commune) = ticket.commune_id {
            names.push(communes::find(conn, commune)?.name);
        }
        if let Some(agency) = ticket.agency_id {
            names.push(agencies::find(conn, agency)?.name);
        }
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Ok(search::index(conn, ticket, &names)?)
}
