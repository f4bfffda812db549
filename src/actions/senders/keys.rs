//! The keys in letters to senders: the report's id, sealed. They name nobody, cannot be guessed, and open one thing each.
//! None lies in the database: who reads that alone cannot make one.
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::{Conn, Found, contacts, own_links};

const LETTERS: &str = "letters";
const CONFIRM: &str = "confirm";

/// Opens the sender's own page, until another link is asked for or the sender's contact is erased.
pub fn of_own_page(portal: &Portal, conn: &mut Conn, ticket: TicketId) -> Found<String> {
    Ok(portal.secrets.seal(&own(own_links::number(conn, ticket)?), ticket.0))
}

/// The report whose sender holds this key.
pub fn own_page_of(portal: &Portal, conn: &mut Conn, key: &str) -> Found<Option<TicketId>> {
    let Some(id) = key.split_once('-').and_then(|(id, _)| id.parse().ok()).map(TicketId) else {
        return Ok(None);
    };
    if contacts::of_ticket(conn, id)?.is_none() {
        return Ok(None);
    }
    let number = own_links::number(conn, id)?;
    Ok(portal.secrets.unseal(&own(number), key).map(TicketId))
}

fn own(number: i32) -> String {
    format!("own {number}")
}

/// Opens the page where letters about this report are stopped.
pub fn of_letters(portal: &Portal, ticket: TicketId) -> String {
    portal.secrets.seal(LETTERS, ticket.0)
}

/// Opens the page where the address is confirmed.
pub fn of_confirmation(portal: &Portal, ticket: TicketId) -> String {
    portal.secrets.seal(CONFIRM, ticket.0)
}

/// The report whose letters this key stops.
pub fn letters_of(portal: &Portal, key: &str) -> Option<TicketId> {
    portal.secrets.unseal(LETTERS, key).map(TicketId)
}

/// The report that this key confirms.
pub fn confirmed_by(portal: &Portal, key: &str) -> Option<TicketId> {
    portal.secrets.unseal(CONFIRM, key).map(TicketId)
}
