//! What administrators keep.
mod accounts;
mod agencies;
mod api_keys;
mod calendar;
mod calendar_import;
mod categories;
mod jobs;
mod letter_samples;
mod letter_topics;
mod letters;
mod questions;
mod reasons;
mod rules;
mod signals;
mod webhooks;

use crate::support::{Browser, TestPortal};
use langnghe::domain::policy::Role;

pub async fn administrator(portal: &TestPortal) -> Browser {
    portal.staff(Role::Admin, "ubnd-tp").await
}

#[actix_web::test]
async fn only_administrators_find_their_pages() {
    let portal = TestPortal::new();
    let pages = [
        "/quan-tri/co-quan",
        "/quan-tri/chua-co-nguoi",
        "/quan-tri/co-quan/moi",
        "/quan-tri/co-quan/so-xay-dung",
        "/quan-tri/linh-vuc",
        "/quan-tri/linh-vuc/moi",
        "/quan-tri/tai-khoan",
        "/quan-tri/tai-khoan/moi",
        "/quan-tri/thu",
        "/quan-tri/viec-tu-chay",
        "/quan-tri/webhook",
        "/quan-tri/webhook/moi",
        "/quan-tri/khoa-api",
        "/quan-tri/khoa-api/moi",
        "/quan-tri/lich",
        "/quan-tri/lich/moi",
        "/quan-tri/lich/ngay/2026-09-02",
        "/quan-tri/lich/nhap",
        "/quan-tri/lich/2026.csv",
        "/quan-tri/quy-dinh",
        "/quan-tri/quy-dinh/thoi-han",
        "/quan-tri/quy-dinh/thoi-han/moi",
        "/quan-tri/quy-dinh/thoi-han/answer.normal.any",
        "/quan-tri/quy-dinh/gio-lam-viec",
        "/quan-tri/quy-dinh/cac-muc",
        "/quan-tri/quy-dinh/dong-y",
        "/quan-tri/quy-dinh/dong-y/gui",
        "/quan-tri/quy-dinh/ly-do",
        "/quan-tri/quy-dinh/ly-do/moi",
        "/quan-tri/quy-dinh/ly-do/toa_an",
    ];
    let guest = portal.browser().await;
    let admin = administrator(&portal).await;
    for page in pages {
        assert_eq!(guest.get(page).await.path, "/dang-nhap", "{page}");
        admin.get(page).await.is(200);
    }
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let browser = portal.staff(*role, "ubnd-tp").await;
        for page in pages {
            let letters = *role == Role::Dispatcher && page == "/quan-tri/thu";
            browser.get(page).await.is(if letters { 200 } else { 404 });
        }
        let post = browser.post_raw("/quan-tri/co-quan/moi", &[("name", "Sở X")]).await;
        post.is(403);
        browser.post_raw("/quan-tri/lich", &[("what", "remove")]).await.is(403);
        browser.post_raw("/quan-tri/lich/nhap", &[("rows", "day")]).await.is(403);
    }
}
