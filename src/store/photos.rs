//! The photos of reports and answers.
use super::{Conn, Found};
use crate::domain::photo::Photo;
use crate::ids::TicketId;
use crate::schema::photos;
use diesel::prelude::*;

pub fn insert(conn: &mut Conn, photo: &Photo) -> Found<()> {
    diesel::insert_into(photos::table)
        .values(photo)
        .execute(conn)
        .map(drop)
}

/// All photos of a ticket, the sender's before those of the answer.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Photo>> {
    photos::table
        .filter(photos::ticket_id.eq(ticket))
        .order((photos::role.desc(), photos::position, photos::id))
        .select(Photo::as_select())
        .load(conn)
}
