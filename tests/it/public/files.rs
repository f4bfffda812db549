//! Photos and documents are served while they are public, and no longer.
use super::scene;
use crate::support::{TestPortal, jpeg};
use langnghe::actions::tickets::{Order, PublicCopy, edit_public_text};
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::ids::PhotoId;
use langnghe::links;
use langnghe::store::{documents, photos};

#[actix_web::test]
async fn a_photo_is_gone_once_it_or_its_report_is_hidden() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().pictured(&jpeg(64, 48), true).in_state(Status::Answered).build();
    let photo = portal.look(|c| photos::of_ticket(c, ticket.id)).remove(0);
    let browser = portal.browser().await;
    let shown = browser.get(&links::photo(&photo.display)).await;
    assert_eq!(shown.is(200).header("content-type").as_deref(), Some("image/jpeg"));
    assert_eq!(shown.header("x-content-type-options").as_deref(), Some("nosniff"));
    browser.get(&links::photo(&photo.thumb)).await.is(200);
    browser.get(&links::photo(&photo.original)).await.is(404);
    let agent = portal.actor(Role::Agent, "tt-1022");
    let show = |ticket: &Ticket, photos: Vec<PhotoId>| {
        let text = PublicText::parse(&ticket.public_title, &ticket.public_body).unwrap();
        let copy = PublicCopy { text, place: ticket.place.clone(), photos };
        let order = Order { actor: &agent, code: &ticket.code, seen: ticket.version };
        edit_public_text(&portal, order, &copy, "Có người trong ảnh").unwrap()
    };
    let ticket = show(&ticket, Vec::new());
    browser.get(&links::photo(&photo.display)).await.is(404);
    let ticket = show(&ticket, vec![photo.id]);
    browser.get(&links::photo(&photo.display)).await.is(200);
    scene::set_prominence(&portal, (&agent, &ticket), Prominence::Reporter);
    browser.get(&links::photo(&photo.display)).await.is(404);
}

#[actix_web::test]
async fn a_document_is_fetched_and_never_run() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().papered("Công văn 412.pdf").in_state(Status::Answered).build();
    let hash = portal.look(|c| documents::of_ticket(c, ticket.id)).remove(0).hash;
    let paper = portal.browser().await.get(&links::document(&hash)).await;
    assert_eq!(
        paper.is(200).header("content-disposition").as_deref(),
        Some("attachment; filename=\"cong-van-412.pdf\"")
    );
    assert!(paper.header("content-security-policy").is_some_and(|policy| policy.starts_with("sandbox")));
    let agent = portal.actor(Role::Agent, "tt-1022");
    scene::set_prominence(&portal, (&agent, &ticket), Prominence::Staff);
    portal.browser().await.get(&links::document(&hash)).await.is(404);
}

/// The shelf lost a file that the database names.
#[actix_web::test]
async fn a_photo_that_is_missing_leaves_a_calm_place() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().pictured(&jpeg(64, 48), true).papered("Công văn 412.pdf");
    let ticket = ticket.in_state(Status::Answered).build();
    let photo = portal.look(|c| photos::of_ticket(c, ticket.id)).remove(0);
    let paper = portal.look(|c| documents::of_ticket(c, ticket.id)).remove(0).hash;
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

#[actix_web::test]
async fn a_document_is_printed_with_its_whole_address() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().papered("cong-van.pdf").in_state(Status::Answered).build();
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    let href = page.is(200).attributes("a.document", "href").remove(0);
    let printed = page.all(".print-address");
    assert!(printed.iter().any(|line| line.ends_with(&format!("http://localhost{href}"))), "{printed:?}");
}
