//! A map that a script draws, with what it is drawn on.
use crate::config::Tiles;
use crate::domain::area::Area;
use crate::domain::point::Point;
use crate::ids::CommuneId;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::{assets, headers};
use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use chrono::NaiveDate;

/// Where the library that draws maps lies, with its version.
const LEAFLET: &str = "vendor/leaflet-1.9.4/leaflet";

/// What `js/map.js` needs to draw a map.
#[derive(Debug, Clone, Default)]
pub struct MapShown {
    /// Addresses of pictures, with {z}, {x} and {y}; "" where the borders are all there is.
    pub tiles: String,
    /// Whose pictures they are.
    pub credit: String,
    /// The communes' borders; "" where the city has none.
    pub borders: String,
    /// South, west, north, east in degrees: of where most of the city lies, and of all of it.
    pub frame: String,
    pub whole: String,
    /// The one place that it shows; "" for none.
    pub point: String,
    pub script: String,
    pub style: String,
}

impl MapShown {
    /// The map of the city as it is on a day.
    pub fn of(portal: &Portal, city: &City, today: NaiveDate) -> Self {
        let borders = city.borders_on(today);
        Self {
            tiles: ground(portal),
            credit: portal.config.map.credit.clone(),
            borders: borders.map(|one| links::map_borders(one.version)).unwrap_or_default(),
            frame: heart(city, today).map(written).unwrap_or_default(),
            whole: frame(city, today).map(written).unwrap_or_default(),
            point: String::new(),
            script: assets::url(&format!("{LEAFLET}.js")),
            style: assets::url(&format!("{LEAFLET}.css")),
        }
    }
}

/// Where a map fetches pictures of the ground.
fn ground(portal: &Portal) -> String {
    match &portal.config.map.tiles {
        None => String::new(),
        Some(Tiles::Server(address)) => address.clone(),
        Some(Tiles::Archive(_)) => links::map_ground().to_owned(),
    }
}

/// The ground of a commune, or around its middle: two corners.
type Ground = (Point, Point);

/// Around a middle, in hundred-thousandths of a degree: it lies inside of its commune.
const ROOM: i32 = 4_000;
/// So many times as far from the middle of the city as its communes usually are, one is out at sea.
const FAR: f64 = 4.0;

/// The corners around all communes: by their borders, else by their middles.
pub fn frame(city: &City, today: NaiveDate) -> Option<Ground> {
    around(&grounds(city, today))
}

/// South, west, north, east of one commune, as an address says them; of where most of the city lies for none.
pub fn view(city: &City, today: NaiveDate, commune: Option<CommuneId>) -> Option<String> {
    let Some(id) = commune else { return heart(city, today).map(written) };
    let area = city.borders_on(today).and_then(|one| one.areas.iter().find(|area| area.commune == id));
    let middle = || city.communes.get(&id)?.middle().map(around_middle);
    area.map(Area::corners).or_else(middle).map(written)
}

/// The corners around the communes that lie together: an island far out would leave little room for the others.
fn heart(city: &City, today: NaiveDate) -> Option<Ground> {
    let grounds = grounds(city, today);
    let middle =
        |(low, high): &Ground| Point { lat: (low.lat + high.lat) / 2, lon: (low.lon + high.lon) / 2 };
    let middles: Vec<Point> = grounds.iter().map(middle).collect();
    let median = |mut all: Vec<i32>| {
        all.sort_unstable();
        all.get(all.len() / 2).copied()
    };
    let lat = median(middles.iter().map(|one| one.lat).collect())?;
    let lon = median(middles.iter().map(|one| one.lon).collect())?;
    let far = |one: &Point| one.distance(Point { lat, lon });
    let usual = median(middles.iter().map(|one| far(one) as i32).collect())?;
    let near = |ground: &&Ground| far(&middle(ground)) <= f64::from(usual) * FAR;
    let together: Vec<Ground> = grounds.iter().filter(near).copied().collect();
    around(&together)
}

fn grounds(city: &City, today: NaiveDate) -> Vec<Ground> {
    match city.borders_on(today) {
        Some(borders) => borders.areas.iter().map(|one| one.corners()).collect(),
        None => city.middles(today).map(|(_, at)| around_middle(at)).collect(),
    }
}

fn around_middle(at: Point) -> Ground {
    let low = Point { lat: at.lat - ROOM, lon: at.lon - ROOM };
    (low, Point { lat: at.lat + ROOM, lon: at.lon + ROOM })
}

fn around(grounds: &[Ground]) -> Option<Ground> {
    let lows = || grounds.iter().map(|(low, _)| low);
    let highs = || grounds.iter().map(|(_, high)| high);
    let low = Point { lat: lows().map(|one| one.lat).min()?, lon: lows().map(|one| one.lon).min()? };
    Some((low, Point { lat: highs().map(|one| one.lat).max()?, lon: highs().map(|one| one.lon).max()? }))
}

fn written((low, high): Ground) -> String {
    let [south, west] = [low.lat_degrees(), low.lon_degrees()];
    format!("{south:.5},{west:.5},{:.5},{:.5}", high.lat_degrees(), high.lon_degrees())
}

/// Lets a page's map show pictures from where the city has them, and ask the device where it is.
pub fn allow(portal: &Portal, mut answer: HttpResponse) -> HttpResponse {
    let policy = headers::policy_with_images(portal.config.map.tiles_from());
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    let name = HeaderName::from_static("permissions-policy");
    answer.headers_mut().insert(name, HeaderValue::from_static(headers::MAY_LOCATE));
    answer
}
