//! How a sender can be reached. Read only where a letter is written, or by who may see it.
use super::{Conn, Found};
use crate::ids::TicketId;
use crate::schema::contacts;
use diesel::prelude::*;

/// The sender's e-mail address, where they left one.
pub fn email(conn: &mut Conn, ticket: TicketId) -> Found<Option<String>> {
    let email: Option<String> = contacts::table
        .filter(contacts::ticket_id.eq(ticket))
        .select(contacts::email)
        .first(conn)
        .optional()?;
    Ok(email.filter(|email| !email.is_empty()))
}
