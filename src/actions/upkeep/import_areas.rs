//! The communes' borders are brought in from a GeoJSON file: a new version, which counts from a day on.
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::area::{Area, Borders};
use crate::domain::city::Commune;
use crate::domain::point::Point;
use crate::domain::text::fold;
use crate::ids::{BoundaryId, CommuneId};
use crate::store::{Db, areas, communes};
use chrono::NaiveDate;
use geojson::{Feature, FeatureCollection, GeometryValue};
use std::collections::BTreeMap;

/// Names of properties, folded, that hold a commune's code; then those that hold its name.
const CODES: [&str; 5] = ["code", "ma", "ma xa", "maxa", "ma_xa"];
const NAMES: [&str; 6] = ["name", "ten", "ten xa", "tenxa", "ten_xa", "name_vi"];

/// What became of a file.
#[derive(Debug, Default)]
pub struct Imported {
    /// Communes that have borders now.
    pub matched: usize,
    /// What the file calls those that are no commune of the city, or have no outline.
    pub unmatched: Vec<String>,
    /// Communes of which the file says nothing.
    pub without: Vec<String>,
}

/// Why nothing was brought in.
#[derive(Debug)]
pub enum NotImported {
    /// It is no collection of features.
    Unreadable(String),
    /// None of its features is a commune of the city.
    Nothing,
    Refused(Refusal),
}

impl From<Refusal> for NotImported {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Brings them in. A feature is a commune's by its code, else by its folded name, kind included or not; several features of one
/// commune are its parts.
///
/// # Errors
/// When the file cannot be understood or names no commune: then nothing is kept.
pub fn import_areas(
    db: &Db,
    (text, source): (&str, &str),
    valid_from: NaiveDate,
    now: Moment,
) -> Result<Imported, NotImported> {
    let file: FeatureCollection =
        text.parse().map_err(|error: geojson::Error| NotImported::Unreadable(error.to_string()))?;
    let done = db.change(|c| {
        let all = communes::all(c)?;
        let all: Vec<Commune> = all.into_iter().filter(|one| one.is_current(valid_from)).collect();
        let (mut imported, mut rings) = (Imported::default(), BTreeMap::<CommuneId, Vec<Vec<Point>>>::new());
        for feature in &file.features {
            match (commune_of(&all, feature), outlines(feature)) {
                (Some(commune), Some(outlines)) => rings.entry(commune.id).or_default().extend(outlines),
                _ => imported.unmatched.push(called(feature)),
            }
        }
        let found: Vec<Area> =
            rings.into_iter().filter_map(|(commune, rings)| Area::of(commune, rings)).collect();
        if found.is_empty() {
            return Ok(None);
        }
        imported.matched = found.len();
        let lacks = |one: &&Commune| found.iter().all(|area| area.commune != one.id);
        imported.without = all.iter().filter(lacks).map(|one| one.name.clone()).collect();
        let borders = Borders { version: BoundaryId::fresh(now), valid_from, areas: found };
        for area in &borders.areas {
            areas::say_middle(c, area)?;
        }
        areas::insert(c, &borders, source, now)?;
        Ok::<_, Refusal>(Some(imported))
    });
    done?.ok_or(NotImported::Nothing)
}

fn commune_of<'a>(all: &'a [Commune], feature: &Feature) -> Option<&'a Commune> {
    let by_code = said(feature, &CODES).and_then(|code| all.iter().find(|one| one.code == code));
    by_code.or_else(|| {
        let name = fold(&said(feature, &NAMES)?);
        let exact = all.iter().find(|one| fold(&one.name) == name);
        let mut short = all.iter().filter(|one| fold(&one.short_name) == name);
        // A phường and a xã may have one name: that of both is nobody's.
        exact.or_else(|| match (short.next(), short.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        })
    })
}

/// The first property that is called one of these.
fn said(feature: &Feature, names: &[&str]) -> Option<String> {
    let properties = feature.properties.as_ref()?;
    names.iter().find_map(|name| {
        let (_, value) = properties.iter().find(|(key, _)| fold(key) == fold(name))?;
        match value {
            serde_json::Value::String(text) => Some(text.trim().to_owned()),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    })
}

/// What the file calls a feature.
fn called(feature: &Feature) -> String {
    let [code, name] = [said(feature, &CODES), said(feature, &NAMES)].map(Option::unwrap_or_default);
    let called = format!("{code} {name}").trim().to_owned();
    if called.is_empty() { "?".to_owned() } else { called }
}

/// The outlines of a feature's ground; none where it has no ground, or a corner that is nowhere.
fn outlines(feature: &Feature) -> Option<Vec<Vec<Point>>> {
    let polygons = match &feature.geometry.as_ref()?.value {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().collect(),
        _ => return None,
    };
    let corner = |at: &geojson::Position| match at.as_slice() {
        [lon, lat, ..] => Point::of(*lat, *lon),
        _ => None,
    };
    polygons.into_iter().flatten().map(|ring| ring.iter().map(corner).collect()).collect()
}
