//! Two square communes side by side, about four kilometres each, with a hole in the second.
use super::area::*;
use super::point::Point;
use crate::ids::{BoundaryId, CommuneId};
use chrono::NaiveDate;

const WEST: CommuneId = CommuneId(1);
const EAST: CommuneId = CommuneId(2);
const ISLAND: CommuneId = CommuneId(3);

fn at(lat: i32, lon: i32) -> Point {
    Point { lat: 2_000_000 + lat, lon: 10_600_000 + lon }
}

fn square(from: (i32, i32), size: i32) -> Vec<Point> {
    let (lat, lon) = from;
    vec![at(lat, lon), at(lat, lon + size), at(lat + size, lon + size), at(lat + size, lon)]
}

fn borders() -> Borders {
    let areas = [
        (WEST, vec![square((0, 0), 4_000)]),
        (EAST, vec![square((0, 4_000), 4_000), square((1_500, 5_500), 1_000)]),
        (ISLAND, vec![square((1_500, 5_500), 1_000)]),
    ];
    let areas = areas.into_iter().filter_map(|(commune, rings)| Area::of(commune, rings)).collect();
    Borders { version: BoundaryId(7), valid_from: NaiveDate::MIN, areas }
}

fn found(place: Point) -> (Vec<CommuneId>, Sure) {
    let located = borders().locate(place);
    assert_eq!(located.by, Some(BoundaryId(7)));
    (located.communes, located.sure)
}

#[test]
fn a_place_lies_where_the_borders_say() {
    assert_eq!(found(at(2_000, 2_000)), (vec![WEST], Sure::Inside));
    assert_eq!(found(at(500, 6_000)), (vec![EAST], Sure::Inside));
    assert_eq!(found(at(2_000, 6_000)), (vec![ISLAND], Sure::Inside), "what is cut out is another's");
}

#[test]
fn close_to_a_border_somebody_chooses() {
    // 90 and 110 metres from the border between the two.
    assert_eq!(found(at(500, 4_000 - 86)), (vec![WEST, EAST], Sure::Border));
    assert_eq!(found(at(500, 4_000 + 86)), (vec![EAST, WEST], Sure::Border));
    assert_eq!(found(at(500, 4_000 - 106)), (vec![WEST], Sure::Inside));
    assert_eq!(borders().locate(at(500, 4_000 - 86)).only(), None);
}

#[test]
fn outside_of_all_the_nearest_counts_up_to_two_kilometres() {
    // 1.9 and 2.1 kilometres to the south.
    assert_eq!(found(at(-1_706, 2_000)), (vec![WEST], Sure::Outside));
    assert_eq!(found(at(-1_887, 2_000)), (vec![], Sure::Nowhere));
    assert_eq!(found(at(-1_000, 4_020)).1, Sure::Border, "as near to the one as to the other");
    assert_eq!(borders().locate(at(-1_706, 2_000)).only(), Some(WEST));
}

#[test]
fn without_borders_the_nearest_middles_are_offered_and_nothing_is_sure() {
    let middles = [(WEST, at(2_000, 2_000)), (EAST, at(2_000, 6_000)), (ISLAND, at(2_000, 90_000))];
    let located = by_middles(at(2_000, 5_000), middles.into_iter());
    assert_eq!((located.communes.clone(), located.sure), (vec![EAST, WEST], Sure::Middles));
    assert_eq!((located.only(), located.by), (None, None));
    assert_eq!(by_middles(at(900_000, 0), middles.into_iter()).sure, Sure::Nowhere);
}
