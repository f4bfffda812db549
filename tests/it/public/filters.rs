//! All that narrows the public list, together, in each order and page by page, both ways.
use super::scene;
use crate::support::{Page, TestPortal, jpeg};
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use langnghe::domain::status::Status;
use langnghe::schema::{agencies, communes};

fn titles(page: &Page) -> Vec<String> {
    page.all(".ticket-card h3")
}

#[actix_web::test]
async fn photos_documents_and_time_narrow_the_list_together_with_all_else() {
    let portal = TestPortal::new();
    let drain = portal.category("thoat_nuoc");
    portal.ticket().titled("Chỉ chữ").in_state(Status::Accepted).build();
    portal.ticket().titled("Ảnh thường").pictured(&jpeg(40, 30), true).in_state(Status::Accepted).build();
    portal.ticket().titled("Ảnh kín").pictured(&jpeg(40, 30), false).in_state(Status::Accepted).build();
    portal.ticket().titled("Giấy").about(drain).papered("1.pdf").in_state(Status::Answered).build();
    let late = portal.ticket().titled("Muộn").in_state(Status::AwaitingApproval).build();
    portal.wait(Duration::days(60));
    let life = portal.life(&late);
    life.answer(&late);
    let browser = portal.browser().await;
    for (query, found) in [
        ("co-anh=yes", vec!["Ảnh thường"]),
        ("co-van-ban=yes", vec!["Giấy"]),
        ("co-van-ban=yes&xep=moi-tra-loi", vec!["Giấy"]),
        ("co-anh=yes&co-van-ban=yes", vec![]),
        ("han=dung", vec!["Giấy"]),
        ("han=tre", vec!["Muộn"]),
        ("han=sai", vec![]),
        ("xep=moi-tra-loi", vec!["Muộn", "Giấy"]),
        ("xep=moi-tra-loi&q=giay", vec!["Giấy"]),
        ("xep=cho-lau", vec!["Chỉ chữ", "Ảnh thường", "Ảnh kín"]),
        ("xep=cho-lau&co-anh=yes&trang-thai=waiting", vec!["Ảnh thường"]),
        ("xep=cho-lau&trang-thai=done", vec![]),
        ("xep=cho-lau&trang-thai=done&q=giay", vec![]),
        ("xep=khac", vec![]),
        (
            "linh-vuc=thoat_nuoc&co-quan=so-xay-dung&co-van-ban=yes&han=dung&trang-thai=done&q=giay",
            vec!["Giấy"],
        ),
    ] {
        let page = browser.get(&format!("/phan-anh?{query}")).await;
        assert_eq!(titles(page.is(200)), found, "{query}");
    }
}

#[actix_web::test]
async fn whoever_asks_for_an_agency_or_a_commune_finds_what_those_before_it_held() {
    let portal = TestPortal::new();
    let [old, new] = ["Lê Chân", "An Dương"].map(|name| scene::commune(&portal, name));
    portal.ticket().titled("Ngày trước").at("so-y-te").in_commune(old.id).in_state(Status::Forwarded).build();
    portal.ticket().titled("Hôm nay").in_commune(new.id).in_state(Status::Forwarded).build();
    let ended = NaiveDate::from_ymd_opt(2026, 8, 31);
    let heir = portal.agency("so-xay-dung");
    portal.with_db(|c| {
        diesel::update(agencies::table.filter(agencies::slug.eq("so-y-te")))
            .set((agencies::successor_id.eq(heir), agencies::valid_to.eq(ended)))
            .execute(c)?;
        diesel::update(communes::table.find(old.id)).set(communes::valid_to.eq(ended)).execute(c)?;
        let made_from = format!("Xã Khác; {}", old.name);
        diesel::update(communes::table.find(new.id)).set(communes::old_units.eq(made_from)).execute(c)
    });
    let browser = portal.browser().await;
    let both = vec!["Hôm nay", "Ngày trước"];
    for (query, found) in [
        ("co-quan=so-xay-dung".to_owned(), both.clone()),
        ("co-quan=so-y-te".to_owned(), vec!["Ngày trước"]),
        (format!("phuong-xa={}", new.slug), both.clone()),
        (format!("phuong-xa={}", old.slug), vec!["Ngày trước"]),
        (format!("phuong-xa={}&co-quan=so-xay-dung", new.slug), both),
    ] {
        let page = browser.get(&format!("/phan-anh?{query}")).await;
        assert_eq!(titles(page.is(200)), found, "{query}");
    }
    // What has ended is still said, and so is what a commune was before.
    browser.get("/phan-anh?co-quan=so-y-te").await.says("Sở Y tế (đã kết thúc)");
    browser.get(&format!("/phan-anh?phuong-xa={}", new.slug)).await.says(&format!("Xã Khác, {}", old.name));
}

#[actix_web::test]
async fn what_is_chosen_stands_there_and_each_takes_itself_away() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let address = "/phan-anh?q=den&linh-vuc=thoat_nuoc&co-quan=so-xay-dung&loai=question&tu=2026-09-01&den=2026-09-07&co-anh=yes&co-van-ban=yes&han=tre&xep=cho-lau&trang-thai=working";
    let mut page = browser.get(address).await;
    page.says("Tìm “den”").says("Từ 1/9/2026").says("Đến 7/9/2026").says("Trả lời quá hạn");
    let mut left = page.all(".chip-taken").len();
    assert_eq!(left, 10, "{:?}", page.all(".chip-taken"));
    while left > 0 {
        let href = page.attributes(".chip-taken", "href").remove(0);
        page = browser.get(&href).await;
        left -= 1;
        assert_eq!(page.all(".chip-taken").len(), left, "{href}");
    }
    // The state stands among the states, where "all" takes it away.
    assert!(page.path.ends_with("/phan-anh?trang-thai=working"), "{}", page.path);
    // The search box narrows what was narrowed already.
    let page = browser.get("/phan-anh?linh-vuc=thoat_nuoc&co-anh=yes").await;
    assert_eq!(page.attributes(".search input[type=hidden]", "value"), ["thoat_nuoc", "yes"]);
}

#[actix_web::test]
async fn the_list_and_the_map_are_narrowed_on_a_page_of_its_own_that_keeps_what_was_chosen() {
    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let list =
        browser.get("/phan-anh?q=den&trang-thai=working&co-anh=yes&quanh=20.85,106.68&trong=500").await;
    let form = list.follow("Lọc thêm").await.is(200).form("/phan-anh");
    let narrowed = form.choose("linh-vuc", "thoat_nuoc").choose("han", "tre").press("Xem kết quả").await;
    let asked = narrowed.is(200).path.clone();
    for part in [
        "q=den",
        "trang-thai=working",
        "co-anh=yes",
        "quanh=20.85",
        "trong=500",
        "linh-vuc=thoat_nuoc",
        "han=tre",
    ] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    // The way back leads to the list as it was; a map has an order of its own.
    let form = list.follow("Lọc thêm").await;
    let back = browser.get(&form.attributes("a.back", "href")[0]).await;
    assert_eq!(back.all(".chip-taken"), list.all(".chip-taken"));
    let map = browser.get("/ban-do?hien=mat-do&trang-thai=done&xep=cho-lau&phuong-xa=phuong-le-chan").await;
    let page = map.follow("Lọc thêm").await;
    assert!(!page.has("select[name=xep]"));
    let asked =
        page.form("/ban-do").choose("linh-vuc", "thoat_nuoc").press("Xem kết quả").await.is(200).path.clone();
    for part in
        ["hien=mat-do", "trang-thai=done", "xep=cho-lau", "phuong-xa=phuong-le-chan", "linh-vuc=thoat_nuoc"]
    {
        assert!(asked.contains(part), "{part}: {asked}");
    }
}

#[actix_web::test]
async fn every_order_is_walked_to_its_end_and_back_over_the_same_pages() {
    let portal = TestPortal::new();
    for number in 0..45 {
        portal.wait(Duration::minutes(1));
        let tone = if number % 3 == 0 { "Số" } else { "So" };
        let state = if number < 21 { Status::Answered } else { Status::Accepted };
        portal.ticket().titled(&format!("{tone} {number}")).in_state(state).build();
    }
    let browser = portal.browser().await;
    let orders = [
        "",
        "xep=moi-tra-loi",
        "xep=cho-lau",
        "q=so",
        "q=s%E1%BB%91",
        "q=s%E1%BB%91&xep=moi-tra-loi",
        "q=so&xep=cho-lau",
    ];
    for order in orders {
        let mut page = browser.get(&format!("/phan-anh?{order}")).await;
        let mut seen = vec![titles(&page)];
        while let Some(next) = page.attributes("a[rel=next]", "href").pop() {
            page = browser.get(&next).await;
            seen.push(titles(&page));
        }
        let mut all: Vec<&String> = seen.iter().flatten().collect();
        let count = all.len();
        assert_eq!(
            count,
            if order.contains("moi-tra-loi") {
                21
            } else if order.contains("cho-lau") {
                24
            } else {
                45
            },
            "{order}"
        );
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "{order}: one stands there twice");
        for before in seen.iter().rev().skip(1) {
            let back = page
                .attributes("a[rel=prev]", "href")
                .pop()
                .unwrap_or_else(|| panic!("{order}: no way back"));
            page = browser.get(&back).await;
            assert_eq!(&titles(&page), before, "{order}");
        }
        assert!(!page.has("a[rel=prev]"), "{order}: something before the first");
    }
}
