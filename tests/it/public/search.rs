//! What is found by the beginnings of words and by their tones, and in which order; and choices that have ended.
use super::scene;
use crate::support::{Page, TestPortal};
use chrono::NaiveDate;
use diesel::prelude::*;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::schema::{agencies, categories, communes};

fn titles(page: &Page) -> Vec<String> {
    page.all(".ticket-card h3")
}

fn public(portal: &TestPortal, title: &str) {
    let ticket = portal.ticket().titled(title).saying("Xem ở tên, ngoài ra không có gì thêm.").placed("Ở đó");
    ticket.in_state(Status::Accepted).build();
}

fn query(address: &str, pairs: &[(&str, &str)]) -> String {
    format!("{address}?{}", serde_urlencoded::to_string(pairs).unwrap())
}

#[actix_web::test]
async fn a_shorter_beginning_finds_all_that_a_longer_one_finds() {
    let portal = TestPortal::new();
    // More words that begin alike than any list of endings would hold, the sought one last of them.
    for ending in 'a'..='z' {
        public(&portal, &format!("Xq{ending} xqz{ending}"));
    }
    public(&portal, "Xqzzz ở cuối");
    let browser = portal.browser().await;
    let mut found = Vec::new();
    for typed in ["xqzzz", "xqzz", "xqz", "xq"] {
        let mut own = Vec::new();
        let mut address = query("/phan-anh", &[("q", typed)]);
        while !address.is_empty() {
            let page = browser.get(&address).await;
            own.extend(titles(page.is(200)));
            address = page.attributes("a[rel=next]", "href").pop().unwrap_or_default();
        }
        for title in &found {
            assert!(own.contains(title), "{typed} does not find {title}");
        }
        found = own;
    }
    assert_eq!(found.len(), 27);
}

#[actix_web::test]
async fn agreeing_tones_come_first_and_untoned_words_find_all() {
    let portal = TestPortal::new();
    let all = ["Nước bẩn ở ngõ", "Bán hàng rong", "Bàn ghế cũ", "Bần thần", "Bẩn quá"];
    for title in all {
        public(&portal, title);
    }
    let newest: Vec<String> = all.iter().rev().map(|title| (*title).to_owned()).collect();
    let browser = portal.browser().await;
    let found = |typed: &'static str| {
        let browser = browser.clone();
        async move { titles(browser.get(&query("/phan-anh", &[("q", typed)])).await.is(200)) }
    };
    assert_eq!(found("ban").await, newest);
    let toned = ["Bẩn quá", "Nước bẩn ở ngõ", "Bần thần", "Bàn ghế cũ", "Bán hàng rong"];
    assert_eq!(found("bẩn").await, toned);
    assert_eq!(found("BẨ").await, toned);
    assert_eq!(found("ba\u{302}\u{309}n").await, toned);
    assert_eq!(found("bán hang").await, ["Bán hàng rong"]);
    assert_eq!(found("bẩn hàng").await, ["Bán hàng rong"]);
    for n in 0..30 {
        public(&portal, &format!("Bẩn lần {n}"));
        public(&portal, &format!("Bán lần {n}"));
    }
    let (mut own, mut address) = (Vec::new(), query("/phan-anh", &[("q", "bẩn lan")]));
    while !address.is_empty() {
        let page = browser.get(&address).await;
        page.says("60");
        own.extend(titles(page.is(200)));
        address = page.attributes("a[rel=next]", "href").pop().unwrap_or_default();
    }
    assert_eq!(own.len(), 60);
    let mut once = own.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), 60, "a report stands on two pages");
    assert!(own[..30].iter().all(|title| title.starts_with("Bẩn")), "{own:?}");
}

#[actix_web::test]
async fn the_desk_finds_beginnings_and_puts_agreeing_tones_first() {
    let portal = TestPortal::new();
    for title in ["Nước bẩn ở ngõ", "Bán hàng rong", "Bẩn quá"] {
        portal.ticket().titled(title).build();
    }
    for n in 0..40 {
        portal.ticket().titled(&format!("Ban công {n}")).build();
    }
    let browser = portal.staff(Role::Dispatcher, "so-xay-dung").await;
    let (mut own, mut address) = (Vec::new(), query("/lam-viec/phan-anh", &[("q", "bẩn")]));
    while !address.is_empty() {
        let page = browser.get(&address).await;
        page.is(200);
        own.extend(page.all(".queue-row b"));
        address = page.attributes("a[rel=next]", "href").pop().unwrap_or_default();
    }
    assert_eq!(own.len(), 43);
    assert_eq!(own[..3], ["Bẩn quá", "Nước bẩn ở ngõ", "Ban công 39"]);
    assert_eq!(own[42], "Bán hàng rong");
}

#[actix_web::test]
async fn agencies_called_with_the_typed_tones_come_first() {
    let portal = TestPortal::new();
    for (slug, name) in [("xq-1", "Ban Xq Bán"), ("xq-2", "Ban Xq Bẩn")] {
        portal.agency(slug);
        portal.with_db(|c| {
            diesel::update(agencies::table.filter(agencies::slug.eq(slug)))
                .set((agencies::name.eq(name), agencies::name_fold.eq(langnghe::domain::text::fold(name))))
                .execute(c)
        });
    }
    let staff = portal.staff(Role::Admin, "so-xay-dung").await;
    for (typed, first) in [("xq bẩn", "Ban Xq Bẩn"), ("xq bán", "Ban Xq Bán")] {
        for (browser, address) in [(portal.browser().await, "/co-quan"), (staff.clone(), "/quan-tri/co-quan")]
        {
            let page = browser.get(&query(address, &[("q", typed)])).await;
            let at = |name: &str| page.html.find(name).unwrap_or_else(|| panic!("{address}: no {name}"));
            let other = if first.ends_with("Bẩn") { "Ban Xq Bán" } else { "Ban Xq Bẩn" };
            assert!(at(first) < at(other), "{address} {typed}");
        }
    }
}

#[actix_web::test]
async fn what_has_ended_is_shown_kept_and_marked_in_a_filter() {
    let portal = TestPortal::new();
    let past = NaiveDate::from_ymd_opt(2026, 1, 31);
    let commune = scene::commune(&portal, "Lê Chân");
    portal.agency("so-cu");
    portal.with_db(|c| {
        diesel::update(categories::table.filter(categories::code.eq("thoat_nuoc")))
            .set(categories::valid_to.eq(past))
            .execute(c)?;
        diesel::update(communes::table.filter(communes::id.eq(commune.id)))
            .set(communes::valid_to.eq(past))
            .execute(c)?;
        diesel::update(agencies::table.filter(agencies::slug.eq("so-cu")))
            .set(agencies::valid_to.eq(past))
            .execute(c)
    });
    let agency = portal.agency("so-cu").to_string();
    let staff = portal.staff(Role::Dispatcher, "so-xay-dung").await;
    let admin = portal.staff(Role::Admin, "so-xay-dung").await;
    for (browser, address, name, value) in [
        (portal.browser().await, "/phan-anh/loc", "linh-vuc", "thoat_nuoc"),
        (portal.browser().await, "/ban-do/loc", "phuong-xa", commune.slug.as_str()),
        (portal.browser().await, "/phan-anh/loc", "co-quan", "so-cu"),
        (staff.clone(), "/lam-viec/phan-anh", "linh-vuc", "thoat_nuoc"),
        (staff.clone(), "/lam-viec/phan-anh", "co-quan", "so-cu"),
        (admin, "/quan-tri/tai-khoan", "co-quan", "so-cu"),
    ] {
        let page = browser.get(&query(address, &[(name, value)])).await;
        let chosen = page.all(&format!("select[name='{name}'] option[selected]"));
        assert!(chosen.len() == 1 && chosen[0].ends_with("(đã kết thúc)"), "{address} {name}: {chosen:?}");
        // The next press sends it along.
        let kept = page.attributes(&format!("select[name='{name}'] option[selected]"), "value");
        assert_eq!(kept, [value], "{address} {name}");
    }
    // An address that was kept from when agencies were named by their number leads to the same list.
    let old = staff.get(&query("/lam-viec/phan-anh", &[("co-quan", &agency)])).await;
    assert_eq!(old.attributes("select[name='co-quan'] option[selected]", "value"), ["so-cu"]);
    let page = portal.browser().await.get("/phan-anh/loc").await;
    assert!(page.attributes("select[name=linh-vuc] option[value=thoat_nuoc]", "value").is_empty());
}
