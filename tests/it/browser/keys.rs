//! The desk's single keys in a real window: they move, they stay out of fields, and they can be switched off.
use super::{Screen, open};
use crate::signin::{PASSWORD, with_password};
use fantoccini::Locator;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;

const AGENCY: &str = "so-xay-dung";
const FOCAL: &str = "mai@example.vn";
const AGENT: &str = "tam@example.vn";

#[actix_web::test]
async fn single_keys_move_through_the_queue_and_can_be_switched_off() {
    let Some(open) = open() else { return };
    with_password(&open.portal, FOCAL, Role::Focal, AGENCY);
    let [first, second] = ["Ổ gà một", "Ổ gà hai"].map(|title| {
        open.portal.wait(chrono::Duration::seconds(1));
        open.portal.ticket().titled(title).at(AGENCY).in_state(Status::Forwarded).build()
    });
    let window = open.window(Screen::Desktop).await;
    window.enter(FOCAL, PASSWORD).await;
    window.go(&links::work()).await;
    assert_eq!(window.focused().await, "");
    window.key("j").await;
    window.key("j").await;
    assert!(window.focused().await.contains(&second.title), "{}", window.focused().await);
    window.key("k").await;
    assert!(window.focused().await.contains(&first.title), "{}", window.focused().await);
    window.key("o").await;
    window.one("article.item-pane h1").await;
    assert_eq!(window.path().await, links::desk_ticket(&first.code));
    window.key("n").await;
    window.sees(&second.code).await;

    // The letter of a step leads to its form; in a field a letter is a letter.
    window.key("w").await;
    window.fill("note", "njk").await;
    assert_eq!(window.path().await, links::desk_ticket(&second.code));

    window.go(&links::work()).await;
    window.key("?").await;
    window.one("details[data-keys][open]").await;
    window.one("[data-keys-on]").await.click().await.unwrap();
    window.go(&links::work()).await;
    window.key("j").await;
    assert_eq!(window.focused().await, "", "the switch does not last");
    let on = window.client.find(Locator::Css("[data-keys-on]")).await.unwrap();
    assert!(!on.is_selected().await.unwrap());
    window.close().await;
}

#[actix_web::test]
async fn a_call_is_typed_by_keys_alone() {
    let Some(open) = open() else { return };
    with_password(&open.portal, AGENT, Role::Agent, "tt-1022");
    let window = open.window(Screen::Desktop).await;
    window.enter(AGENT, PASSWORD).await;
    window.go(&links::call()).await;
    assert_eq!(window.at().await, "phone", "the number can be typed at once");
    // Enter in the number finds the caller; everywhere else it goes on, and keeps nothing.
    window.key("0900000123\u{E007}").await;
    window.sees("Số này chưa có phản ánh nào").await;
    window.one("#title").await.click().await.unwrap();
    window.key("Ổ gà lớn\u{E007}").await;
    assert_eq!(window.at().await, "body");
    assert_eq!(open.portal.tickets().len(), 0);
    window.key("Có một ổ gà rất lớn giữa đường, xe máy hay ngã.").await;
    window.chord("s").await;
    window.sees("Có phải là mục này không?").await;
    for (name, words) in [("commune", "Phường Lê Chân"), ("place", "Đầu phố")] {
        window.fill(name, words).await;
    }
    window.one("#consent").await.send_keys(" ").await.unwrap();
    window.chord("s").await;
    window.sees("Đọc mã này cho người gọi").await;
    assert_eq!(open.portal.tickets().len(), 1);
    window.close().await;
}
