//! Somebody at the desk says where a report is, or takes the point off the map. What was said before stays beside it.
use super::{Happening, Order, find_for, record};
use crate::actions::Refusal;
use crate::clock::local;
use crate::domain::area::Sure;
use crate::domain::event::EventKind;
use crate::domain::point::Point;
use crate::domain::policy::Act;
use crate::domain::reason::Reason;
use crate::domain::report_point::{PointSource, Pointed, ReportPoint};
use crate::domain::ticket::Ticket;
use crate::ids::CommuneId;
use crate::portal::Portal;
use crate::store::report_points;

/// Where it is, as somebody at the desk says it.
pub struct Placed {
    /// None: it is nowhere on the map.
    pub point: Option<Point>,
    /// Which commune; nothing: the one in which the point lies.
    pub commune: Option<CommuneId>,
    /// May the map show it, rounded?
    pub is_shown: bool,
}

/// Keeps it, and the commune in which it lies; no deadline moves. Whom the report should go to is proposed anew by the commune;
/// whoever works on it is told that it happened elsewhere.
///
/// # Errors
/// `Invalid` for a point outside of the city, or one close to a border without a commune; `TooLate` for what was never accepted, or
/// is settled.
pub fn move_point(portal: &Portal, order: Order<'_>, placed: &Placed, why: &str) -> Result<Ticket, Refusal> {
    let why = Reason::new(why)?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = find_for(c, order, Act::EditPublicText)?;
        if ticket.accepted_at.is_none() || ticket.status.is_settled() {
            return Err(Refusal::TooLate);
        }
        let before = report_points::newest(c, ticket.id)?.and_then(|one| one.point());
        let city = portal.db.city(c)?;
        let today = local(now).date();
        let mut row = match placed.point {
            Some(point) => {
                let located = city.locate(point, today);
                if located.sure == Sure::Nowhere && city.knows_where(today) {
                    return Err(Refusal::field("point", "point_outside"));
                }
                ReportPoint::said(
                    ticket.id,
                    Pointed { point, source: PointSource::Staff, accuracy: None },
                    &located,
                    now,
                )
            }
            None => ReportPoint::nowhere(ticket.id, now),
        };
        if let Some(commune) = placed.commune {
            if !city.communes.get(&commune).is_some_and(|one| one.is_current(today)) {
                return Err(Refusal::field("point_commune", "commune_missing"));
            }
            row.commune_id = Some(commune);
        } else if row.commune_id.is_none() && !row.among.is_empty() {
            // What was chosen of a point that stays is not asked again.
            let stays = before == row.point() && ticket.commune_id.is_some();
            let chosen = ticket.commune_id.filter(|_| stays);
            row.commune_id = Some(chosen.ok_or_else(|| Refusal::field("point_commune", "point_near"))?);
        }
        row.is_shown = placed.is_shown;
        row.by_id = Some(order.actor.id);
        row.why = why.to_string();
        let commune = row.commune_id.or(ticket.commune_id);
        let said = |point: Option<Point>| point.map_or_else(|| "-".to_owned(), |point| point.to_string());
        let mut remark = format!("{} → {}: {why}", said(before), said(row.point()));
        if commune != ticket.commune_id {
            remark = format!("{} → {} | {remark}", city.commune(ticket.commune_id), city.commune(commune));
        }
        report_points::insert(c, &row)?;
        let happened_elsewhere = before != row.point() || commune != ticket.commune_id;
        let concerned = ticket.agency().filter(|_| happened_elsewhere);
        let mut moved = ticket.change();
        moved.ticket.commune_id = commune;
        let happening = Happening::of(EventKind::PointMoved).at(concerned).remarked(&remark);
        record(c, now, Some(order.actor.id), moved, happening)
    })
}
