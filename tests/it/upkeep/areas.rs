//! The communes' borders are brought in from a file, a version each time.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::upkeep::{Imported, NotImported, import_areas};
use langnghe::domain::area::Sure;
use langnghe::domain::city::Commune;
use langnghe::domain::point::Point;
use langnghe::schema::communes;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A square of about four kilometres, as a ring of GeoJSON.
fn ring(lon: f64, lat: f64) -> String {
    let corners = [(0.0, 0.0), (0.04, 0.0), (0.04, 0.04), (0.0, 0.04), (0.0, 0.0)];
    let corners = corners.map(|(east, north)| format!("[{:.5},{:.5}]", lon + east, lat + north));
    format!("[{}]", corners.join(","))
}

fn polygon(properties: &str, lon: f64, lat: f64) -> String {
    let geometry = format!(r#"{{"type":"Polygon","coordinates":[{}]}}"#, ring(lon, lat));
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn file(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn import(portal: &TestPortal, text: &str, from: &str) -> Result<Imported, NotImported> {
    import_areas(&portal.db, (text, "thu.geojson"), day(from), portal.now())
}

fn by_code(portal: &TestPortal, code: &str) -> Commune {
    portal.city().communes.values().find(|one| one.code == code).cloned().unwrap()
}

#[test]
fn features_are_matched_by_code_or_name_and_the_others_are_named() {
    let portal = TestPortal::new();
    let (one, other) = (by_code(&portal, "10507"), by_code(&portal, "10525"));
    let named = format!(r#"{{"ten":"{}"}}"#, other.name.to_uppercase());
    let text = file(&[
        polygon(r#"{"code":"10507","name":"x"}"#, 105.0, 20.0),
        polygon(&named, 105.04, 20.0),
        polygon(r#"{"code":"99","name":"Atlantis"}"#, 106.0, 20.0),
        r#"{"type":"Feature","properties":{"code":10525},"geometry":{"type":"Point","coordinates":[1,2]}}"#
            .into(),
    ]);
    let done = import(&portal, &text, "2026-01-01").unwrap();
    assert_eq!((done.matched, done.unmatched), (2, vec!["99 Atlantis".to_owned(), "10525".to_owned()]));
    assert_eq!(done.without.len(), portal.city().communes.len() - 2);
    assert!(!done.without.contains(&one.name));
    let found = portal.city().locate(Point::of(20.02, 105.02).unwrap(), day("2026-09-07"));
    assert_eq!((found.only(), found.sure), (Some(one.id), Sure::Inside));
    let between = portal.city().locate(Point::of(20.02, 105.0403).unwrap(), day("2026-09-07"));
    assert_eq!((between.communes, between.sure), (vec![other.id, one.id], Sure::Border));
}

#[test]
fn borders_count_from_their_day_on_and_those_before_stay() {
    let portal = TestPortal::new();
    let place = Point::of(20.02, 105.02).unwrap();
    let (one, other) = (by_code(&portal, "10507"), by_code(&portal, "10525"));
    let before = portal.city().locate(place, day("2026-09-07"));
    assert_eq!(before.by, None, "there are none yet");
    import(&portal, &file(&[polygon(r#"{"code":"10507"}"#, 105.0, 20.0)]), "2025-07-01").unwrap();
    portal.wait(chrono::Duration::minutes(1));
    import(&portal, &file(&[polygon(r#"{"code":"10525"}"#, 105.0, 20.0)]), "2027-01-01").unwrap();
    let on = |text| portal.city().locate(place, day(text));
    assert_eq!((on("2026-12-31").only(), on("2027-01-01").only()), (Some(one.id), Some(other.id)));
    assert_ne!(on("2026-12-31").by, on("2027-01-01").by);
    assert_eq!(on("2025-06-30").by, None);
}

#[test]
fn what_cannot_be_understood_or_names_no_commune_changes_nothing() {
    let portal = TestPortal::new();
    assert!(matches!(import(&portal, "{}", "2026-01-01"), Err(NotImported::Unreadable(_))));
    let foreign = file(&[polygon(r#"{"code":"99"}"#, 105.0, 20.0)]);
    assert!(matches!(import(&portal, &foreign, "2026-01-01"), Err(NotImported::Nothing)));
    let nowhere = file(&[polygon(r#"{"code":"10507"}"#, 905.0, 20.0)]);
    assert!(matches!(import(&portal, &nowhere, "2026-01-01"), Err(NotImported::Nothing)));
    assert!(portal.city().borders.is_empty());
}

#[test]
fn borders_say_where_a_commune_lies_of_which_the_city_did_not() {
    let portal = TestPortal::new();
    let said = by_code(&portal, "10525");
    portal.with_db(|c| {
        let unsaid = communes::table.filter(communes::code.eq("10507"));
        diesel::update(unsaid).set((communes::lat.eq(None::<f64>), communes::lon.eq(None::<f64>))).execute(c)
    });
    let both = [r#"{"code":"10507"}"#, r#"{"code":"10525"}"#].map(|one| polygon(one, 105.0, 20.0));
    import(&portal, &file(&both), "2026-01-01").unwrap();
    assert_eq!(by_code(&portal, "10507").middle(), Point::of(20.02, 105.02));
    assert_eq!(by_code(&portal, "10525").middle(), said.middle());
}
