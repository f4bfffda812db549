//! Photos and documents are served while they are public, and no longer.
use super::scene;
use crate::support::{TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::domain::photo::PhotoRole;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Prominence;
use langnghe::links;
use langnghe::schema::photos;

#[actix_web::test]
async fn a_photo_is_gone_once_it_or_its_report_is_hidden() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let photo = scene::photo(&portal, &ticket, PhotoRole::Report, true, &jpeg(64, 48));
    let browser = portal.browser().await;
    let shown = browser.get(&links::photo(&photo.display)).await;
    assert_eq!(shown.is(200).header("content-type").as_deref(), Some("image/jpeg"));
    assert_eq!(shown.header("x-content-type-options").as_deref(), Some("nosniff"));
    browser.get(&links::photo(&photo.thumb)).await.is(200);
    browser.get(&links::photo(&photo.original)).await.is(404);
    let hide = |shown: bool| {
        portal.with_db(|c| diesel::update(photos::table).set(photos::is_public.eq(shown)).execute(c));
    };
    hide(false);
    browser.get(&links::photo(&photo.display)).await.is(404);
    hide(true);
    browser.get(&links::photo(&photo.display)).await.is(200);
    let mut hidden = ticket.clone();
    hidden.prominence = Prominence::Reporter;
    scene::force(&portal, &hidden);
    browser.get(&links::photo(&photo.display)).await.is(404);
}

#[actix_web::test]
async fn a_document_is_fetched_and_never_run() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let hash = scene::document(&portal, &ticket, "Công văn 412.pdf", true);
    let paper = portal.browser().await.get(&links::document(&hash)).await;
    assert_eq!(
        paper.is(200).header("content-disposition").as_deref(),
        Some("attachment; filename=\"cong-van-412.pdf\"")
    );
    assert!(paper.header("content-security-policy").is_some_and(|policy| policy.starts_with("sandbox")));
    let inside = portal.ticket().titled("khác").build();
    portal.with_db(|c| {
        use langnghe::schema::documents;
        diesel::update(documents::table).set(documents::ticket_id.eq(inside.id)).execute(c)
    });
    portal.browser().await.get(&links::document(&hash)).await.is(404);
}

/// The shelf lost a file that the database names.
#[actix_web::test]
async fn a_photo_that_is_missing_leaves_a_calm_place() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().in_state(Status::Answered).build();
    let photo = scene::photo(&portal, &ticket, PhotoRole::Report, true, &jpeg(64, 48));
    let paper = scene::document(&portal, &ticket, "Công văn 412.pdf", true);
    let officer = portal.staff(Role::Approver, "so-xay-dung").await;
    let browser = portal.browser().await;
    std::fs::remove_dir_all(portal.config.data.join("public")).unwrap();
    let addresses = [links::photo(&photo.display), links::photo(&photo.thumb)];
    let desk = links::desk_photo(&ticket.code, &photo.thumb);
    for place in
        [browser.get(&addresses[0]).await, browser.get(&addresses[1]).await, officer.get(&desk).await]
    {
        assert_eq!(place.is(404).header("content-type").as_deref(), Some("image/svg+xml"));
        assert_eq!(place.header("cache-control").as_deref(), Some("no-store"));
        place.says("Ảnh này tạm thời chưa xem được");
    }
    browser.get(&links::document(&paper)).await.is(503);
    officer.get(&links::desk_document(&ticket.code, &paper)).await.is(503);
    browser.get(&links::photo(&"0".repeat(64))).await.is(404).says("1022");
}
