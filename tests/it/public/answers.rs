//! The list: filters, words, pages by key.
use super::scene;
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Kind;

fn titles(page: &crate::support::Page) -> Vec<String> {
    page.all(".ticket-card h3")
}

#[actix_web::test]
async fn words_are_found_whatever_their_case_and_tones() {
    let portal = TestPortal::new();
    for title in ["Đèn đường phố Đình Đông hỏng", "Đèn đường ngõ 12 hỏng", "Rác ở chợ Đình Đông"]
    {
        // A category whose name has none of the words that are asked for.
        let about = portal.category("thoat_nuoc");
        portal.ticket().titled(title).about(about).in_state(Status::Accepted).build();
    }
    let browser = portal.browser().await;
    for (asked, found) in [
        ("den+duong+dinh", vec!["Đèn đường phố Đình Đông hỏng"]),
        ("%C4%90%C3%88N+h%E1%BB%8Fng", vec!["Đèn đường ngõ 12 hỏng", "Đèn đường phố Đình Đông hỏng"]),
        ("cho+dinh+don", vec!["Rác ở chợ Đình Đông"]),
        ("din", vec!["Rác ở chợ Đình Đông", "Đèn đường phố Đình Đông hỏng"]),
        ("dinh+khongco", vec![]),
    ] {
        let page = browser.get(&format!("/phan-anh?q={asked}")).await;
        assert_eq!(titles(page.is(200)), found, "{asked}");
    }
    browser.get("/phan-anh?q=dinh+khongco").await.says("Không tìm thấy phản ánh nào");
}

#[actix_web::test]
async fn each_filter_narrows_and_all_of_them_stand_in_the_address() {
    let portal = TestPortal::new();
    let le_chan = scene::commune(&portal, "Lê Chân").id;
    let lamp = portal.category("thoat_nuoc");
    portal.ticket().titled("Một").in_state(Status::Answered).in_commune(le_chan).build();
    portal.ticket().titled("Hai").in_state(Status::InProgress).about(lamp).build();
    portal.ticket().titled("Ba").in_state(Status::Accepted).of_kind(Kind::Question).build();
    let browser = portal.browser().await;
    let slug = scene::commune(&portal, "Lê Chân").slug;
    for (query, found) in [
        (String::new(), vec!["Ba", "Hai", "Một"]),
        ("trang-thai=done".into(), vec!["Một"]),
        ("trang-thai=working".into(), vec!["Hai"]),
        ("trang-thai=waiting".into(), vec!["Ba"]),
        ("linh-vuc=thoat_nuoc".into(), vec!["Hai"]),
        ("linh-vuc=nhom_duong_sa".into(), vec!["Ba", "Một"]),
        ("linh-vuc=nhom_duong_sa&trang-thai=done".into(), vec!["Một"]),
        (format!("phuong-xa={slug}"), vec!["Một"]),
        ("co-quan=so-xay-dung".into(), vec!["Hai", "Một"]),
        ("co-quan=so-xay-dung&trang-thai=working&linh-vuc=thoat_nuoc".into(), vec!["Hai"]),
        ("loai=question".into(), vec!["Ba"]),
        // More letters than a part of a code has: a code may by chance begin with any shorter word.
        ("q=cong+truong&loai=question".into(), vec!["Ba"]),
        ("q=cong+truong&loai=proposal".into(), vec![]),
        ("tu=2026-09-07&den=2026-09-07".into(), vec!["Ba", "Hai", "Một"]),
        ("den=2026-09-06".into(), vec![]),
        ("tu=2026-09-08".into(), vec![]),
        ("tu=hom-nay".into(), vec![]),
        ("co-quan=khong-co".into(), vec![]),
        // As they were spelled once: such addresses were sent about.
        ("linh_vuc=thoat_nuoc&trang_thai=working".into(), vec!["Hai"]),
    ] {
        let page = browser.get(&format!("/phan-anh?{query}")).await;
        assert_eq!(titles(page.is(200)), found, "{query}");
    }
    let page = browser.get("/phan-anh?linh-vuc=nhom_duong_sa&q=mot").await;
    assert!(page.attributes(".chip", "href").iter().any(|href| {
        href.contains("linh-vuc=nhom_duong_sa") && href.contains("q=mot") && href.contains("trang-thai=done")
    }));
}

#[actix_web::test]
async fn older_pages_go_on_by_key_and_lose_and_repeat_none() {
    let portal = TestPortal::new();
    for number in 0..45 {
        portal.wait(Duration::minutes(1));
        let title = format!("Số {number}");
        portal.ticket().titled(&title).in_state(Status::Accepted).build();
    }
    let browser = portal.browser().await;
    for start in ["/phan-anh?trang-thai=waiting", "/phan-anh?q=so"] {
        let mut page = browser.get(start).await;
        let mut seen = titles(&page);
        while page.has("a[rel=next]") {
            page = page.follow("Trang sau").await;
            seen.extend(titles(&page));
        }
        let all: Vec<String> = (0..45).rev().map(|number| format!("Số {number}")).collect();
        assert_eq!(seen, all, "{start}");
    }
}
