//! What a map is asked for: the list's own question, and which part of the ground is looked at.
use crate::domain::cell::{self, Cell, FINEST, Frame};
use crate::domain::circle::RADII;
use crate::domain::point::{PARTS, Point};
use crate::links;
use crate::store::city::City;
use crate::web::parts::map;
use crate::web::public::asked::AnswersQuestion;
use chrono::NaiveDate;
use serde::Deserialize;

/// How much closer the squares of a view are than its pictures: a square is some sixty pixels wide.
const CLOSER: u8 = 2;
/// As near as maps go, and as far.
const ZOOMS: std::ops::RangeInclusive<u8> = 3..=18;

/// The query of the address; "" is not chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MapQuestion {
    #[serde(flatten)]
    pub list: AnswersQuestion,
    /// South, west, north, east, in degrees.
    pub khung: String,
    /// How near it is, as maps of the web count it.
    pub muc: String,
    /// A square that was chosen: its level and its number.
    pub o: String,
    /// How it is drawn: [`DENSE`], else with numbers.
    pub hien: String,
}

/// Squares in colours, by how many reports lie in them.
pub const DENSE: &str = "mat-do";

impl MapQuestion {
    /// The part that is looked at; none where nothing, or nothing that is one, was asked for.
    pub fn frame(&self) -> Option<Frame> {
        let degrees: Vec<f64> = self.khung.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [south, west, north, east] = degrees[..] else { return None };
        Frame::of(Point::of(south, west)?, Point::of(north, east)?)
    }

    /// The same, looking at the commune that is chosen, else at where most of the city lies, where nothing is looked at yet.
    pub fn settled(mut self, city: &City, today: NaiveDate) -> Self {
        if self.khung.is_empty() {
            let chosen = city.communes.values().find(|one| one.slug == self.list.phuong_xa);
            self.khung = map::view(city, today, chosen.map(|one| one.id)).unwrap_or_default();
        }
        self
    }

    /// The level of squares for how near it is.
    pub fn level(&self, frame: Frame) -> u8 {
        let zoom = self.muc.parse().ok().filter(|zoom| ZOOMS.contains(zoom));
        // Colours need less room than numbers.
        let closer = u8::from(self.is_dense());
        zoom.map_or_else(|| fitting(frame) + closer, |zoom: u8| zoom + CLOSER + closer)
    }

    /// Is it drawn in colours?
    pub fn is_dense(&self) -> bool {
        self.hien == DENSE
    }

    /// How it is drawn, as an address says it; "" for the usual way.
    pub fn drawn(&self) -> &str {
        if self.is_dense() { DENSE } else { "" }
    }

    /// The square that was chosen.
    pub fn chosen(&self) -> Option<(u8, i64)> {
        let (level, square) = self.o.split_once('-')?;
        let (level, square): (u8, i64) = (level.parse().ok()?, square.parse().ok()?);
        let there = (CLOSER..=ZOOMS.end() + CLOSER).contains(&level) && square >= 0;
        there.then_some((level.min(FINEST), square))
    }

    /// What is looked for, around the middle of the chosen square.
    pub fn around(&self) -> Option<AnswersQuestion> {
        let (level, square) = self.chosen()?;
        let here = Cell::at(cell::middle(level, square));
        let (quanh, trong) = (here.0.to_string(), RADII[1].to_string());
        Some(AnswersQuestion { quanh, trong, ..self.list.clone() })
    }

    /// The same question at another address of the map, whole ground.
    pub fn under(&self, path: &str) -> String {
        let mut pairs = self.list.chosen();
        pairs.push(("hien", self.drawn()));
        links::asking(path, &pairs)
    }

    /// The same question, the same ground, at another address.
    pub fn framed(&self, path: &str) -> String {
        let mut pairs = self.list.chosen();
        let ground = [("khung", self.khung.as_str()), ("muc", self.muc.as_str()), ("hien", self.drawn())];
        pairs.extend(ground);
        links::asking(path, &pairs)
    }
}

/// The level at which a frame has some sixteen squares along its longer side.
fn fitting(frame: Frame) -> u8 {
    let across = f64::from(frame.high.lon - frame.low.lon).max(f64::from(frame.high.lat - frame.low.lat));
    let squares = 360.0 * PARTS / across * 16.0;
    squares.log2().floor().clamp(0.0, 19.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(khung: &str, o: &str) -> MapQuestion {
        MapQuestion { khung: khung.into(), o: o.into(), ..MapQuestion::default() }
    }

    #[test]
    fn only_a_frame_is_one() {
        assert!(asked("20.8,106.6,20.9,106.8", "").frame().is_some());
        for strange in
            ["", "1,2,3", "20.9,106.6,20.8,106.8", "a,b,c,d", "NaN,1,2,3", "1,2,3,4,5", "-91,0,1,1"]
        {
            assert!(asked(strange, "").frame().is_none(), "{strange}");
        }
    }

    #[test]
    fn only_a_square_is_chosen() {
        assert_eq!(asked("", "15-7").chosen(), Some((15, 7)));
        for strange in ["", "15", "15--7", "99-1", "x-1"] {
            assert_eq!(asked("", strange).chosen(), None, "{strange}");
        }
    }
}
