//! The photos of reports and answers.
use super::{Conn, Found};
use crate::domain::photo::{Photo, PhotoRole};
use crate::ids::{PhotoId, ReplyId, TicketId};
use crate::schema::photos;
use diesel::prelude::*;

/// Adds a photo of a report that is kept just now, or of the answer that is being written.
pub fn insert(conn: &mut Conn, photo: &Photo) -> Found<()> {
    diesel::insert_into(photos::table).values(photo).execute(conn).map(drop)
}

/// All photos of a ticket, the sender's before those of the answer.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Photo>> {
    photos::table
        .filter(photos::ticket_id.eq(ticket))
        .order((photos::role.desc(), photos::position, photos::id))
        .select(Photo::as_select())
        .load(conn)
}

/// Shows the public only these of the sender's photos.
pub fn show_only(conn: &mut Conn, ticket: TicketId, shown: &[PhotoId]) -> Found<()> {
    let sent =
        || photos::table.filter(photos::ticket_id.eq(ticket)).filter(photos::role.eq(PhotoRole::Report));
    diesel::update(sent()).set(photos::is_public.eq(false)).execute(conn)?;
    diesel::update(sent().filter(photos::id.eq_any(shown)))
        .set(photos::is_public.eq(true))
        .execute(conn)
        .map(drop)
}

/// The photos of a ticket's draft answer.
pub fn unpublished_after(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Photo>> {
    photos::table
        .filter(photos::ticket_id.eq(ticket))
        .filter(photos::role.eq(PhotoRole::After))
        .filter(photos::reply_id.is_null())
        .order((photos::position, photos::id))
        .select(Photo::as_select())
        .load(conn)
}

/// Hands the draft's photos to the published answer.
pub fn publish_after(conn: &mut Conn, ticket: TicketId, reply: ReplyId) -> Found<()> {
    let drafted = photos::table
        .filter(photos::ticket_id.eq(ticket))
        .filter(photos::role.eq(PhotoRole::After))
        .filter(photos::reply_id.is_null());
    diesel::update(drafted)
        .set((photos::reply_id.eq(reply), photos::is_public.eq(true)))
        .execute(conn)
        .map(drop)
}

/// Takes a photo out that its sender does not want there any more.
pub fn take_out(conn: &mut Conn, ticket: TicketId, photo: PhotoId) -> Found<()> {
    let own = photos::table
        .filter(photos::id.eq(photo))
        .filter(photos::ticket_id.eq(ticket))
        .filter(photos::role.eq(PhotoRole::Report));
    diesel::delete(own).execute(conn).map(drop)
}

/// Takes a photo off the draft of this ticket. One that is published, or of the sender, stays.
pub fn remove_unpublished(conn: &mut Conn, ticket: TicketId, photo: PhotoId) -> Found<()> {
    let drafted = photos::table
        .filter(photos::id.eq(photo))
        .filter(photos::ticket_id.eq(ticket))
        .filter(photos::role.eq(PhotoRole::After))
        .filter(photos::reply_id.is_null());
    diesel::delete(drafted).execute(conn).map(drop)
}
