//! PDF documents on answers.
use super::{Conn, Found};
use crate::domain::reply::Document;
use crate::ids::{DocumentId, ReplyId, TicketId};
use crate::schema::documents;
use diesel::prelude::*;

/// Adds a document, to the answer that is being written.
pub fn insert(conn: &mut Conn, document: &Document) -> Found<()> {
    diesel::insert_into(documents::table).values(document).execute(conn).map(drop)
}

/// The documents of a ticket's draft, in the order they came.
pub fn unpublished(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Document>> {
    documents::table
        .filter(documents::ticket_id.eq(ticket))
        .filter(documents::reply_id.is_null())
        .order(documents::id)
        .select(Document::as_select())
        .load(conn)
}

/// Hands the draft's documents to the published answer.
pub fn publish(conn: &mut Conn, ticket: TicketId, reply: ReplyId) -> Found<()> {
    let drafted =
        documents::table.filter(documents::ticket_id.eq(ticket)).filter(documents::reply_id.is_null());
    diesel::update(drafted)
        .set((documents::reply_id.eq(reply), documents::is_public.eq(true)))
        .execute(conn)
        .map(drop)
}

/// Takes a document off the draft of this ticket. One that is published, or elsewhere, stays.
pub fn remove_unpublished(conn: &mut Conn, ticket: TicketId, document: DocumentId) -> Found<()> {
    let drafted = documents::table
        .filter(documents::id.eq(document))
        .filter(documents::ticket_id.eq(ticket))
        .filter(documents::reply_id.is_null());
    diesel::delete(drafted).execute(conn).map(drop)
}

/// Every document of a ticket, published or not, in the order they came.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Document>> {
    documents::table
        .filter(documents::ticket_id.eq(ticket))
        .order(documents::id)
        .select(Document::as_select())
        .load(conn)
}
