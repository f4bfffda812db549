//! The map: what stands where, rounded, counted with the copies and never apart from them.
use super::pointed::borders;
use crate::support::{Page, TestPortal};
use diesel::prelude::*;
use langnghe::actions::tickets::{Order, Placed, move_point, set_prominence};
use langnghe::actions::upkeep::{import_areas, is_map_true, reproject};
use langnghe::config::Tiles;
use langnghe::domain::cell::{Cell, FINEST, middle};
use langnghe::domain::point::Point;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::ids::CommuneId;
use langnghe::links;
use langnghe::schema::{public_cells, public_reports};
use langnghe::store::tickets;
use std::collections::BTreeMap;

const HERE: (f64, f64) = (20.86123, 106.65432);
/// Around it, and somewhere else in the city.
const FRAME: &str = "khung=20.84,106.64,20.88,106.68&muc=14";
const ELSEWHERE: &str = "khung=20.84,106.70,20.88,106.72&muc=14";

pub fn here() -> Point {
    Point::of(HERE.0, HERE.1).unwrap()
}

/// A public report with a pin.
pub fn pinned(portal: &TestPortal) -> Ticket {
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    pin(portal, &ticket, true)
}

/// The desk pins it there, for the map to show or not.
pub fn pin(portal: &TestPortal, ticket: &Ticket, is_shown: bool) -> Ticket {
    pin_at(portal, ticket, HERE, is_shown)
}

pub fn pin_at(portal: &TestPortal, ticket: &Ticket, (lat, lon): (f64, f64), is_shown: bool) -> Ticket {
    let agent = portal.player(Role::Agent, "tt-1022");
    let seen = portal.with_db(|c| tickets::find(c, ticket.id)).version;
    let placed = Placed { point: Point::of(lat, lon), commune: None, is_shown };
    move_point(portal, Order { actor: &agent, code: &ticket.code, seen }, &placed, "Người gửi nói rõ")
        .unwrap()
}

async fn squares(portal: &TestPortal, query: &str) -> serde_json::Value {
    let page = portal.browser().await.get(&format!("{}?{query}", links::map_squares())).await;
    serde_json::from_str(&page.is(200).html).unwrap()
}

fn total(of: &serde_json::Value) -> i64 {
    of["total"].as_i64().unwrap()
}

/// What the table says, and what the copies say.
fn counted(portal: &TestPortal) -> [BTreeMap<(i32, i64, String), i64>; 2] {
    portal.with_db(|c| {
        let kept: Vec<(i32, i64, String, i64)> = public_cells::table.load(c)?;
        let copies: Vec<(Option<i64>, Option<CommuneId>, String)> = public_reports::table
            .select((public_reports::cell, public_reports::commune_id, public_reports::word))
            .load(c)?;
        let mut anew = BTreeMap::new();
        for (cell, commune, word) in copies {
            for level in cell.into_iter().flat_map(|_| 13..=FINEST) {
                let square = Cell(cell.unwrap()).within(level);
                *anew.entry((i32::from(level), square, word.clone())).or_default() += 1;
            }
            if let Some(commune) = commune {
                *anew.entry((0, commune.0, word.clone())).or_default() += 1;
            }
        }
        let kept = kept.into_iter().map(|(level, square, word, n)| ((level, square, word), n)).collect();
        Ok([kept, anew])
    })
}

fn is_true(portal: &TestPortal) {
    let [kept, anew] = counted(portal);
    assert_eq!(kept, anew);
}

#[actix_web::test]
async fn a_pin_is_shown_rounded_and_counted_in_its_frame() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = pinned(&portal);
    let near = squares(&portal, "khung=20.86,106.653,20.863,106.656&muc=17").await;
    assert_eq!(total(&near), 1, "{near}");
    let square = &near["squares"][0];
    assert_eq!(square[3], serde_json::json!([0, 1, 0, 0]));
    let (lat, lon) = (square[1].as_f64().unwrap(), square[2].as_f64().unwrap());
    let shown = Point::of(lat, lon).unwrap();
    assert_eq!(shown, middle(FINEST, Cell::at(here()).0));
    assert_ne!(shown, here());
    assert_eq!(total(&squares(&portal, ELSEWHERE).await), 0);
    for address in [links::map(), links::map_squares(), links::ticket(&ticket.code), links::answers_json()] {
        let page = portal.browser().await.get(&address).await;
        page.is(200).never_says("20.86123").never_says("106.65432");
    }
    is_true(&portal);
}

#[actix_web::test]
async fn what_is_hidden_from_the_map_stands_in_the_middle_of_its_commune() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = pinned(&portal);
    let ticket = pin(&portal, &ticket, false);
    let commune = portal.city().communes[&ticket.commune_id.unwrap()].clone();
    let cell: Option<i64> = portal.with_db(|c| public_reports::table.select(public_reports::cell).first(c));
    assert_eq!(cell, Some(Cell::at(commune.middle().unwrap()).0));
    is_true(&portal);
}

#[actix_web::test]
async fn what_is_not_public_is_on_no_map() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = pinned(&portal);
    assert_eq!(total(&squares(&portal, FRAME).await), 1);
    let dispatcher = portal.player(Role::Dispatcher, "vp-ubnd");
    let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
    set_prominence(&portal, order, Prominence::Hidden, "Lộ nhà riêng").unwrap();
    assert_eq!(total(&squares(&portal, "").await), 0);
    let private = portal.ticket().private().at("so-xay-dung").in_state(Status::InProgress).build();
    pin(&portal, &private, true);
    portal.ticket().build();
    assert_eq!(total(&squares(&portal, "").await), 0);
    is_true(&portal);
}

#[actix_web::test]
async fn every_state_counts_as_the_copies_say_and_a_filter_narrows_it() {
    let portal = TestPortal::new();
    for status in Status::ALL {
        portal.ticket().at("so-xay-dung").in_state(*status).build();
    }
    is_true(&portal);
    let copies: i64 = portal.with_db(|c| public_reports::table.count().get_result(c));
    let all = squares(&portal, "").await;
    assert_eq!(total(&all), copies);
    let working = squares(&portal, "trang-thai=working").await;
    let under_way: i64 = portal
        .with_db(|c| public_reports::table.filter(public_reports::word.eq("working")).count().get_result(c));
    assert_eq!(total(&working), under_way);
    assert!(under_way > 0 && under_way < copies);
    assert_eq!(total(&squares(&portal, "trang-thai=no-such-word").await), 0);
}

#[actix_web::test]
async fn a_frame_that_is_none_is_the_whole_city_and_any_other_is_answered() {
    let portal = TestPortal::new();
    portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    for khung in ["", "x", "1,2,3", "20.9,106.6,20.8,106.8", "NaN,NaN,NaN,NaN"] {
        assert_eq!(total(&squares(&portal, &format!("khung={khung}")).await), 1, "{khung}");
    }
    let world = squares(&portal, "khung=-85,-180,85,180&muc=18").await;
    assert_eq!(total(&world), 1);
    for muc in ["-1", "99", "x"] {
        squares(&portal, &format!("khung=20,106,21,107&muc={muc}&o=99-1")).await;
    }
}

#[actix_web::test]
async fn the_list_beside_the_map_holds_what_lies_in_the_frame() {
    let portal = TestPortal::new();
    borders(&portal);
    let ticket = pinned(&portal);
    let browser = portal.browser().await;
    let at = async |query: &str| -> Page { browser.get(&format!("{}?{query}", links::map())).await };
    at(FRAME).await.is(200).says(&ticket.public_title).says("1 phản ánh trong khung");
    at(ELSEWHERE).await.is(200).never_says(&ticket.public_title).says("Không có phản ánh nào trong khung");
    let cell = Cell::at(here()).0;
    at(&format!("{ELSEWHERE}&o={FINEST}-{cell}")).await.says("Đang chọn").says(&ticket.public_title);
    let page = at("").await;
    page.says("Theo phường, xã, đặc khu").says("Phường Lê Chân");
    assert!(page.has("img.map-picture"), "without scripts there is a picture");
    let list = browser.get(&format!("{}?linh-vuc=giao_thong", links::answers())).await;
    assert!(list.attributes("a.button", "href").contains(&format!("{}?linh-vuc=giao_thong", links::map())));
}

#[actix_web::test]
async fn the_picture_has_the_borders_and_the_numbers() {
    let portal = TestPortal::new();
    borders(&portal);
    pinned(&portal);
    let page = portal.browser().await.get(&links::map_picture()).await;
    assert_eq!(page.is(200).header("content-type").as_deref(), Some("image/svg+xml"));
    assert!(page.html.matches("<path").count() == 2 && page.html.contains(">1</text>"), "{}", page.html);
    let version = portal.city().borders[0].version;
    let borders = portal.browser().await.get(&links::map_borders(version)).await;
    borders.is(200).says("Phường An Biên");
}

#[actix_web::test]
async fn pictures_of_the_ground_are_let_in_only_where_a_map_is_and_only_from_the_city_s_host() {
    let portal = TestPortal::set_up(|config| {
        config.map.tiles = Some(Tiles::Server("https://tiles.example.vn/{z}/{x}/{y}.png".into()));
    });
    let browser = portal.browser().await;
    let policy =
        async |address: String| browser.get(&address).await.header("content-security-policy").unwrap();
    assert!(policy(links::map()).await.contains("img-src 'self' https://tiles.example.vn blob:;"));
    assert!(!policy(links::answers()).await.contains("tiles.example.vn"));
    let may = browser.get(&links::answers()).await.header("permissions-policy").unwrap();
    assert!(may.contains("geolocation=()"));
}

#[actix_web::test]
async fn numbers_that_were_changed_are_seen_and_counted_anew() {
    let portal = TestPortal::new();
    borders(&portal);
    pinned(&portal);
    assert!(is_map_true(&portal.db).unwrap());
    portal.with_db(|c| diesel::update(public_cells::table).set(public_cells::n.eq(7)).execute(c));
    assert!(!is_map_true(&portal.db).unwrap());
    reproject(&portal.db, |_| ()).unwrap();
    assert!(is_map_true(&portal.db).unwrap());
    is_true(&portal);
}

#[actix_web::test]
async fn an_island_far_out_leaves_the_first_view_to_the_others_and_counts_all_the_same() {
    let portal = TestPortal::new();
    let codes = ["10507", "10525", "10532", "10537", "11383"];
    let square = |(at, code): (usize, &&str)| {
        let west = if at == 4 { 108.0 } else { 106.0 + at as f64 * 0.01 };
        let east = west + 0.01;
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},20.8],[{east},20.8],[{east},20.81],[{west},20.81],[{west},20.8]]]}}}}"#
        )
    };
    let features: Vec<String> = codes.iter().enumerate().map(square).collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    import_areas(&portal.db, (&text, "thu"), "2025-07-01".parse().unwrap(), portal.now()).unwrap();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let seen = portal.with_db(|c| tickets::find(c, ticket.id)).version;
    let agent = portal.player(Role::Agent, "tt-1022");
    let placed = Placed { point: Point::of(20.805, 108.005), commune: None, is_shown: true };
    move_point(&portal, Order { actor: &agent, code: &ticket.code, seen }, &placed, "Người gửi nói rõ")
        .unwrap();
    let page = portal.browser().await.get(&links::map()).await;
    assert_eq!(page.attributes("[data-map]", "data-frame"), ["20.80000,106.00000,20.81000,106.04000"]);
    assert_eq!(page.attributes("[data-map]", "data-all"), ["20.80000,106.00000,20.81000,108.01000"]);
    assert_eq!(total(&squares(&portal, "").await), 1);
}

#[actix_web::test]
async fn the_same_squares_stand_in_colours_by_how_many_lie_in_them_with_the_same_list() {
    let portal = TestPortal::new();
    borders(&portal);
    for _ in 0..3 {
        pinned(&portal);
    }
    let alone = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    pin_at(&portal, &alone, (20.8712, 106.6712), true);
    let browser = portal.browser().await;
    let at = |path: String| format!("{path}?{FRAME}&hien=mat-do");
    let numbers = squares(&portal, FRAME).await;
    let dense: serde_json::Value =
        serde_json::from_str(&browser.get(&at(links::map_squares())).await.html).unwrap();
    assert_eq!((total(&dense), total(&numbers)), (4, 4));
    assert!(numbers["steps"].is_null() && numbers["corners"].is_null());
    assert_eq!(dense["steps"], serde_json::json!([1, 2, 3]));
    let corners = dense["corners"].as_array().unwrap();
    assert_eq!(corners.len(), dense["squares"].as_array().unwrap().len());
    let picture = browser.get(&at(links::map_picture())).await;
    let drawn = &picture.is(200).html;
    assert!(drawn.contains("fill=\"#bfdcec\"") && drawn.contains("fill=\"#4a94bd\""), "{drawn}");
    assert!(!drawn.contains("<text") && !drawn.contains("20.8612"), "{drawn}");
    let page = browser.get(&at(links::map())).await;
    page.is(200)
        .says("4 phản ánh trong khung")
        .says("Màu càng đậm càng nhiều phản ánh")
        .says(&alone.public_title);
    assert_eq!(page.all(".map-key li"), ["1", "2", "3"]);
    // Whatever else is chosen, it stays drawn so; and one link draws it with numbers again.
    let states = page.attributes(".chips a", "href");
    assert!(
        states.iter().filter(|href| href.contains("trang-thai=")).all(|href| href.contains("hien=mat-do")),
        "{states:?}"
    );
    let back = page.follow("Con số").await;
    assert!(back.is(200).has(".map-many") && !back.has(".map-colour"));
    assert!(back.path.contains("khung="), "of the same ground: {}", back.path);
    browser.get(&format!("{}?hien=khac", links::map())).await.is(200).says("gộp nhiều phản ánh");
}
