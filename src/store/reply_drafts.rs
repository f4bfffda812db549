//! Answers being written: one a ticket, gone once it is published.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::reply::ReplyDraft;
use crate::ids::TicketId;
use crate::schema::reply_drafts;
use diesel::prelude::*;

/// The answer being written to a ticket; none where nobody has begun it.
pub fn find(conn: &mut Conn, ticket: TicketId) -> Found<Option<ReplyDraft>> {
    reply_drafts::table
        .filter(reply_drafts::ticket_id.eq(ticket))
        .select(ReplyDraft::as_select())
        .first(conn)
        .optional()
}

/// How many of these reports have an answer that is being written.
pub fn count(conn: &mut Conn, of: &[TicketId]) -> Found<i64> {
    let mut found = 0;
    for part in of.chunks(500) {
        let here = reply_drafts::table.filter(reply_drafts::ticket_id.eq_any(part)).count();
        found += here.get_result::<i64>(conn)?;
    }
    Ok(found)
}

/// Writes the draft, over the one that stands there.
pub fn put(conn: &mut Conn, draft: &ReplyDraft) -> Found<()> {
    let standing = reply_drafts::table.filter(reply_drafts::ticket_id.eq(draft.ticket_id));
    if diesel::update(standing).set(draft).execute(conn)? == 0 {
        diesel::insert_into(reply_drafts::table).values(draft).execute(conn)?;
    }
    Ok(())
}

/// Leaves the approver's remark on the draft.
pub fn remark(conn: &mut Conn, ticket: TicketId, remark: &str, now: Moment) -> Found<()> {
    diesel::update(reply_drafts::table.filter(reply_drafts::ticket_id.eq(ticket)))
        .set((reply_drafts::remark.eq(remark), reply_drafts::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// Takes the draft away, once it is published.
pub fn remove(conn: &mut Conn, ticket: TicketId) -> Found<()> {
    diesel::delete(reply_drafts::table.filter(reply_drafts::ticket_id.eq(ticket))).execute(conn).map(drop)
}
