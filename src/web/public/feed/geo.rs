//! GeoJSON, RFC 7946. The point is where the map shows a report: the middle of a square, or of its commune, and it says which.
use super::{Entry, Feed, stamp};
use crate::domain::public::About;
use crate::web::error::Failure;
use serde_json::{Value, json};

/// The list as GeoJSON.
pub fn write(feed: &Feed) -> Result<String, Failure> {
    let mut made = json!({
        "type": "FeatureCollection",
        "title": feed.title,
        "features": feed.entries.iter().map(feature).collect::<Vec<_>>(),
    });
    if !feed.next.is_empty() {
        made["next"] = json!(feed.next);
    }
    Ok(made.to_string())
}

fn feature(entry: &Entry) -> Value {
    let point = entry.about.map(About::point);
    let point =
        point.map(|at| json!({ "type": "Point", "coordinates": [at.lon_degrees(), at.lat_degrees()] }));
    json!({
        "type": "Feature",
        "id": entry.code,
        "geometry": point,
        "properties": {
            "url": entry.address,
            "title": entry.card.title,
            "state": entry.card.state,
            "category": entry.card.category,
            "place": entry.card.place,
            "agency": entry.card.agency,
            "sent": stamp(entry.sent).to_rfc3339(),
            "updated": stamp(entry.updated).to_rfc3339(),
            "point": entry.about.map(About::as_str),
        },
    })
}
