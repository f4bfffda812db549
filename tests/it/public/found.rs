//! What search engines keep, and what they let go of.
use super::scene;
use crate::support::{Page, TestPortal};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Prominence;
use langnghe::links;

fn is_kept(page: &Page) -> bool {
    page.attributes("meta[name=robots]", "content").is_empty()
}

#[actix_web::test]
async fn pages_that_anyone_may_need_are_kept_each_with_a_sentence() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let map = browser.get(&links::sitemap_pages()).await;
    for address in [
        "/",
        "/phan-anh",
        "/gui-phan-anh",
        "/co-quan",
        "/co-quan/so-xay-dung",
        "/huong-dan",
        "/du-lieu-ca-nhan",
    ] {
        let page = browser.get(address).await;
        let said = page.attributes("meta[name=description]", "content");
        assert!(is_kept(&page) && said.len() == 1 && said[0].chars().count() > 20, "{address}: {said:?}");
        assert_eq!(page.attributes("meta[property='og:description']", "content"), said, "{address}");
        assert!(map.html.contains(&format!("<loc>http://localhost{address}</loc>")), "{address}");
    }
    assert!(browser.get("/sitemap.xml").await.html.contains(&links::sitemap_pages()));
    assert!(!is_kept(&browser.get("/phan-anh?q=den").await));
    assert!(!is_kept(&browser.get("/dang-nhap").await));
}

#[actix_web::test]
async fn an_answered_report_is_kept_as_a_question_with_its_answer_and_another_is_not() {
    let portal = TestPortal::new();
    let answered = portal.ticket().in_state(Status::Answered).build();
    let open = portal.ticket().in_state(Status::InProgress).build();
    let repeated = portal.ticket().in_state(Status::Forwarded).build();
    let repeated = portal.life(&repeated).repeat(&repeated, &answered.code);
    let browser = portal.browser().await;
    let page = browser.get(&links::ticket(&answered.code)).await;
    assert!(is_kept(&page));
    assert_eq!(page.all("[itemtype='https://schema.org/QAPage'] [itemprop=acceptedAnswer]").len(), 1);
    assert!(
        page.all("[itemprop=acceptedAnswer] [itemprop=author] [itemprop=name]")[0].contains("Sở Xây dựng")
    );
    let page = browser.get(&links::ticket(&open.code)).await;
    assert!(!is_kept(&page) && !page.has("[itemscope]"));
    let page = browser.get(&links::ticket(&repeated.code)).await;
    assert!(!is_kept(page.is(200)));
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        [format!("http://localhost{}", links::ticket(&answered.code))]
    );
}

#[actix_web::test]
async fn what_was_public_and_was_taken_down_is_gone_and_what_never_was_is_not_there() {
    let portal = TestPortal::new();
    let shown = portal.ticket().titled("Từng hiện").in_state(Status::Answered).build();
    let never = portal.ticket().private().in_state(Status::Answered).build();
    let browser = portal.browser().await;
    browser.get(&links::ticket(&shown.code)).await.is(200);
    let agent = portal.actor(Role::Agent, "tt-1022");
    let hidden = scene::set_prominence(&portal, (&agent, &shown), Prominence::Hidden);
    let page = browser.get(&links::ticket(&shown.code)).await;
    page.is(410).says("không còn công khai").never_says("Từng hiện");
    browser.get(&links::ticket(&never.code)).await.is(404);
    assert!(!browser.get("/sitemap-0.xml").await.html.contains(&shown.code));
    scene::set_prominence(&portal, (&agent, &hidden), Prominence::Public);
    browser.get(&links::ticket(&shown.code)).await.is(200);
}
