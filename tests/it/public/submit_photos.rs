//! The step with the photos, where the portal itself has trouble.
use super::submit_way as way;
use crate::support::{Page, TestPortal, jpeg, logged};
use langnghe::links;

/// The page of the step.
async fn step(portal: &TestPortal) -> Page {
    let page = way::what(&portal.browser().await).await;
    let page = way::category(&page).await;
    way::place(&page).await
}

#[actix_web::test]
async fn a_shelf_that_cannot_be_written_is_our_fault_is_logged_and_keeps_the_form() {
    let log = logged();
    let portal = TestPortal::new();
    let page = step(&portal).await;
    let shelf = portal.config.data.join("private");
    std::fs::remove_dir_all(&shelf).unwrap();
    let page = page.form("step").attach("photos", "nha.jpg", &jpeg(64, 48)).press("Tiếp tục").await;
    page.is(503).says("nha.jpg: lỗi ở phía chúng tôi");
    assert_eq!(page.header("retry-after").as_deref(), Some("10"));
    let said = log.said();
    assert!(said.contains("could not be stored: ") && said.contains("No such file"), "{said}");
    assert!(!said.contains("nha.jpg"), "nobody's file is named in the log");

    std::fs::create_dir(&shelf).unwrap();
    let page = page.form("step").attach("photos", "nha.jpg", &jpeg(64, 48)).press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_contact(), "the same page goes on once the shelf is back");
}

#[actix_web::test]
async fn a_photo_that_is_too_heavy_is_told_the_limit_and_a_way() {
    let portal = TestPortal::set_up(|config| config.uploads.photo_bytes = 1024 * 1024);
    let page = step(&portal).await;
    let heavy = [jpeg(64, 48), vec![0; 1024 * 1024]].concat();
    let page = page.form("step").attach("photos", "nha.jpg", &heavy).press("Tiếp tục").await;
    page.is(422).says("nha.jpg: ảnh nặng hơn 1 MB. Hãy gửi ảnh nhỏ hơn: mở ảnh, chụp màn hình");
}

#[actix_web::test]
async fn a_photo_missing_from_the_shelf_leaves_a_calm_place_in_the_form() {
    let portal = TestPortal::new();
    let page = step(&portal).await;
    let page = page.form("step").attach("photos", "nha.jpg", &jpeg(64, 48)).press("Thêm rồi chọn tiếp").await;
    let picture = page.attributes(".previews img", "src")[0].clone();
    std::fs::remove_dir_all(portal.config.data.join("public")).unwrap();
    let place = page.browser().get(&picture).await;
    assert_eq!(place.is(404).header("content-type").as_deref(), Some("image/svg+xml"));
}
