//! What stands in a shared link, and addresses of answers that stay.
use super::scene;
use crate::support::{Page, TestPortal, jpeg};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Prominence;
use langnghe::links;

const ONCE: &str = "Đơn vị đã kiểm tra và vá xong ổ gà sáng nay, mặt đường đã êm.";
const TWICE: &str = "Đơn vị đã vá lại bằng bê tông nhựa nóng, bề mặt phẳng như cũ.";

fn said(page: &Page, name: &str) -> String {
    let found = page.attributes(&format!("meta[property='og:{name}']"), "content");
    assert_eq!(found.len(), 1, "og:{name} of {}: {found:?}", page.path);
    found[0].clone()
}

#[actix_web::test]
async fn every_report_and_answer_is_shared_with_words_an_address_and_a_picture() {
    let portal = TestPortal::new();
    let plain = portal.ticket().titled("Đèn tắt").in_state(Status::InProgress).build();
    let answered = portal.ticket().titled("Ổ gà").answered_with(ONCE).in_state(Status::Answered);
    let answered = answered.pictured(&jpeg(40, 30), true).build();
    let hidden = portal.ticket().titled("Kín ảnh").pictured(&jpeg(44, 30), false).in_state(Status::Accepted);
    let hidden = hidden.build();
    let browser = portal.browser().await;
    let own = |address: &str| format!("http://localhost{address}");
    for ticket in [&plain, &hidden] {
        let page = browser.get(&links::ticket(&ticket.code)).await;
        assert!(said(&page, "image").starts_with(&own("/static/img/share.")), "{}", said(&page, "image"));
        assert_eq!(said(&page, "url"), own(&links::ticket(&ticket.code)));
        let picture = browser.get(said(&page, "image").strip_prefix("http://localhost").unwrap()).await;
        assert_eq!(picture.is(200).header("content-type").as_deref(), Some("image/png"));
    }
    let page = browser.get(&links::ticket(&answered.code)).await;
    assert!(said(&page, "image").starts_with(&own("/anh/")) && said(&page, "title") == "Ổ gà");
    let stays = browser.get(&links::answer_version(&answered.code, 1)).await;
    stays.is(200).says(ONCE);
    assert_eq!(said(&stays, "description"), ONCE);
    assert_eq!(said(&stays, "url"), own(&links::answer_version(&answered.code, 1)));
    assert_eq!(stays.attributes("link[rel=canonical]", "href"), [own(&links::ticket(&answered.code))]);
    for n in ["0", "2", "-1", "x", "99999999999"] {
        browser.get(&format!("/phan-anh/{}/tra-loi/{n}", answered.code)).await.is(404);
    }
}

#[actix_web::test]
async fn an_earlier_version_keeps_its_address_and_leads_to_the_newest_and_goes_with_its_report() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().answered_with(ONCE).in_state(Status::Answered).build();
    let again = portal.life(&ticket).reopen(&ticket);
    portal.wait(chrono::Duration::hours(1));
    let life = portal.life(&again);
    let taken = if again.status == Status::Reopened { life.take(&again) } else { again };
    let twice = life.answer(&life.propose(&taken, TWICE, None));
    let browser = portal.browser().await;
    let first = browser.get(&links::answer_version(&ticket.code, 1)).await;
    first.is(200).says(ONCE).says("Đây là bản trả lời trước.").never_says(TWICE);
    first.follow("Đọc bản mới nhất").await.says(TWICE).never_says("Đây là bản trả lời trước.");
    let agent = portal.player(Role::Agent, "tt-1022");
    scene::set_prominence(&portal, (&agent, &twice), Prominence::Hidden);
    browser.get(&links::answer_version(&ticket.code, 1)).await.is(410);
}
