//! Public reports as files: what stands in them, what does not, and what happens when something is taken down.
use super::scene;
use crate::support::{Asked, TestPortal};
use actix_web::http::Method;
use chrono::Duration;
use langnghe::actions::upkeep::open_data::{OpenData, write_open_data};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Prominence;
use langnghe::links;

fn write(portal: &TestPortal) -> u64 {
    write_open_data(portal, &|| true).unwrap()
}

fn file(name: &str) -> String {
    links::open_data_file(name)
}

#[actix_web::test]
async fn the_files_hold_every_public_report_and_nothing_of_who_sent_it() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    browser.get(&links::open_data()).await.is(200).says("Chưa có tệp nào");
    browser.get(&file("phan-anh.csv")).await.is(404);
    let commune = scene::commune(&portal, "Lê Chân");
    let shown = portal.ticket().titled("=HYPERLINK(\"x\")").in_commune(commune.id).placed("Ngõ 12 Đình Đông");
    let shown =
        shown.signed("Nguyễn Văn Hiện", true).sent_by("hien@example.vn").in_state(Status::Answered).build();
    portal.ticket().titled("Kín").private().in_state(Status::Answered).build();
    portal.ticket().titled("Chưa kiểm tra").build();
    assert_eq!(write(&portal), 1);
    let page = browser.get(&links::open_data()).await;
    page.says("phan-anh.csv").says("1 phản ánh").says("CC BY 4.0");
    let table = browser.get(&file("phan-anh.csv")).await.is(200).html.clone();
    assert!(table.contains("'=HYPERLINK") && !table.contains(",=HYPERLINK"), "{table}");
    let lines = browser.get(&file("phan-anh.jsonl")).await.is(200).html.clone();
    let row: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(
        (row["code"].as_str(), row["commune"].as_str()),
        (Some(shown.code.as_str()), Some("Phường Lê Chân"))
    );
    assert_eq!(row["sent_on"].as_str().unwrap().len(), 7, "alone in its month: only the month is told");
    let points = browser.get(&file("phan-anh.geojson")).await.is(200).html.clone();
    let points: serde_json::Value = serde_json::from_str(&points).unwrap();
    assert_eq!(points["features"][0]["geometry"]["coordinates"][0].as_f64(), commune.lon);
    for secret in ["Nguyễn Văn Hiện", "hien@example.vn", "Ngõ 12", "Kín", "Chưa kiểm tra"] {
        assert!(!table.contains(secret) && !lines.contains(secret), "{secret}");
    }
    let about = browser.get(&links::open_data_about()).await.is(200).html.clone();
    let about: serde_json::Value = serde_json::from_str(&about).unwrap();
    let named = about["resources"][0]["schema"]["fields"].as_array().unwrap().len();
    assert_eq!(table.lines().next().unwrap().split(',').count(), named);
}

#[actix_web::test]
async fn from_five_alike_on_the_day_is_told() {
    let portal = TestPortal::new();
    let commune = scene::commune(&portal, "Lê Chân").id;
    let days = |portal: &TestPortal| {
        write(portal);
        portal.wait(Duration::hours(1));
        let standing = OpenData::standing(&portal.config.data).unwrap().unwrap();
        let file = standing.open(&portal.config.data, &standing.files[1]).unwrap();
        let rows = std::io::read_to_string(file).unwrap();
        let day = |row: &str| {
            let row: serde_json::Value = serde_json::from_str(row).unwrap();
            row["sent_on"].as_str().unwrap().len()
        };
        rows.lines().map(day).collect::<Vec<_>>()
    };
    let one = || drop(portal.ticket().in_commune(commune).in_state(Status::Accepted).build());
    (0..4).for_each(|_| one());
    assert_eq!(days(&portal), [7; 4]);
    one();
    assert_eq!(days(&portal), [10; 5]);
}

#[actix_web::test]
async fn what_is_taken_down_leaves_the_files_at_the_next_writing_and_who_has_them_is_told_so() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Ảnh lộ mặt").in_state(Status::Accepted).build();
    portal.ticket().titled("Đèn tắt").in_state(Status::Accepted).build();
    assert_eq!((write(&portal), write(&portal)), (2, 0));
    let browser = portal.browser().await;
    let address = file("phan-anh.jsonl");
    let page = browser.get(&address).await;
    let mark = page.header("etag").unwrap();
    let ask = async || {
        let headers = vec![("if-none-match", mark.clone())];
        browser.send(Asked { headers, ..Asked::plain(Method::GET, &address) }).await
    };
    let answer = ask().await;
    assert_eq!((answer.status, answer.body.len()), (304, 0));
    let agent = portal.player(Role::Agent, "tt-1022");
    scene::set_prominence(&portal, (&agent, &ticket), Prominence::Hidden);
    assert_eq!(write(&portal), 1, "at once, though it was written today");
    let answer = ask().await;
    assert_eq!(answer.status, 200);
    let said = String::from_utf8(answer.body.to_vec()).unwrap();
    assert!(said.contains("Đèn tắt") && !said.contains("Ảnh lộ mặt"), "{said}");
    // Anything else is written within the hour.
    portal.ticket().titled("Thêm").in_state(Status::Accepted).build();
    assert_eq!(write(&portal), 0);
    portal.wait(Duration::hours(1));
    assert_eq!((write(&portal), write(&portal)), (2, 0));
    portal.wait(Duration::days(1));
    assert_eq!(write(&portal), 2);
}
