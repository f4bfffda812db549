//! In which commune a place lies: by the communes' borders where the city has them, by their middles where not.
use super::point::Point;
use crate::ids::{BoundaryId, CommuneId};
use chrono::NaiveDate;

/// Nearer to a border than this, in metres, a position may be on either side: neither a telephone nor a border is exact.
const UNSURE: f64 = 100.0;
/// Outside of all borders (on a pier, a river, a dyke) the nearest commune counts up to here, in metres.
const OUTSIDE: f64 = 2_000.0;
/// Further from the middle of every commune than this, in metres, a place is not in the city.
const MIDDLE: f64 = 25_000.0;
/// How many communes are offered to choose from.
const CHOICES: usize = 3;

/// The ground of one commune.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    pub commune: CommuneId,
    /// Its outlines and those of what is cut out of it, each closed.
    rings: Vec<Vec<Point>>,
    low: Point,
    high: Point,
}

/// The borders of a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Borders {
    pub version: BoundaryId,
    pub valid_from: NaiveDate,
    pub areas: Vec<Area>,
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// It lies inside, away from every border.
    Inside,
    /// It lies close to a border.
    Border,
    /// It lies outside of all, not far away.
    Outside,
    /// There are no borders: only the nearest middles are known.
    Middles,
    /// It is nowhere in the city.
    Nowhere,
}

/// In which commune a place lies: one, or some to choose from, the likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    pub communes: Vec<CommuneId>,
    pub sure: Sure,
    /// The borders by which it was found.
    pub by: Option<BoundaryId>,
}

impl Located {
    /// The one in which it lies, where nobody has to choose.
    pub fn only(&self) -> Option<CommuneId> {
        match (&self.communes[..], self.sure) {
            ([one], Sure::Inside | Sure::Outside) => Some(*one),
            _ => None,
        }
    }
}

impl Area {
    /// The ground within these outlines; none where there is no outline.
    pub fn of(commune: CommuneId, rings: Vec<Vec<Point>>) -> Option<Self> {
        let rings: Vec<Vec<Point>> = rings.into_iter().filter(|ring| ring.len() >= 3).collect();
        let all = || rings.iter().flatten();
        let low = Point { lat: all().map(|one| one.lat).min()?, lon: all().map(|one| one.lon).min()? };
        let high = Point { lat: all().map(|one| one.lat).max()?, lon: all().map(|one| one.lon).max()? };
        Some(Self { commune, rings, low, high })
    }

    /// Its outlines, and those of what is cut out of it.
    pub fn rings(&self) -> &[Vec<Point>] {
        &self.rings
    }

    /// The corners of the box around it: south-west and north-east.
    pub fn corners(&self) -> (Point, Point) {
        (self.low, self.high)
    }

    /// Its outlines with corners on a grid of so many parts of a degree: fewer of them, and neighbours still meet.
    pub fn drawn(&self, grid: i32) -> Vec<Vec<Point>> {
        let snap = |part: i32| (part + grid / 2).div_euclid(grid) * grid;
        let on_grid = |ring: &Vec<Point>| {
            let mut ring: Vec<Point> =
                ring.iter().map(|one| Point { lat: snap(one.lat), lon: snap(one.lon) }).collect();
            ring.dedup();
            ring
        };
        self.rings.iter().map(on_grid).filter(|ring| ring.len() >= 3).collect()
    }

    /// About its middle.
    pub fn middle(&self) -> Point {
        Point { lat: (self.low.lat + self.high.lat) / 2, lon: (self.low.lon + self.high.lon) / 2 }
    }

    /// How far a place is from the box around it, in metres; 0 inside.
    fn metres_outside(&self, place: Point) -> f64 {
        let nearest = Point {
            lat: place.lat.clamp(self.low.lat, self.high.lat),
            lon: place.lon.clamp(self.low.lon, self.high.lon),
        };
        place.distance(nearest)
    }

    /// Does a place lie in it, and how far is its border, in metres?
    fn look(&self, place: Point) -> (bool, f64) {
        let (mut inside, mut nearest) = (false, f64::INFINITY);
        for ring in &self.rings {
            let from = ring.last().into_iter().chain(ring);
            for (one, other) in from.zip(ring) {
                let (a, b) = (place.metres_to(*one), place.metres_to(*other));
                nearest = nearest.min(to_line(a, b));
                // A line from here to the east crosses the outline an odd number of times from inside.
                let crosses = (a.1 > 0.0) != (b.1 > 0.0) && a.0 + (b.0 - a.0) * a.1 / (a.1 - b.1) > 0.0;
                inside ^= crosses;
            }
        }
        (inside, nearest)
    }
}

/// How far the line between two places is from here, in metres.
fn to_line(a: (f64, f64), b: (f64, f64)) -> f64 {
    let along = (b.0 - a.0, b.1 - a.1);
    let length = along.0 * along.0 + along.1 * along.1;
    let part = if length > 0.0 { (-(a.0 * along.0 + a.1 * along.1) / length).clamp(0.0, 1.0) } else { 0.0 };
    (a.0 + part * along.0).hypot(a.1 + part * along.1)
}

impl Borders {
    /// In which commune a place lies.
    pub fn locate(&self, place: Point) -> Located {
        // Inside counts as no way at all; then the nearest first.
        let mut near: Vec<(f64, f64, CommuneId)> = self
            .areas
            .iter()
            .filter(|area| area.metres_outside(place) <= OUTSIDE)
            .map(|area| {
                let (inside, border) = area.look(place);
                (if inside { 0.0 } else { border }, border, area.commune)
            })
            .filter(|(way, ..)| *way <= OUTSIDE)
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
        let Some((nearest, ..)) = near.first().copied() else {
            return Located { communes: Vec::new(), sure: Sure::Nowhere, by: Some(self.version) };
        };
        let alike = near.iter().filter(|(way, ..)| *way <= nearest + UNSURE);
        let communes: Vec<CommuneId> = alike.map(|(.., commune)| *commune).take(CHOICES).collect();
        let sure = match (nearest > 0.0, communes.len()) {
            (false, 1) => Sure::Inside,
            (true, 1) => Sure::Outside,
            _ => Sure::Border,
        };
        Located { communes, sure, by: Some(self.version) }
    }
}

/// The communes whose middles are nearest, where a city has no borders: only about, so somebody chooses.
pub fn by_middles(place: Point, middles: impl Iterator<Item = (CommuneId, Point)>) -> Located {
    let mut near: Vec<(f64, CommuneId)> =
        middles.map(|(commune, middle)| (place.distance(middle), commune)).collect();
    near.retain(|(way, _)| *way <= MIDDLE);
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let communes: Vec<CommuneId> = near.into_iter().map(|(_, commune)| commune).take(CHOICES).collect();
    let sure = if communes.is_empty() { Sure::Nowhere } else { Sure::Middles };
    Located { communes, sure, by: None }
}
