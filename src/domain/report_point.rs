//! Where a report is, as a point on the map: said by its sender or at the desk, never needed.
use super::area::Located;
use super::point::Point;
use crate::clock::Moment;
use crate::ids::{AccountId, BoundaryId, CommuneId, PointId, TicketId, text_enum};
use crate::schema::report_points;
use diesel::{Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};

/// What no device would say of itself, in metres: further off it is no help.
const LEAST_EXACT: i32 = 100_000;

text_enum! {
    /// Who said it, and by what means.
    pub enum PointSource {
        /// Its sender put it on a map, or typed it.
        Map = "map",
        /// The device of its sender found out where it was.
        Position = "position",
        /// Its sender's photo said where it was taken, and its sender agreed.
        Photo = "photo",
        /// Its sender chose a street or a landmark by its name: about there.
        Named = "named",
        /// Somebody at the desk.
        Staff = "staff",
    }
}

/// A point as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointed {
    pub point: Point,
    pub source: PointSource,
    /// How exact the device says it is, in metres.
    pub accuracy: Option<i32>,
}

impl Pointed {
    /// What a form says of a point: a device tells how exact it is, and nobody else does.
    pub fn of(point: Point, source: PointSource, accuracy: &str) -> Self {
        let accuracy = accuracy.parse().ok().filter(|metres| (0..=LEAST_EXACT).contains(metres));
        Self { point, source, accuracy: accuracy.filter(|_| source == PointSource::Position) }
    }
}

/// One time that it was said where a report is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Deserialize)]
#[diesel(table_name = report_points)]
pub struct ReportPoint {
    pub id: PointId,
    pub ticket_id: TicketId,
    /// None: the point was taken away.
    pub lat: Option<i32>,
    pub lon: Option<i32>,
    pub source: PointSource,
    pub accuracy: Option<i32>,
    /// In which commune it was found to lie.
    pub commune_id: Option<CommuneId>,
    /// Those among which it was to be chosen, a space between them; "" where it was sure.
    pub among: String,
    /// By which borders it was found.
    pub boundary_id: Option<BoundaryId>,
    /// May a map show it, rounded, once the report is public?
    pub is_shown: bool,
    /// Nobody: the sender.
    pub by_id: Option<AccountId>,
    pub why: String,
    pub at: Moment,
}

impl ReportPoint {
    /// A point as its sender said it, and where it was found.
    pub fn said(ticket: TicketId, pointed: Pointed, located: &Located, now: Moment) -> Self {
        let among: Vec<String> = match located.only() {
            Some(_) => Vec::new(),
            None => located.communes.iter().map(CommuneId::to_string).collect(),
        };
        Self {
            id: PointId::fresh(now),
            ticket_id: ticket,
            lat: Some(pointed.point.lat),
            lon: Some(pointed.point.lon),
            source: pointed.source,
            accuracy: pointed.accuracy,
            commune_id: located.only(),
            among: among.join(" "),
            boundary_id: located.by,
            is_shown: true,
            by_id: None,
            why: String::new(),
            at: now,
        }
    }

    /// A point that was taken away.
    pub fn nowhere(ticket: TicketId, now: Moment) -> Self {
        Self {
            id: PointId::fresh(now),
            ticket_id: ticket,
            lat: None,
            lon: None,
            source: PointSource::Staff,
            accuracy: None,
            commune_id: None,
            among: String::new(),
            boundary_id: None,
            is_shown: true,
            by_id: None,
            why: String::new(),
            at: now,
        }
    }

    /// Where it is; nothing where the point was taken away.
    pub fn point(&self) -> Option<Point> {
        Some(Point { lat: self.lat?, lon: self.lon? })
    }

    /// What a map may show of it.
    pub fn shown(&self) -> Option<Point> {
        self.point().filter(|_| self.is_shown)
    }

    /// The communes among which it was to be chosen.
    pub fn among(&self) -> Vec<CommuneId> {
        self.among.split(' ').filter_map(|id| id.parse().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_device_says_how_exact_it_is() {
        let point = Point { lat: 1, lon: 2 };
        let said = |source, accuracy| Pointed::of(point, source, accuracy).accuracy;
        assert_eq!(said(PointSource::Position, "25"), Some(25));
        assert_eq!(said(PointSource::Map, "25"), None);
        for strange in ["", "-1", "x", "100001"] {
            assert_eq!(said(PointSource::Position, strange), None, "{strange}");
        }
    }
}
