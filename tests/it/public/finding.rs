//! What the public search finds by, what it shows of it, and what it offers to whoever finds nothing.
use super::scene;
use crate::support::{Page, TestPortal};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Prominence;

fn query(pairs: &[(&str, &str)]) -> String {
    format!("/phan-anh?{}", serde_urlencoded::to_string(pairs).unwrap())
}

fn titles(page: &Page) -> Vec<String> {
    page.all(".ticket-card h3")
}

/// What is offered, and where it leads.
fn offered(page: &Page) -> Vec<(String, String)> {
    let rows = page.all(".index a").into_iter();
    rows.zip(page.attributes(".index a", "href")).collect()
}

#[actix_web::test]
async fn the_words_of_an_answer_find_and_the_passage_says_where_they_stand() {
    let portal = TestPortal::new();
    let drain = portal.ticket().titled("Nước tràn vào nhà").saying("Cứ mưa to là nước tràn vào nhà tôi.");
    let long = "Công ty đã kiểm tra tuyến phố. ".repeat(12);
    let answer = format!("{long}Đã nạo vét 9 hố ga và thông cống ngang phố, ngập đã hết.");
    drain.answered_with(&answer).in_state(Status::Answered).build();
    portal.ticket().titled("Hố ga mất nắp").in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    let page = browser.get(&query(&[("q", "nao vet")])).await;
    assert_eq!(titles(page.is(200)), ["Nước tràn vào nhà"]);
    page.says("Trong câu trả lời");
    assert_eq!(page.all(".ticket-card mark"), ["nạo", "vét"]);
    let said = page.all(".ticket-card-say p").remove(0);
    assert!(said.contains("… ") && said.contains("Đã nạo vét 9 hố ga"), "{said}");
    let page = browser.get(&query(&[("q", "hố ga")])).await;
    assert_eq!(titles(&page), ["Hố ga mất nắp", "Nước tràn vào nhà"]);
    assert_eq!(page.all(".ticket-card h3 mark"), ["Hố", "ga"]);
    let page = browser.get(&query(&[("q", "mưa")])).await;
    page.says("Trong phản ánh");
    assert!(!browser.get("/phan-anh").await.has("mark"));
}

#[actix_web::test]
async fn words_of_a_report_are_shown_and_never_run() {
    let portal = TestPortal::new();
    let report =
        portal.ticket().titled("<b>Ngập</b> & \"tràn\"").saying("<script>ngap()</script> cứ mưa là ngập");
    report.in_state(Status::Accepted).build();
    let page = portal.browser().await.get(&query(&[("q", "ngập b script")])).await;
    assert_eq!(titles(&page), ["<b>Ngập</b> & \"tràn\""]);
    assert!(!page.html.contains("<b>Ngập") && !page.html.contains("<script>ngap"));
    assert!(page.all(".ticket-card mark").iter().any(|word| word == "Ngập"));
}

#[actix_web::test]
async fn quoted_words_stand_together_and_a_code_and_old_names_find() {
    let portal = TestPortal::new();
    let commune = scene::commune(&portal, "Lê Chân");
    let old = commune.old_units.split(';').next().unwrap().trim().to_owned();
    let district = commune.old_districts.split(';').next().unwrap().trim().to_owned();
    let there = portal.ticket().titled("Ngập ở đình").saying("Bên đông chợ, nước đọng cả ngày.");
    let there = there.in_commune(commune.id).in_state(Status::Accepted).build();
    portal.ticket().titled("Phố Đình Đông ngập").in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    let found = |typed: String| {
        let browser = browser.clone();
        async move { titles(browser.get(&query(&[("q", &typed)])).await.is(200)) }
    };
    assert_eq!(found("đình đông".into()).await, ["Phố Đình Đông ngập", "Ngập ở đình"]);
    for typed in ["\"đình đông\"", "ngap “dinh dong”", "“Đình Đông” ng"] {
        assert_eq!(found(typed.into()).await, ["Phố Đình Đông ngập"], "{typed}");
    }
    // From one text into the other no phrase reaches.
    assert!(found("\"đình bên\"".into()).await.is_empty());
    for typed in [old, district, there.report.code.to_lowercase()] {
        assert_eq!(found(typed.clone()).await, ["Ngập ở đình"], "{typed}");
    }
}

#[actix_web::test]
async fn the_best_match_stands_first_and_pages_lead_both_ways() {
    let portal = TestPortal::new();
    for n in 0..12 {
        let said = |title: &str, body: &str| {
            portal.ticket().titled(title).saying(body).placed("Ở đó").in_state(Status::Accepted).build()
        };
        said(&format!("Bẩn {n}"), "Nước có mùi từ hôm qua, cả ngõ không dùng được.");
        said(&format!("Bán {n}"), "Họ bày cả ra lòng đường, không ai đi được.");
        said(&format!("Nước {n}"), "Nước bẩn và có mùi từ hôm qua, cả ngõ không dùng được.");
        said(&format!("Hàng {n}"), "Họ bán cả ra lòng đường, không ai đi được.");
    }
    let browser = portal.browser().await;
    let mut page = browser.get(&query(&[("q", "bẩn"), ("xep", "lien-quan")])).await;
    page.says("48 phản ánh").says("ngay trong tên, địa chỉ hoặc mã");
    let mut seen = vec![titles(&page)];
    while let Some(next) = page.attributes("a[rel=next]", "href").pop() {
        page = browser.get(&next).await;
        seen.push(titles(&page));
    }
    let all: Vec<String> = seen.concat();
    let kinds: Vec<&str> = all.iter().map(|title| title.split(' ').next().unwrap()).collect();
    let expected: Vec<&str> = ["Bẩn", "Nước", "Bán", "Hàng"].iter().flat_map(|kind| [*kind; 12]).collect();
    assert_eq!(kinds, expected);
    assert_eq!(all[0], "Bẩn 11");
    for before in seen.iter().rev().skip(1) {
        page = browser.get(&page.attributes("a[rel=prev]", "href").pop().unwrap()).await;
        assert_eq!(&titles(&page), before);
    }
    // Narrowed, and without words: there is nothing to fit.
    let page = browser.get(&query(&[("q", "bẩn"), ("xep", "lien-quan"), ("trang-thai", "done")])).await;
    assert!(titles(page.is(200)).is_empty());
    let page = browser.get("/phan-anh?xep=lien-quan").await;
    assert_eq!(titles(page.is(200))[0], "Hàng 11");
    let narrowing = page.follow("Lọc thêm").await;
    assert!(narrowing.has("select[name=xep]") && !narrowing.has("option[value=lien-quan]"));
}

#[actix_web::test]
async fn whoever_finds_nothing_is_offered_what_is_nearly_so_and_found() {
    let portal = TestPortal::new();
    let of = |title: &str| portal.ticket().titled(title).placed("Ở đó");
    of("Cống thoát nước tắc").in_state(Status::Accepted).build();
    of("Đèn đường zuki").in_state(Status::Accepted).build();
    // Nearly the same word, but nobody may read it.
    of("Cống thoạtx nước").private().in_state(Status::Accepted).build();
    let taken_down = of("Cống thoắty nước").in_state(Status::Accepted).build();
    let agent = portal.actor(Role::Agent, "tt-1022");
    scene::set_prominence(&portal, (&agent, &taken_down), Prominence::Hidden);
    let browser = portal.browser().await;
    let page = browser.get(&query(&[("q", "cống thaot nước")])).await;
    assert!(titles(page.is(200)).is_empty());
    page.says("Có phải bạn tìm");
    let rows = offered(&page);
    assert!(rows[0].0.starts_with("“cống thoát nước”"), "{rows:?}");
    assert!(rows.iter().all(|(label, _)| !label.contains('x') && !label.contains('y')), "{rows:?}");
    assert_eq!(titles(&browser.get(&rows[0].1).await), ["Cống thoát nước tắc"]);
    // All are there, but nowhere together.
    let rows = offered(&browser.get(&query(&[("q", "thoát zuki")])).await);
    assert!(rows.iter().any(|(label, _)| label.starts_with("“thoát”")), "{rows:?}");
    // What narrows the list may be in the way.
    let rows = offered(&browser.get(&query(&[("q", "thoát"), ("trang-thai", "done")])).await);
    assert_eq!(rows.len(), 1);
    assert_eq!(titles(&browser.get(&rows[0].1).await), ["Cống thoát nước tắc"]);
    let page = browser.get(&query(&[("q", "qqqq xxxx vvvv")])).await;
    assert!(offered(&page).is_empty() && titles(&page).is_empty());
}

#[actix_web::test]
async fn a_commune_that_was_named_is_offered_with_what_lies_there() {
    let portal = TestPortal::new();
    let commune = scene::commune(&portal, "Lê Chân");
    for n in 0..3 {
        let there = portal.ticket().titled(&format!("Ngập {n}")).in_commune(commune.id);
        there.in_state(Status::Accepted).build();
    }
    portal.ticket().titled("Rác").in_commune(commune.id).in_state(Status::Accepted).build();
    portal.ticket().titled("Ngập phố Lê Chân").in_state(Status::Accepted).build();
    let browser = portal.browser().await;
    let page = browser.get(&query(&[("q", "ngập lê chân")])).await;
    assert_eq!(titles(&page).len(), 4);
    let rows = offered(&page);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].0.contains("“ngập”") && rows[0].0.contains(&commune.name), "{rows:?}");
    assert!(rows[0].0.contains("3 phản ánh"), "{rows:?}");
    assert_eq!(titles(&browser.get(&rows[0].1).await), ["Ngập 2", "Ngập 1", "Ngập 0"]);
    // Chosen already, it is not offered.
    let page = browser.get(&query(&[("q", "ngập lê chân"), ("phuong-xa", &commune.slug)])).await;
    assert!(offered(&page).is_empty());
}
