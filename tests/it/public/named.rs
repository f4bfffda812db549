//! Streets and landmarks by name: brought in from a file, found without tones, told apart by their communes, needed by nobody.
use super::pointed::borders;
use super::submit_way as way;
use crate::support::{Page, TestPortal};
use diesel::prelude::*;
use langnghe::actions::upkeep::{NoPlaces, import_places};
use langnghe::domain::point::Point;
use langnghe::domain::report_point::{PointSource, ReportPoint};
use langnghe::links;
use langnghe::schema::{places, report_points};

const FILE: &str = "name,commune,lat,lon
Phố Lạch Tray,Phường Lê Chân,20.85,106.66
Phố Lạch Tray,phuong an bien,20.85,106.70
Chợ Đình Đông,,20.861,106.652
\"Ngõ 100%, phố_lạ\",,20.862,106.653
,,20.86,106.65
Cầu xa,,10.5,100.1
Cầu lạ,Xã Không Có,20.86,106.65
Cầu cụt,Lê Chân,x,106.65
";

fn known(portal: &TestPortal) {
    borders(portal);
    let done = import_places(&portal.db, FILE, portal.now()).unwrap();
    let why: Vec<_> = done.left_out.iter().map(|(_, why)| *why).collect();
    assert_eq!((done.kept, why), (4, vec!["no name", "outside of the city", "no such commune", "no point"]));
}

async fn place_step(portal: &TestPortal) -> Page {
    way::category(&way::what(&portal.browser().await).await).await
}

async fn seek(page: &Page, words: &str) -> Page {
    page.form("step").fill("place", words).press("Tìm đường, địa điểm này").await
}

#[actix_web::test]
async fn a_street_is_found_without_tones_and_told_apart_by_its_commune() {
    let portal = TestPortal::new();
    known(&portal);
    let page = seek(&place_step(&portal).await, "Số 12 duong lach tray").await;
    assert_eq!(page.is(200).path, links::submit_place());
    let found = page.form("step").options("place_id");
    assert_eq!(found.len(), 2, "{found:?}");
    page.says("Phường Lê Chân").says("Phường An Biên");
    let (lies, _) = portal.with_db(|c| {
        let there = places::table.filter(places::lon.eq(10_670_000)).select((places::id, places::name));
        there.first::<(langnghe::ids::PlaceId, String)>(c)
    });
    let form = page.form("step").choose("place_id", &lies.to_string());
    let page = form.press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_photos(), "{:?}", page.errors());
    // It is a point like any other: whoever comes back sees where, and may take it away.
    let again = page.browser().get(&links::submit_place()).await;
    again.says("Vị trí này nằm trong Phường An Biên").never_says("Chỗ nào gần nhất?");
    let page = way::contact(&page.form("step").press("Tiếp tục").await).await;
    portal.wait(chrono::Duration::minutes(2));
    page.form("step").press("Gửi phản ánh").await.is(200);
    let ticket = portal.tickets().pop().unwrap();
    let row: ReportPoint = portal.with_db(|c| report_points::table.select(ReportPoint::as_select()).first(c));
    assert_eq!((row.point(), row.source), (Point::of(20.85, 106.70), PointSource::Named));
    assert_eq!(portal.city().commune(ticket.commune_id), "Phường An Biên");
    assert_eq!(ticket.place, "Số 12 duong lach tray", "the words stay as they were written");
    drop(portal.letters());
}

#[actix_web::test]
async fn words_around_a_name_do_not_hide_it_and_nobody_has_to_choose() {
    let portal = TestPortal::new();
    known(&portal);
    let page = seek(&place_step(&portal).await, "trước cổng chợ đình đông").await;
    page.is(200).says("Chợ Đình Đông");
    assert_eq!(page.form("step").options("place_id").len(), 1);
    let page = page.form("step").fill("commune", "Phường Lê Chân").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_photos(), "{:?}", page.errors());
    assert_eq!(portal.with_db(|c| report_points::table.count().get_result::<i64>(c)), 0);
    let page = seek(&place_step(&portal).await, "phố không đâu có").await;
    page.is(200).says("Không tìm thấy “phố không đâu có”");
    for odd in ["%", "_", "%%%% ____", "'; DROP TABLE places; --", "số 12"] {
        seek(&page, odd).await.is(200).never_says("Chỗ nào gần nhất?");
    }
    seek(&page, "ngo 100% phố_lạ").await.is(200).says("Ngõ 100%, phố_lạ");
}

#[actix_web::test]
async fn where_the_city_brought_none_in_nothing_is_offered_and_a_file_of_none_changes_nothing() {
    let portal = TestPortal::new();
    place_step(&portal).await.is(200).never_says("Tìm đường, địa điểm này");
    known(&portal);
    let lacking = import_places(&portal.db, "name,lat,lon\nCầu,20.86,106.65\n", portal.now());
    assert!(matches!(lacking, Err(NoPlaces::Lacks("commune"))), "{lacking:?}");
    let none = import_places(&portal.db, "name,commune,lat,lon\nCầu,,1,1\n", portal.now());
    assert!(matches!(none, Err(NoPlaces::Nothing)), "{none:?}");
    place_step(&portal).await.is(200).says("Tìm đường, địa điểm này");
    let one = "lon,lat,commune,name\n106.65,20.86,,Cầu Rào\n";
    assert_eq!(import_places(&portal.db, one, portal.now()).unwrap().kept, 1);
    assert_eq!(portal.with_db(|c| places::table.count().get_result::<i64>(c)), 1, "instead of those before");
}
