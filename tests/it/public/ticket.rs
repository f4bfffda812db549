//! The page of a public report.
use crate::support::TestPortal;
use langnghe::domain::status::Status;
use langnghe::links;

#[actix_web::test]
async fn an_answer_names_its_agency_and_its_earlier_versions_stay() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().signed("Nguyễn Thị Minh Họa", true).in_state(Status::Answered).build();
    portal.wait(chrono::Duration::hours(2));
    let life = portal.life(&ticket);
    let again = life.take(&life.reopen(&ticket));
    life.answer(&life.propose(&again, "Đơn vị đã lấp thêm một ổ gà khác ở gần đó.", None));
    let page = portal.browser().await.get(&links::ticket(&ticket.code)).await;
    page.is(200).says("Sở Xây dựng").says("đúng hạn").says("11:00, 7/9/2026").says("Nguyễn Thị Minh Họa");
    assert_eq!(page.h1(), ticket.public_title);
    let answers = page.all("article.answer");
    assert!(answers[0].contains("lấp thêm") && answers[1].contains("sáng nay"), "{answers:?}");
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        [format!("http://localhost{}", links::ticket(&ticket.code))]
    );
}

#[actix_web::test]
async fn a_repeated_report_leads_to_the_one_it_repeats_if_that_is_public() {
    let portal = TestPortal::new();
    let known = portal.ticket().titled("Đã có").in_state(Status::Accepted).build();
    let secret = portal.ticket().titled("Kín").private().in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    for (master, links_there) in [(&known, true), (&secret, false)] {
        let ticket = portal.ticket().repeating(master).build();
        let page = browser.get(&links::lookup_code(&ticket.code)).await;
        let hrefs = page.is(200).attributes("main a", "href");
        assert_eq!(hrefs.contains(&links::ticket(&master.code)), links_there, "{}", master.title);
        assert_eq!(page.text().contains(&master.code), links_there, "{}", master.title);
    }
}

#[actix_web::test]
async fn the_first_page_shows_answers_and_no_share_of_a_few() {
    let portal = TestPortal::new();
    portal.ticket().titled("Đã trả lời rồi").in_state(Status::Answered).build();
    portal.ticket().titled("Chưa trả lời").in_state(Status::Forwarded).build();
    let page = portal.browser().await.get("/").await;
    assert_eq!(page.is(200).all(".ticket-card h3"), ["Đã trả lời rồi"]);
    page.says("chưa đủ số liệu").says("1022");
}

#[actix_web::test]
async fn an_agency_is_found_without_tones_and_shows_its_answers() {
    let portal = TestPortal::new();
    portal.ticket().titled("Ổ gà đã lấp").in_state(Status::Answered).build();
    let browser = portal.browser().await;
    let list = browser.get("/co-quan?q=so+xay+dung").await;
    let page = list.follow("Sở Xây dựng").await;
    page.is(200).says("Ổ gà đã lấp");
    browser.get("/co-quan/khong-co").await.is(404);
    for address in ["/huong-dan", "/du-lieu-ca-nhan"] {
        let (vi, en) =
            (browser.get(address).await, portal.browser().await.in_language("en").get(address).await);
        assert_ne!(vi.is(200).h1(), en.is(200).h1());
    }
}
