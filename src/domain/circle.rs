//! The ground around a square: what lies no further from its middle than so many metres. Places are compared by the squares in
//! which a public map shows them, and never by what a sender pinned.
use super::cell::{Cell, FINEST, Frame, middle};
use super::point::{PARTS, Point};

/// Metres that may be asked for.
pub const RADII: [u32; 3] = [500, 1_000, 2_000];
/// Metres of a degree along a meridian.
const DEGREE: f64 = 111_319.5;

/// A circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circle {
    pub middle: Cell,
    pub metres: u32,
}

impl Circle {
    /// Its middle.
    pub fn point(self) -> Point {
        middle(FINEST, self.middle.0)
    }

    /// Does a square lie in it?
    pub fn has(self, square: Cell) -> bool {
        self.point().distance(middle(FINEST, square.0)) <= f64::from(self.metres)
    }

    /// The frame around it.
    pub fn frame(self) -> Option<Frame> {
        let here = self.point();
        let north = f64::from(self.metres) / DEGREE * PARTS;
        let east = north / here.lat_degrees().to_radians().cos();
        // Within a few kilometres nothing is cut off.
        let (north, east) = (north.ceil() as i32, east.ceil() as i32);
        Frame::of(
            Point { lat: here.lat - north, lon: here.lon - east },
            Point { lat: here.lat + north, lon: here.lon + east },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_it_lies_in_its_frame_and_what_is_further_does_not() {
        let here = Point::of(20.85512, 106.68311).unwrap();
        for metres in RADII {
            let circle = Circle { middle: Cell::at(here), metres };
            let frame = circle.frame().unwrap();
            let away = |part: f64| {
                let lat = here.lat_degrees() + part * f64::from(metres) / DEGREE;
                Point::of(lat, here.lon_degrees()).unwrap()
            };
            assert!(circle.has(circle.middle) && circle.has(Cell::at(away(0.8))));
            assert!(!circle.has(Cell::at(away(1.2))));
            let inside = away(0.8);
            assert!(frame.low.lat < inside.lat && inside.lat < frame.high.lat);
        }
    }

    #[test]
    fn only_a_square_of_the_map_has_a_number() {
        assert_eq!(Cell::numbered(7), Some(Cell(7)));
        for odd in [-1, 1 << 38, i64::MAX] {
            assert_eq!(Cell::numbered(odd), None, "{odd}");
        }
    }
}
