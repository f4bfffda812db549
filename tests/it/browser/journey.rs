//! A resident sends a report from a phone, with and without scripts, and finds it by its code.
use super::{Screen, open};
use crate::support::jpeg;

#[actix_web::test]
async fn a_report_is_sent_from_a_phone_without_any_script() {
    send(Screen::PhoneWithoutScripts).await;
}

#[actix_web::test]
async fn a_report_is_sent_from_a_phone_with_scripts() {
    send(Screen::Phone).await;
}

async fn send(screen: Screen) {
    let Some(open) = open() else { return };
    let window = open.window(screen).await;
    let photo = open.portal.config.data.join("o-ga.jpg");
    std::fs::write(&photo, jpeg(1200, 900)).unwrap();

    window.go("/gui-phan-anh").await;
    window.mark("kind", "report").await;
    window.fill("title", "Ổ gà lớn trước cổng trường").await;
    window
        .fill("body", "Giữa đường có một hố sâu, xe máy dễ ngã khi trời mưa.")
        .await;
    window.picture("send-1-what").await;
    window.press("Tiếp tục").await;

    window.sees("Có thể là").await;
    let first = window.one("#content [name='category']").await;
    first.click().await.unwrap();
    window.press("Tiếp tục").await;

    window.fill("commune", "le chan").await;
    window.press("Tìm").await;
    window
        .one("#content [name='commune_id']")
        .await
        .click()
        .await
        .unwrap();
    window.fill("place", "Trước số 12 phố Lạch Tray").await;
    window.picture("send-3-place").await;
    window.press("Tiếp tục").await;

    window.attach("photos", &photo).await;
    window.press("Tiếp tục").await;

    window.fill("name", "Trần Thị Mẫu").await;
    window.fill("email", "mau@example.vn").await;
    window.mark("consent", "yes").await;
    window.press("Tiếp tục").await;

    window.sees("Ổ gà lớn trước cổng trường").await;
    assert!(
        window.has("main img").await,
        "the photo that was sent is not shown again"
    );
    window.picture("send-6-review").await;
    window.press("Gửi phản ánh").await;

    assert_eq!(window.path().await, "/gui-phan-anh/da-nhan");
    window.picture("send-7-thanks").await;
    let letter = open.portal.letter_to("mau@example.vn");
    let code = letter
        .text
        .split_whitespace()
        .find_map(|word| code_in(word))
        .expect("the letter names the code");
    window.sees(&code).await;
    window.go(&langnghe::links::lookup_code(&code)).await;
    window.sees("Chờ xử lý").await;
    window.close().await;
}

/// A report's code in a word of a letter, whatever stands around it.
fn code_in(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    langnghe::ids::TicketCode::parse(bare)
        .ok()
        .map(|code| code.as_str().to_owned())
}
