//! The communes' borders, a version each time they were brought in.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::area::{Area, Borders};
use crate::domain::point::Point;
use crate::ids::{BoundaryId, CommuneId};
use crate::schema::{boundaries, commune_areas, communes};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::sync::Arc;

/// Keeps borders from a day on. `source` says where they are from.
pub fn insert(conn: &mut Conn, borders: &Borders, source: &str, now: Moment) -> Found<()> {
    let version = (
        boundaries::id.eq(borders.version),
        boundaries::valid_from.eq(borders.valid_from),
        boundaries::source.eq(source),
        boundaries::made_at.eq(now),
    );
    diesel::insert_into(boundaries::table).values(version).execute(conn)?;
    for area in &borders.areas {
        let row = (
            commune_areas::boundary_id.eq(borders.version),
            commune_areas::commune_id.eq(area.commune),
            commune_areas::shape.eq(written(area)?),
        );
        diesel::insert_into(commune_areas::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Says about where a commune lies, where the city has not said it.
pub fn say_middle(conn: &mut Conn, area: &Area) -> Found<()> {
    let middle = area.middle();
    let unsaid = communes::table
        .filter(communes::id.eq(area.commune))
        .filter(communes::lat.is_null().or(communes::lon.is_null()));
    diesel::update(unsaid)
        .set((communes::lat.eq(middle.lat_degrees()), communes::lon.eq(middle.lon_degrees())))
        .execute(conn)
        .map(drop)
}

/// All borders there are, the oldest first. A version never changes: those that are `known` are not read again.
pub(super) fn all(conn: &mut Conn, known: &[Arc<Borders>]) -> Found<Vec<Arc<Borders>>> {
    let versions: Vec<(BoundaryId, NaiveDate)> = boundaries::table
        .order((boundaries::valid_from, boundaries::id))
        .select((boundaries::id, boundaries::valid_from))
        .load(conn)?;
    versions
        .into_iter()
        .map(|(version, valid_from)| match known.iter().find(|one| one.version == version) {
            Some(known) => Ok(known.clone()),
            None => Ok(Arc::new(Borders { version, valid_from, areas: of(conn, version)? })),
        })
        .collect()
}

fn of(conn: &mut Conn, version: BoundaryId) -> Found<Vec<Area>> {
    let rows: Vec<(CommuneId, String)> = commune_areas::table
        .filter(commune_areas::boundary_id.eq(version))
        .order(commune_areas::commune_id)
        .select((commune_areas::commune_id, commune_areas::shape))
        .load(conn)?;
    // What somebody else wrote there is no ground.
    Ok(rows.into_iter().filter_map(|(commune, shape)| Area::of(commune, read(&shape)?)).collect())
}

fn written(area: &Area) -> Found<String> {
    let flat = |ring: &Vec<Point>| ring.iter().flat_map(|one| [one.lon, one.lat]).collect::<Vec<i32>>();
    let rings: Vec<Vec<i32>> = area.rings().iter().map(flat).collect();
    serde_json::to_string(&rings).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

fn read(shape: &str) -> Option<Vec<Vec<Point>>> {
    let rings: Vec<Vec<i32>> = serde_json::from_str(shape).ok()?;
    let points =
        |ring: Vec<i32>| ring.chunks_exact(2).map(|pair| Point { lon: pair[0], lat: pair[1] }).collect();
    Some(rings.into_iter().map(points).collect())
}
