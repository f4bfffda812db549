//! Squares of the ground, as maps of the web divide it: at each level a square is a quarter of one of the level before. A
//! public map says of a report only in which square of the finest level it lies.
use super::point::Point;
use std::f64::consts::PI;

/// Squares of about seventy metres: a stretch of road.
pub const FINEST: u8 = 19;
/// More squares than this along both sides of a view are too many to see.
const MOST: i64 = 1_200;
/// A frame is found in at most so many runs of squares along each side.
const RUNS: i64 = 4;

/// A square of the finest level, by the turns that lead to it: squares that lie in one larger square follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(pub i64);

impl Cell {
    /// The square in which a place lies.
    pub fn at(place: Point) -> Self {
        let (x, y) = tile(place, FINEST);
        Self(woven(x, y))
    }

    /// The square with this number, if there is one.
    pub fn numbered(number: i64) -> Option<Self> {
        (0..1 << (2 * u32::from(FINEST))).contains(&number).then_some(Self(number))
    }

    /// The larger square of a level in which it lies.
    pub fn within(self, level: u8) -> i64 {
        self.0 >> shift(level)
    }
}

/// How far the number of a square of the finest level is from that of the one of a level.
pub fn shift(level: u8) -> u32 {
    2 * u32::from(FINEST.saturating_sub(level))
}

/// The middle of a square of a level.
pub fn middle(level: u8, square: i64) -> Point {
    let (x, y) = unwoven(square);
    corner(level, x as f64 + 0.5, y as f64 + 0.5)
}

/// The corners of a square of a level, south-west and north-east.
pub fn corners(level: u8, square: i64) -> (Point, Point) {
    let (x, y) = unwoven(square);
    let (upper, lower) = (corner(level, x as f64, y as f64), corner(level, x as f64 + 1.0, y as f64 + 1.0));
    (Point { lat: lower.lat, lon: upper.lon }, Point { lat: upper.lat, lon: lower.lon })
}

/// A part of the map that somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub low: Point,
    pub high: Point,
}

/// The frame in squares of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squares {
    pub level: u8,
    columns: (i64, i64),
    rows: (i64, i64),
}

impl Frame {
    /// Two corners, south-west and north-east; none where they are not.
    pub fn of(low: Point, high: Point) -> Option<Self> {
        (low.lat < high.lat && low.lon < high.lon).then_some(Self { low, high })
    }

    /// The squares that it touches, of a level, or of a coarser one where those are too many.
    pub fn squares(self, level: u8) -> Squares {
        let mut level = level.min(FINEST);
        loop {
            let squares = self.at(level);
            let (across, down) = squares.sides();
            if across * down <= MOST || level == 0 {
                return squares;
            }
            level -= 1;
        }
    }

    fn at(self, level: u8) -> Squares {
        let (west, south) = tile(self.low, level);
        let (east, north) = tile(self.high, level);
        Squares { level, columns: (west, east), rows: (north, south) }
    }
}

impl Squares {
    /// One alone.
    pub fn one(level: u8, square: i64) -> Self {
        let (x, y) = unwoven(square);
        Self { level, columns: (x, x), rows: (y, y) }
    }

    fn sides(&self) -> (i64, i64) {
        (self.columns.1 - self.columns.0 + 1, self.rows.1 - self.rows.0 + 1)
    }

    /// Is a square of its level one of them?
    pub fn has(&self, square: i64) -> bool {
        let (x, y) = unwoven(square);
        (self.columns.0..=self.columns.1).contains(&x) && (self.rows.0..=self.rows.1).contains(&y)
    }

    /// Runs of squares of a finer level in which all of them lie, and some beside them: from the first to the last.
    pub fn runs(&self, finer: u8) -> Vec<(i64, i64)> {
        let mut up = 0;
        let span = |up: u32, (from, to): (i64, i64)| (to >> up) - (from >> up) + 1;
        while span(up, self.columns) > RUNS || span(up, self.rows) > RUNS {
            up += 1;
        }
        let finer = 2 * (u32::from(finer.saturating_sub(self.level)) + up);
        let mut runs = Vec::new();
        for y in self.rows.0 >> up..=self.rows.1 >> up {
            for x in self.columns.0 >> up..=self.columns.1 >> up {
                let square = woven(x, y);
                runs.push((square << finer, ((square + 1) << finer) - 1));
            }
        }
        runs.sort_unstable();
        // What follows at once is one run.
        runs.dedup_by(|next, run| {
            let joins = run.1 + 1 == next.0;
            if joins {
                run.1 = next.1;
            }
            joins
        });
        runs
    }
}

/// Column and row of the square of a level in which a place lies.
fn tile(place: Point, level: u8) -> (i64, i64) {
    let size = f64::from(1_u32 << level);
    let lat = place.lat_degrees().clamp(-85.0, 85.0) * PI / 180.0;
    let x = (place.lon_degrees() + 180.0) / 360.0 * size;
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / PI) / 2.0 * size;
    let last = (1_i64 << level) - 1;
    ((x.floor() as i64).clamp(0, last), (y.floor() as i64).clamp(0, last))
}

fn corner(level: u8, x: f64, y: f64) -> Point {
    let size = f64::from(1_u32 << level.min(FINEST));
    let lat = (PI * (1.0 - 2.0 * y / size)).sinh().atan() * 180.0 / PI;
    Point::of(lat, x / size * 360.0 - 180.0).unwrap_or(Point { lat: 0, lon: 0 })
}

/// Column and row by turns, a bit each.
fn woven(x: i64, y: i64) -> i64 {
    spread(x) | spread(y) << 1
}

fn unwoven(square: i64) -> (i64, i64) {
    (gather(square), gather(square >> 1))
}

/// Halves of a number move apart, then their halves, until a free bit stands behind each: thirty-one bits at most.
const STEPS: [(u32, i64); 5] = [
    (16, 0x0000_ffff_0000_ffff),
    (8, 0x00ff_00ff_00ff_00ff),
    (4, 0x0f0f_0f0f_0f0f_0f0f),
    (2, 0x3333_3333_3333_3333),
    (1, 0x5555_5555_5555_5555),
];

fn spread(bits: i64) -> i64 {
    STEPS.iter().fold(bits & 0x7fff_ffff, |bits, (far, kept)| (bits | bits << far) & kept)
}

/// Every second bit, moved together.
fn gather(bits: i64) -> i64 {
    let every = STEPS.iter().rev().fold(bits, |bits, (near, kept)| {
        let bits = bits & kept;
        bits | bits >> near
    });
    every & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(lat: f64, lon: f64) -> Point {
        Point::of(lat, lon).unwrap()
    }

    #[test]
    fn a_square_hides_where_in_it_a_place_lies() {
        let here = place(20.85512, 106.68311);
        let middle = middle(FINEST, Cell::at(here).0);
        assert!(here.distance(middle) < 55.0, "{}", here.distance(middle));
        assert_eq!(Cell::at(middle), Cell::at(here));
        let (low, high) = corners(FINEST, Cell::at(here).0);
        assert!(low.lat < here.lat && here.lat < high.lat && low.lon < here.lon && here.lon < high.lon);
    }

    #[test]
    fn larger_squares_hold_the_smaller_ones_in_one_run() {
        let (here, frame) = (place(20.85512, 106.68311), Frame::of(place(20.8, 106.6), place(20.9, 106.8)));
        let squares = frame.unwrap().squares(13);
        assert_eq!(squares.level, 13);
        assert!(squares.has(Cell::at(here).within(13)));
        let runs = squares.runs(FINEST);
        assert!(runs.len() <= 16 && runs.iter().any(|(from, to)| (*from..=*to).contains(&Cell::at(here).0)));
        let own = Squares::one(13, Cell::at(here).within(13));
        assert!(own.has(Cell::at(here).within(13)) && own.runs(FINEST).len() == 1);
    }

    #[test]
    fn a_frame_of_the_world_is_looked_at_in_few_squares() {
        let world = Frame::of(place(-85.0, -180.0), place(85.0, 180.0)).unwrap().squares(FINEST);
        let (across, down) = world.sides();
        assert!(across * down <= MOST);
        assert_eq!(Frame::of(place(1.0, 1.0), place(1.0, 2.0)), None);
    }
}
