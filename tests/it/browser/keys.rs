//! The desk's single keys in a real window: they move, they stay out of fields, and they can be switched off.
use super::{Screen, Window, open};
use crate::signin::{PASSWORD, with_password};
use crate::support::jpeg;
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
    open.portal.man_everywhere();
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
    window.chord("g").await;
    window.sees("Đọc mã này cho người gọi").await;
    let kept = open.portal.tickets();
    assert_eq!(kept.iter().map(|one| one.status).collect::<Vec<_>>(), [Status::Forwarded]);
    window.close().await;
}

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

/// How often Tab is pressed until what has the focus says this.
async fn tabs_to(window: &Window, words: &str) -> usize {
    for tabs in 1..=30 {
        window.key(TAB).await;
        if window.on().await == words {
            return tabs;
        }
    }
    panic!("{}: no Tab leads to {words:?}", window.path().await)
}

#[actix_web::test]
async fn the_button_of_triage_and_the_page_for_a_call_are_few_tabs_away() {
    let Some(open) = open() else { return };
    open.portal.man_everywhere();
    with_password(&open.portal, AGENT, Role::Agent, "tt-1022");
    let ticket = open.portal.ticket().titled("Ổ gà giữa phố").pictured(&jpeg(640, 480), true).build();
    let here = links::desk_ticket(&ticket.code);
    let window = open.window(Screen::Desktop).await;
    window.enter(AGENT, PASSWORD).await;
    for page in [here.clone(), links::triage(), links::tickets(), links::notices(), links::own_account()] {
        window.go(&page).await;
        let tabs = tabs_to(&window, "Nhập cuộc gọi").await;
        assert!(tabs <= 3, "{page}: {tabs} to the page for a call");
    }
    window.key(ENTER).await;
    window.one("[data-call]").await;
    assert_eq!((window.path().await, window.at().await), (links::call(), "phone".into()));

    window.go(&here).await;
    let to_decision = tabs_to(&window, "Đến chỗ quyết định").await;
    window.key(ENTER).await;
    assert_eq!(window.at().await, "category");
    let tabs = to_decision + tabs_to(&window, "Tiếp nhận và chuyển").await;
    assert!(tabs <= 6, "{tabs} to the button");
    window.key(ENTER).await;
    window.sees(&format!("Đã tiếp nhận {}", ticket.code)).await;
    window.close().await;
}
