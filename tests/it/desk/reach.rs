//! Who sees what: other agencies nothing, and no agency the sender.
use crate::support::TestPortal;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;

/// Of whoever sends a report in these tests.
const PHONE: &str = "0900000456";

#[actix_web::test]
async fn another_agencys_report_does_not_exist_here() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    for role in [Role::Focal, Role::Officer, Role::Approver, Role::Supervisor] {
        let stranger = portal.staff(role, "so-y-te").await;
        assert_eq!(stranger.get(&links::desk_ticket(&ticket.code)).await.status, 404, "{role}");
        let found = stranger.get(&format!("{}?q={}", links::tickets(), ticket.code)).await;
        found.says("Không tìm thấy phản ánh nào");
    }
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    assert_eq!(agent.get(&links::desk_ticket(&ticket.code)).await.status, 200);
}

#[actix_web::test]
async fn an_officer_cannot_forward_and_is_not_offered_to() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let ticket = portal.ticket().at("so-xay-dung").given_to(officer.who()).in_state(Status::InProgress);
    let ticket = ticket.build();
    let page = officer.get(&links::desk_ticket(&ticket.code)).await;
    assert!(!page.html.contains(&links::desk_step(&ticket.code, "chuyen\"")));
    let csrf = page.form("/du-thao").value("csrf");
    let version = ticket.version.to_string();
    let raw = [("csrf", csrf.as_str()), ("version", &version), ("agency", "1")];
    let answer = officer.post_raw(&links::desk_step(&ticket.code, "chuyen"), &raw).await;
    assert_eq!(answer.status, 403);
    assert_eq!(officer.get(&links::triage()).await.status, 404);
}

#[actix_web::test]
async fn no_page_of_an_agency_shows_who_sent_it() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let ticket = portal.ticket().signed("Người Gửi Kín", false).sent_by("kin@example.vn");
    let ticket = ticket.at("so-xay-dung").given_to(officer.who()).in_state(Status::InProgress).build();
    let pages = [
        links::work(),
        format!("{}?hang=dang-xu-ly", links::work()),
        links::tickets(),
        format!("{}?q={PHONE}", links::tickets()),
        links::desk_ticket(&ticket.code),
    ];
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    let approver = portal.staff(Role::Approver, "so-xay-dung").await;
    for browser in [&officer, &focal, &approver] {
        for address in &pages {
            let page = browser.get(address).await;
            let html = page.html.replace(&format!("value=\"{PHONE}\""), "");
            for secret in [PHONE, "Người Gửi Kín", "kin@example.vn"] {
                assert!(!html.contains(secret), "{address} shows {secret}");
            }
        }
        browser.get(&pages[4]).await.says("Ẩn với cơ quan xử lý");
    }
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    page.form("/xem-lien-he").press("Xem thông tin liên hệ").await.says(PHONE);
}
