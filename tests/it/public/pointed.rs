//! Where a report is, as a point: on a map, by the device, or from a photo; never needed.
use super::submit_way as way;
use crate::support::{Page, TestPortal};
use diesel::prelude::*;
use langnghe::actions::upkeep::import_areas;
use langnghe::domain::point::Point;
use langnghe::domain::report_point::{PointSource, ReportPoint};
use langnghe::domain::ticket::Ticket;
use langnghe::ids::CommuneId;
use langnghe::links;
use langnghe::schema::{drafts, report_points};

/// Phường Lê Chân and Phường An Biên side by side, about four kilometres each, with their border at 106.68.
pub fn borders(portal: &TestPortal) {
    borders_at(portal, 20.84, 106.64);
}

fn borders_at(portal: &TestPortal, south: f64, west: f64) {
    let north = south + 0.04;
    let square = |name: &str, west: f64| {
        let east = west + 0.04;
        let ring =
            format!("[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]");
        format!(
            r#"{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let features = [square("Phường Lê Chân", west), square("Phường An Biên", west + 0.04)].join(",");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    let day = "2025-07-01".parse().unwrap();
    assert_eq!(import_areas(&portal.db, (&text, "thu"), day, portal.now()).unwrap().matched, 2);
}

fn commune(portal: &TestPortal, name: &str) -> CommuneId {
    portal.city().communes.values().find(|one| one.name == name).unwrap().id
}

async fn place_step(portal: &TestPortal) -> Page {
    let page = way::what(&portal.browser().await).await;
    way::category(&page).await
}

/// From the place to the thanks.
async fn sent(portal: &TestPortal, page: &Page) -> Ticket {
    assert_eq!(page.path, links::submit_photos(), "{:?}", page.errors());
    let page = page.form("step").press("Tiếp tục").await;
    let page = way::contact(&page).await;
    assert_eq!(page.path, links::submit_review(), "{:?}", page.errors());
    portal.wait(chrono::Duration::minutes(2));
    page.form("step").press("Gửi phản ánh").await.is(200);
    drop(portal.letters());
    portal.tickets().pop().unwrap()
}

fn points(portal: &TestPortal) -> Vec<ReportPoint> {
    portal.with_db(|c| report_points::table.order(report_points::id).select(ReportPoint::as_select()).load(c))
}

#[actix_web::test]
async fn a_pin_says_the_commune_without_a_name() {
    let portal = TestPortal::new();
    borders(&portal);
    let page = place_step(&portal).await;
    let form = page.form("step").fill("place", "Số 12").fill("point", "20.86, 106.65");
    let ticket = sent(&portal, &form.press("Tiếp tục").await).await;
    assert_eq!(ticket.commune_id, Some(commune(&portal, "Phường Lê Chân")));
    let [row] = <[ReportPoint; 1]>::try_from(points(&portal)).unwrap();
    assert_eq!((row.point(), row.source), (Point::of(20.86, 106.65), PointSource::Map));
    assert_eq!((row.commune_id, row.among.as_str()), (ticket.commune_id, ""));
    assert_eq!(row.boundary_id, portal.city().borders.first().map(|one| one.version));
}

#[actix_web::test]
async fn what_a_device_found_says_how_exact_it_is() {
    let portal = TestPortal::new();
    borders(&portal);
    let page = place_step(&portal).await;
    let form = page.form("step").fill("place", "Số 12").fill("point", "20.86, 106.65");
    let form = form.forge("point_source", "position").forge("point_accuracy", "18");
    sent(&portal, &form.press("Tiếp tục").await).await;
    let row = points(&portal).remove(0);
    assert_eq!((row.source, row.accuracy), (PointSource::Position, Some(18)));
}

#[actix_web::test]
async fn close_to_a_border_the_sender_chooses_and_the_choice_is_kept() {
    let portal = TestPortal::new();
    borders(&portal);
    let page = place_step(&portal).await;
    let page =
        page.form("step").fill("place", "Số 12").fill("point", "20.86, 106.6795").press("Tiếp tục").await;
    page.is(422).says("Vị trí này gần ranh giới").says("Phường Lê Chân").says("Phường An Biên");
    let chosen = commune(&portal, "Phường An Biên");
    let form = page.form("step").choose("near_id", &chosen.to_string());
    let ticket = sent(&portal, &form.press("Tiếp tục").await).await;
    assert_eq!(ticket.commune_id, Some(chosen));
    let row = points(&portal).remove(0);
    assert_eq!(row.among(), [commune(&portal, "Phường Lê Chân"), chosen]);
    assert_eq!(row.commune_id, None, "the borders did not decide");
}

#[actix_web::test]
async fn a_name_that_was_typed_goes_before_the_pin() {
    let portal = TestPortal::new();
    borders(&portal);
    let page = place_step(&portal).await;
    let form = page.form("step").fill("place", "Số 12").fill("point", "20.86, 106.65");
    let form = form.fill("commune", "Phường An Biên");
    let ticket = sent(&portal, &form.press("Tiếp tục").await).await;
    assert_eq!(ticket.commune_id, Some(commune(&portal, "Phường An Biên")));
    assert_eq!(points(&portal)[0].commune_id, Some(commune(&portal, "Phường Lê Chân")));
}

#[actix_web::test]
async fn without_borders_the_nearest_are_offered_and_it_says_so() {
    let portal = TestPortal::new();
    let page = place_step(&portal).await;
    let page =
        page.form("step").fill("place", "Số 12").fill("point", "20.845, 106.68").press("Tiếp tục").await;
    page.is(422).says("ước chừng");
    assert_eq!(page.form("step").options("near_id").len(), 3);
}

#[actix_web::test]
async fn what_is_no_place_or_not_in_the_city_is_said_and_kept_in_the_field() {
    let portal = TestPortal::new();
    borders(&portal);
    let page = place_step(&portal).await;
    for (typed, said) in [("hai mươi", "Tọa độ gồm hai số"), ("10.8, 106.6", "nằm ngoài thành phố")]
    {
        let form = page.form("step").fill("commune", "Phường Lê Chân").fill("place", "Số 12");
        let again = form.fill("point", typed).press("Tiếp tục").await;
        again.is(422).says(said);
    }
    let again = page.form("step").fill("place", "Số 12").fill("point", "hai mươi").press("Tiếp tục").await;
    assert_eq!(again.form("step").value("point"), "hai mươi");
}

#[actix_web::test]
async fn a_pin_is_taken_away_again() {
    let portal = TestPortal::new();
    borders(&portal);
    let page = place_step(&portal).await;
    let form = page.form("step").fill("commune", "Phường Lê Chân").fill("place", "Số 12");
    form.fill("point", "20.86, 106.65").press("Tiếp tục").await.is(200);
    let page = page.browser().get(&links::submit_place()).await;
    page.says("Vị trí này nằm trong Phường Lê Chân");
    sent(&portal, &page.form("step").tick("point_off").press("Tiếp tục").await).await;
    assert!(points(&portal).is_empty());
}

#[actix_web::test]
async fn the_place_of_a_photo_is_offered_once_and_goes_along_only_where_its_sender_agrees() {
    let photo = std::fs::read("tests/photos/exif_orient_1.jpg").unwrap();
    for agrees in [true, false] {
        let portal = TestPortal::new();
        borders_at(&portal, 21.01, 105.83);
        let page = way::place(&place_step(&portal).await).await;
        let page = page.form("step").attach("photos", "a.jpg", &photo).press("Tiếp tục").await;
        assert_eq!(page.path, links::submit_place(), "it is asked");
        page.says("Ảnh bạn gửi có ghi nơi chụp");
        let form = page.form("step").choose("photo_point", if agrees { "yes" } else { "no" });
        let page = form.press("Tiếp tục").await;
        assert_eq!(page.path, links::submit_contact(), "{:?}", page.errors());
        page.browser().get(&links::submit_place()).await.never_says("Ảnh bạn gửi có ghi nơi chụp");
        let page = way::contact(&page).await;
        portal.wait(chrono::Duration::minutes(2));
        page.form("step").press("Gửi phản ánh").await.is(200);
        drop(portal.letters());
        let kept = points(&portal);
        assert_eq!(
            kept.iter().map(|one| one.source).collect::<Vec<_>>(),
            if agrees { vec![PointSource::Photo] } else { vec![] }
        );
        let left: Vec<String> = portal.with_db(|c| drafts::table.select(drafts::answers).load(c));
        assert!(
            left.iter().all(|one| one.contains("\"photo_point\":null")),
            "the draft forgets it: {left:?}"
        );
    }
}

#[actix_web::test]
async fn a_photo_from_elsewhere_is_not_asked_about() {
    let photo = std::fs::read("tests/photos/exif_orient_1.jpg").unwrap();
    let portal = TestPortal::new();
    borders(&portal);
    let page = way::place(&place_step(&portal).await).await;
    let page = page.form("step").attach("photos", "a.jpg", &photo).press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_contact());
}

#[actix_web::test]
async fn who_begins_with_photos_is_asked_for_words_next_and_whether_the_place_of_a_photo_is_meant() {
    let portal = TestPortal::new();
    borders_at(&portal, 21.01, 105.83);
    let browser = portal.browser().await;
    let page = browser.get(&links::submit()).await;
    assert!(page.attributes("main a", "href").contains(&links::submit_photos()), "nothing leads there");
    let page = browser.get(&links::submit_photos()).await;
    page.is(200).says("Bắt đầu bằng ảnh").never_says("Bước");
    assert_eq!(portal.with_db(|c| drafts::table.count().get_result::<i64>(c)), 0, "looking begins nothing");
    let photo = std::fs::read("tests/photos/exif_orient_1.jpg").unwrap();
    let page = page.form("step").attach("photos", "a.jpg", &photo).press("Thêm rồi chọn tiếp").await;
    assert_eq!((page.path.clone(), page.all(".previews li").len()), (links::submit_photos(), 1));
    let page = page.form("step").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit());
    page.says("Đã nhận 1 ảnh.").never_says("Bắt đầu bằng ảnh");

    let page = way::category(&way::what(&browser).await).await;
    assert_eq!(page.path, links::submit_place(), "{:?}", page.errors());
    page.says("Ảnh bạn gửi có ghi nơi chụp");
    let form = page.form("step").choose("photo_point", "yes").fill("place", "Số 12 phố Lạch Tray");
    let page = form.press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_contact(), "it asks for photos once more: {:?}", page.errors());
    let page = way::contact(&page).await;
    assert_eq!(page.path, links::submit_review(), "{:?}", page.errors());
    portal.wait(chrono::Duration::minutes(2));
    page.form("step").press("Gửi phản ánh").await.is(200);
    drop(portal.letters());
    assert_eq!(points(&portal).pop().map(|one| one.source), Some(PointSource::Photo));
    let ticket = portal.tickets().pop().unwrap();
    assert_eq!(portal.look(|c| langnghe::store::photos::of_ticket(c, ticket.id)).len(), 1);
}

#[actix_web::test]
async fn photos_that_came_first_are_not_asked_for_again() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = way::photo(&browser.get(&links::submit_photos()).await).await;
    assert_eq!(page.path, links::submit());
    let page = way::place(&way::category(&way::what(&browser).await).await).await;
    assert_eq!(page.path, links::submit_contact(), "{:?}", page.errors());
}
