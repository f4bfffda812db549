//! The communes' borders for maps: coarse, so that they are light, and the same for everybody.
use crate::domain::area::Borders;
use crate::domain::point::{PARTS, Point};
use crate::ids::BoundaryId;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::{known, off_thread};
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

/// Corners closer together than this, in hundred-thousandths of a degree, are drawn as one.
const GRID: i32 = 100;

/// The borders of a version, as GeoJSON.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    version: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let version: BoundaryId = version.parse().map_err(|_| Failure::NotFound)?;
    let text = off_thread::look_in_city(&portal, move |_, city| {
        Ok(city.borders.iter().find(|one| one.version == version).map(|one| written(one, &city).to_string()))
    });
    let text = text.await?.ok_or(Failure::NotFound)?;
    let mut answer = HttpResponse::Ok().content_type("application/geo+json").body(text);
    // A version never changes; the names of communes may.
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(known::unless_known(&request, answer))
}

fn written(borders: &Borders, city: &City) -> Value {
    let features = borders.areas.iter().map(|area| {
        let rings: Vec<Value> = area.drawn(GRID).iter().map(|ring| json!([ring_of(ring)])).collect();
        json!({
            "type": "Feature",
            "properties": { "name": city.commune(Some(area.commune)) },
            "geometry": { "type": "MultiPolygon", "coordinates": rings },
        })
    });
    json!({ "type": "FeatureCollection", "features": features.collect::<Vec<Value>>() })
}

fn ring_of(ring: &[Point]) -> Vec<[f64; 2]> {
    let degrees = |part: i32| f64::from(part) / PARTS;
    let closed = ring.iter().chain(ring.first());
    closed.map(|one| [degrees(one.lon), degrees(one.lat)]).collect()
}
