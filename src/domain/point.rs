//! A place on the ground.
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;
use std::fmt;
use std::str::FromStr;

/// Parts of a degree in which a place is kept: one is about a metre.
pub const PARTS: f64 = 100_000.0;
/// Metres of one part, along a meridian.
const METRES: f64 = 1.113_195;
/// Further from the equator no map of ours is drawn.
const FURTHEST: f64 = 85.0;

/// Where something is, to about a metre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// Hundred-thousandths of a degree, north.
    pub lat: i32,
    /// … and east.
    pub lon: i32,
}

impl Point {
    /// The place at these degrees; none where no map has it.
    pub fn of(lat: f64, lon: f64) -> Option<Self> {
        let fits = lat.is_finite() && lon.is_finite() && lat.abs() <= FURTHEST && lon.abs() <= 180.0;
        // Within a degree's bounds nothing is cut off.
        fits.then(|| Self { lat: (lat * PARTS).round() as i32, lon: (lon * PARTS).round() as i32 })
    }

    /// Degrees north.
    pub fn lat_degrees(self) -> f64 {
        f64::from(self.lat) / PARTS
    }

    /// Degrees east.
    pub fn lon_degrees(self) -> f64 {
        f64::from(self.lon) / PARTS
    }

    /// How far another place lies to the east and to the north, in metres. True near by, which is where it is asked.
    pub fn metres_to(self, other: Self) -> (f64, f64) {
        let narrowing = (self.lat_degrees() * PI / 180.0).cos();
        let east = f64::from(other.lon - self.lon) * METRES * narrowing;
        (east, f64::from(other.lat - self.lat) * METRES)
    }

    /// How far away another place is, in metres.
    pub fn distance(self, other: Self) -> f64 {
        let (east, north) = self.metres_to(other);
        east.hypot(north)
    }
}

/// "20.85512, 106.68311", as maps write it.
impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.5}, {:.5}", self.lat_degrees(), self.lon_degrees())
    }
}

/// These words name no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPoint;

impl FromStr for Point {
    type Err = NoPoint;

    fn from_str(text: &str) -> Result<Self, NoPoint> {
        let (lat, lon) = text.split_once(',').ok_or(NoPoint)?;
        let degrees = |part: &str| part.trim().parse::<f64>().map_err(|_| NoPoint);
        Self::of(degrees(lat)?, degrees(lon)?).ok_or(NoPoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written_and_nothing_else_is_one() {
        let place = Point { lat: 2_085_512, lon: 10_668_311 };
        assert_eq!(place.to_string().parse(), Ok(place));
        assert_eq!("20.855123,106.683109".parse(), Ok(place));
        for strange in ["", "1", "x, 1", "91, 0", "1, 181", "NaN, 1", "inf, 1", "1, 2, 3"] {
            assert_eq!(strange.parse::<Point>(), Err(NoPoint), "{strange}");
        }
    }

    #[test]
    fn a_hundredth_of_a_degree_is_about_a_kilometre() {
        let here = Point { lat: 2_100_000, lon: 10_600_000 };
        let north = here.distance(Point { lat: 2_101_000, ..here });
        let east = here.distance(Point { lon: 10_601_000, ..here });
        assert!((1_100.0..1_125.0).contains(&north) && (1_030.0..1_050.0).contains(&east), "{north} {east}");
    }
}
