//! What senders think of answers, and what they may tick beside it.
use super::db::MultiBackend;
use super::queues::Queued;
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::domain::city::RatingReason;
use crate::domain::policy::Scope;
use crate::domain::rating::{Mark, Rating, Review};
use crate::ids::TicketId;
use crate::schema::{desk_reports as desk, rating_reasons, ratings, tickets};
use diesel::prelude::*;

/// What may be ticked, in the order the city gave.
pub fn reasons(conn: &mut Conn) -> Found<Vec<RatingReason>> {
    rating_reasons::table
        .order((rating_reasons::position, rating_reasons::code))
        .select(RatingReason::as_select())
        .load(conn)
}

/// The rating of a report, where its sender gave one.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Option<Rating>> {
    ratings::table.filter(ratings::ticket_id.eq(ticket)).select(Rating::as_select()).first(conn).optional()
}

/// Keeps a rating in the place of the one before.
pub fn put(conn: &mut Conn, rating: &Rating) -> Found<()> {
    on_each!(conn, |c| diesel::insert_into(ratings::table)
        .values(rating)
        .on_conflict(ratings::ticket_id)
        .do_update()
        .set(rating)
        .execute(c))
    .map(drop)
}

/// The mark that a report's sender gave the answer of `answered`, or a later one.
pub fn mark_since(conn: &mut Conn, ticket: TicketId, answered: Moment) -> Found<Option<Mark>> {
    ratings::table
        .filter(ratings::ticket_id.eq(ticket))
        .filter(ratings::rated_at.ge(answered))
        .select(ratings::mark)
        .first(conn)
        .optional()
}

/// Ratings that somebody has to look at, with their reports, within a scope, the longest waiting first; at most `most`.
pub fn to_review(conn: &mut Conn, scope: &Scope, most: i64) -> Found<Vec<(Rating, Queued)>> {
    let mut query = ratings::table
        .inner_join(desk::table.on(desk::ticket_id.eq(ratings::ticket_id)))
        .inner_join(tickets::table.on(tickets::id.eq(ratings::ticket_id)))
        .filter(ratings::review.eq(Review::Open))
        .order((ratings::rated_at, ratings::ticket_id))
        .limit(most)
        .select((Rating::as_select(), Queued::as_select()))
        .into_boxed::<MultiBackend>();
    match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::All => {}
        Scope::Agencies(agencies) => query = query.filter(desk::agency_id.eq_any(agencies)),
    }
    query.load(conn)
}
