//! Public reports that may be like one that is being written.
use super::{Place, Span, Tier, Want};
use crate::domain::public::PublicCard;
use crate::ids::{CategoryId, CommuneId, TicketId};
use crate::schema::public_reports;
use crate::store::public::copy;
use crate::store::{Conn, Found};
use diesel::prelude::*;

/// The newest with the same words that are looked at, and the newest about the same in the same place.
const WORDED: usize = 60;
const PLACED: i64 = 20;

/// The newest public reports that have one of these pairs of words, and the newest of these categories in these communes;
/// the newest first.
pub fn candidates(
    conn: &mut Conn,
    pairs: &[[String; 2]],
    (categories, communes): (&[CategoryId], &[CommuneId]),
) -> Found<Vec<PublicCard>> {
    let mut ids: Vec<TicketId> = Vec::new();
    if !pairs.is_empty() {
        let any = pairs.iter().map(|pair| pair.to_vec()).collect();
        let tier = Tier { with: vec![Want { place: Place::Any, any }], without: Vec::new() };
        ids.extend(tier.next(conn, Span::ALL, WORDED)?);
    }
    for commune in communes {
        let near: Vec<TicketId> = public_reports::table
            .filter(public_reports::commune_id.eq(commune))
            .filter(public_reports::category_id.eq_any(categories))
            .order(public_reports::ticket_id.desc())
            .limit(PLACED)
            .select(public_reports::ticket_id)
            .load(conn)?;
        ids.extend(near);
    }
    ids.sort_unstable_by(|one, other| other.cmp(one));
    ids.dedup();
    let mut cards = copy::cards(conn, &ids)?;
    cards.sort_by_key(|card| std::cmp::Reverse(card.ticket.id));
    Ok(cards)
}
