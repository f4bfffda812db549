//! Public reports for whoever reads them by machine: each card with when something of it happened last.
use super::copy::{read, read_card};
use super::open;
use crate::clock::Moment;
use crate::domain::public::{PublicCard, PublicRest};
use crate::ids::TicketId;
use crate::schema::{public_reports, tickets};
use crate::store::listing::{self, Filter, Listed, Turn};
use crate::store::{Conn, Found, among};
use diesel::prelude::*;
use std::collections::HashMap;

/// A public report, and when something of it happened last: as it came in, where its copy does not say it yet.
pub type Changed = (PublicCard, Moment);

/// What the filter lets through, in its order: `size` of them once `skip` are passed over.
pub fn page(
    conn: &mut Conn,
    filter: &Filter,
    turn: Turn,
    (skip, size): (usize, usize),
) -> Found<Listed<Changed>> {
    let mut page = listing::page(conn, filter, turn, skip + size)?;
    let items = page.items.split_off(skip.min(page.items.len()));
    let cards = of(conn, &items)?;
    Ok(page.with(cards))
}

/// What the filter lets through of whatever something happened to between two moments, the newest happening first.
pub fn changed(
    conn: &mut Conn,
    filter: &Filter,
    (after, before): (Moment, Moment),
    (skip, size): (usize, usize),
) -> Found<Vec<Changed>> {
    let (skip, size) = (i64::try_from(skip).unwrap_or(i64::MAX), i64::try_from(size).unwrap_or(i64::MAX));
    let mut query = public_reports::table
        .filter(public_reports::changed_at.gt(after))
        .filter(public_reports::changed_at.le(before))
        .order((public_reports::changed_at.desc(), public_reports::ticket_id.desc()))
        .offset(skip)
        .limit(size)
        .select(public_reports::ticket_id)
        .into_boxed();
    if !filter.categories.is_empty() {
        query = query.filter(public_reports::category_id.eq_any(&filter.categories));
    }
    if !filter.states.is_empty() {
        query = query.filter(public_reports::word.eq_any(&filter.states));
    }
    if let Some(from) = filter.from {
        query = query.filter(public_reports::ticket_id.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(public_reports::ticket_id.lt(until));
    }
    let ids: Vec<TicketId> = query.load(conn)?;
    of(conn, &ids)
}

/// Those with these codes that are public, in the order of the codes.
pub fn named(conn: &mut Conn, codes: &[String]) -> Found<Vec<Changed>> {
    let found: Vec<(TicketId, String)> = public_reports::table
        .filter(public_reports::code.eq_any(codes))
        .select((public_reports::ticket_id, public_reports::code))
        .load(conn)?;
    let mut found: Vec<(usize, TicketId)> = found
        .into_iter()
        .filter_map(|(id, code)| Some((codes.iter().position(|one| *one == code)?, id)))
        .collect();
    found.sort_unstable();
    of(conn, &found.into_iter().map(|(_, id)| id).collect::<Vec<_>>())
}

/// What stands behind these cards, in no order.
pub fn rests(conn: &mut Conn, ids: &[TicketId]) -> Found<HashMap<TicketId, PublicRest>> {
    let kept: Vec<(TicketId, String)> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(among::reports("public_reports.ticket_id", ids))
        .filter(open())
        .select((public_reports::ticket_id, public_reports::rest))
        .load(conn)?;
    kept.into_iter().map(|(id, rest)| Ok((id, read(&rest)?))).collect()
}

/// A card as it is kept, its square, and when something of it happened last.
type KeptCard = (String, Option<i64>, Option<Moment>);

/// These as far as they are public, in their order.
fn of(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<Changed>> {
    let kept: Vec<(TicketId, KeptCard)> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(among::reports("public_reports.ticket_id", ids))
        .filter(open())
        .select((
            public_reports::ticket_id,
            (public_reports::card, public_reports::cell, public_reports::changed_at),
        ))
        .load(conn)?;
    let mut kept: HashMap<TicketId, KeptCard> = kept.into_iter().collect();
    let there = ids.iter().filter_map(|id| kept.remove(id));
    there
        .map(|(card, cell, at)| {
            let card: PublicCard = read_card(&card, cell)?;
            let at = at.unwrap_or(card.ticket.created_at);
            Ok((card, at))
        })
        .collect()
}
