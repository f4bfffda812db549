//! What somebody sees of a part of the map.
use super::asked::MapQuestion;
use crate::clock::{self, Moment};
use crate::domain::cell::{self, FINEST, Frame, Squares};
use crate::domain::point::Point;
use crate::domain::public::PublicCard;
use crate::ids::CommuneId;
use crate::store::city::City;
use crate::store::public::cells::{self, View};
use crate::store::{Conn, Found, public};
use crate::web::parts::map;
use std::sync::Arc;

/// Reports that stand beside the map.
pub const LISTED: usize = 20;
/// Reports that stand under a square that was chosen.
const CHOSEN: usize = 10;

/// A part of the map.
pub struct Looked {
    pub city: Arc<City>,
    pub frame: Frame,
    pub view: View,
}

/// A part of the map, and the reports of it.
pub struct Read {
    pub looked: Looked,
    pub listed: Vec<PublicCard>,
    pub chosen: Vec<PublicCard>,
    /// How many there are in each commune; nothing where something is chosen: then the list says it.
    pub by_commune: Vec<(CommuneId, i64)>,
}

/// Where nothing is known of where the city lies: anywhere.
const ANYWHERE: Frame =
    Frame { low: Point { lat: -100_000, lon: -100_000 }, high: Point { lat: 100_000, lon: 100_000 } };

impl Looked {
    /// What is asked for, of the ground that is asked for, else of the whole city.
    pub fn at(conn: &mut Conn, city: Arc<City>, asked: &MapQuestion, now: Moment) -> Found<Self> {
        let today = clock::local(now).date();
        let whole = || map::frame(&city, today).and_then(|(low, high)| Frame::of(low, high));
        let frame = asked.frame().or_else(whole).unwrap_or(ANYWHERE);
        let view = match asked.list.filter(&city) {
            Some(filter) => cells::view(conn, &filter, frame.squares(asked.level(frame)))?,
            None => View::default(),
        };
        Ok(Self { city, frame, view })
    }

    /// Where a square of it is drawn.
    pub fn middle(&self, square: i64) -> Point {
        cell::middle(self.level(), square)
    }

    /// The most that a square of it holds.
    pub fn most(&self) -> i64 {
        self.view.squares.iter().map(|(_, counts)| counts.iter().sum()).max().unwrap_or(0)
    }

    /// The level of its squares.
    pub fn level(&self) -> u8 {
        self.view.within.as_ref().map_or(FINEST, |squares| squares.level)
    }
}

impl Read {
    /// The same with its reports.
    pub fn of(conn: &mut Conn, city: Arc<City>, asked: &MapQuestion, now: Moment) -> Found<Self> {
        let looked = Looked::at(conn, city, asked, now)?;
        let ids = cells::newest(conn, &looked.view, LISTED)?;
        let listed = public::cards_of(conn, &ids)?;
        let mut chosen = Vec::new();
        if let (Some((level, square)), Some(filter)) = (asked.chosen(), asked.list.filter(&looked.city)) {
            let view = cells::view(conn, &filter, Squares::one(level, square))?;
            let ids = cells::newest(conn, &view, CHOSEN)?;
            chosen = public::cards_of(conn, &ids)?;
        }
        let whole = asked.list.is_plain() && asked.frame().is_none();
        let by_commune = if whole { cells::by_commune(conn)? } else { Vec::new() };
        Ok(Self { looked, listed, chosen, by_commune })
    }
}
