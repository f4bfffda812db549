//! The six pages, as a resident goes through them: shared by the tests of sending.
use crate::support::{Browser, Page, TestPortal, jpeg};
use langnghe::links;

pub const TITLE: &str = "Ổ gà sâu trước số 12 phố Lạch Tray";
pub const BODY: &str = "Ổ gà sâu, mưa xuống không thấy. Hôm qua đã có người ngã xe ở đây.";
pub const EMAIL: &str = "minh@example.vn";

pub async fn what(browser: &Browser) -> Page {
    let page = browser.get(&links::submit()).await;
    let form = page.form("step").choose("kind", "report");
    form.fill("title", TITLE).fill("body", BODY).press("Tiếp tục").await
}

/// Chooses the first guess.
pub async fn category(page: &Page) -> Page {
    let form = page.form("step");
    let first = form.options("category")[0].clone();
    form.choose("category", &first).press("Tiếp tục").await
}

pub async fn place(page: &Page) -> Page {
    let form = page.form("step").fill("commune", "Phường Lê Chân");
    form.fill("place", "Số 12 phố Lạch Tray").press("Tiếp tục").await
}

pub async fn photo(page: &Page) -> Page {
    let form = page.form("step");
    form.attach("photos", "o-ga.jpg", &jpeg(640, 480)).press("Tiếp tục").await
}

pub async fn contact(page: &Page) -> Page {
    let form = page.form("step").fill("name", "Nguyễn Thị Minh Họa");
    let form = form.fill("phone", "0912 345 678").fill("email", EMAIL);
    form.tick("consent").press("Tiếp tục").await
}

/// All the way to the review, two minutes later.
pub async fn review(portal: &TestPortal, browser: &Browser) -> Page {
    let page = what(browser).await;
    let page = category(&page).await;
    let page = place(&page).await;
    let page = photo(&page).await;
    let page = contact(&page).await;
    assert_eq!(page.path, links::submit_review(), "{:?}", page.errors());
    portal.wait(chrono::Duration::minutes(2));
    page
}
