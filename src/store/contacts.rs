//! Who sent a report. Personal data: read only where a letter is written and for those who may (`Act::ReadContact`).
use super::{Conn, Found};
use crate::domain::contact::Contact;
use crate::ids::TicketId;
use crate::schema::contacts;
use diesel::prelude::*;

pub fn insert(conn: &mut Conn, contact: &Contact) -> Found<()> {
    diesel::insert_into(contacts::table).values(contact).execute(conn).map(drop)
}

/// The sender, unless nobody left a name.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Option<Contact>> {
    contacts::table.filter(contacts::ticket_id.eq(ticket)).select(Contact::as_select()).first(conn).optional()
}

/// The sender's e-mail address, where they left one.
pub fn email(conn: &mut Conn, ticket: TicketId) -> Found<Option<String>> {
    Ok(of_ticket(conn, ticket)?.map(|contact| contact.email).filter(|email| !email.is_empty()))
}
