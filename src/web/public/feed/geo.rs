//! GeoJSON, RFC 7946. A report says its place in words and names its commune: the point is the middle of that commune, and said
//! to be no more.
use super::{Entry, Feed, stamp};
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
    let point = entry.about.map(|(lon, lat)| json!({ "type": "Point", "coordinates": [lon, lat] }));
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
            "point": entry.about.map(|_| "commune"),
        },
    })
}
