//! The keys in letters to senders: the report's id, sealed. They name nobody, cannot be guessed, and open one thing each.
use crate::ids::TicketId;
use crate::portal::Portal;

const LETTERS: &str = "letters";
const CONFIRM: &str = "confirm";

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
