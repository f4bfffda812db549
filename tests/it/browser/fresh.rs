//! A queue in a real window takes in what comes, and neither the focus nor what somebody reads moves.
use super::{Screen, open};
use crate::signin::{PASSWORD, with_password};
use langnghe::actions::presence::{Doing, be_at};
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Level;
use langnghe::links;
use langnghe::store::{presences, sessions};

const AGENCY: &str = "so-xay-dung";
const FOCAL: &str = "mai@example.vn";

/// Looks at the window again: its script asks at once.
const LOOK: &str = "document.dispatchEvent(new Event('visibilitychange'))";
/// Scrolls the queue and leaves the focus on its tenth row.
const FOCUS: &str = "document.querySelector('.queue').scrollTop = 300; \
    document.querySelectorAll('[data-queue] a')[9].focus({ preventScroll: true })";
const WHERE: &str = "return document.activeElement.getBoundingClientRect().top";
const ROWS: &str = "return document.querySelectorAll('[data-queue] a').length";

#[actix_web::test]
async fn a_new_report_comes_in_and_neither_focus_nor_place_is_lost() {
    let Some(open) = open() else { return };
    let focal = with_password(&open.portal, FOCAL, Role::Focal, AGENCY);
    let arrive = |title: &str| {
        open.portal.wait(chrono::Duration::seconds(1));
        let ticket = open.portal.ticket().titled(title).of_level(Level::Urgent).at(AGENCY);
        ticket.in_state(Status::Forwarded).build()
    };
    let row = |at: usize| format!("Ổ gà số {at:02}");
    for at in 0..16 {
        open.portal.wait(chrono::Duration::seconds(1));
        open.portal.ticket().titled(&row(at)).at(AGENCY).in_state(Status::Forwarded).build();
    }
    let window = open.window(Screen::Desktop).await;
    let run = async |script: &str| window.client.execute(script, Vec::new()).await.unwrap();
    window.enter(FOCAL, PASSWORD).await;
    window.go(&links::work()).await;
    run(FOCUS).await;
    let place = run(WHERE).await.as_f64().unwrap();
    // A window is scrolled by whole pixels.
    let stays = async || (run(WHERE).await.as_f64().unwrap() - place).abs() < 1.0;
    arrive("Cây đổ chắn đường");
    run(LOOK).await;
    window.sees("Việc mới: 1").await;
    assert!(window.focused().await.contains(&row(9)), "{}", window.focused().await);
    assert!(stays().await && run(ROWS).await == 16, "nothing moves by itself");
    window.press("Cập nhật").await;
    window.sees("Cây đổ chắn đường").await;
    assert!(window.focused().await.contains(&row(9)), "{}", window.focused().await);
    assert!(stays().await && run(ROWS).await == 17, "what was read moved");

    // Nobody is at the list: it takes in what comes, and says so.
    run("document.activeElement.blur(); document.querySelector('.queue').scrollTop = 0").await;
    arrive("Cột điện nghiêng");
    run(LOOK).await;
    window.sees("Cột điện nghiêng").await;
    window.sees("Việc mới: 1").await;
    assert!(window.one(".side .side-link[aria-current] .count").await.text().await.unwrap().contains("18"));

    open.portal.with_db(|c| sessions::close_all(c, focal));
    run(LOOK).await;
    window.sees("Đã dừng cập nhật").await;
    window.close().await;
}

#[actix_web::test]
async fn who_else_is_at_a_report_is_named_and_who_types_is_said_to_write() {
    let Some(open) = open() else { return };
    let focal = with_password(&open.portal, FOCAL, Role::Focal, AGENCY);
    let other = open.portal.actor(Role::Officer, AGENCY);
    let ticket = open.portal.ticket().at(AGENCY).in_state(Status::Forwarded).build();
    let there = || {
        let since = open.portal.now() - chrono::Duration::minutes(1);
        let all = open.portal.with_db(|c| presences::at(c, ticket.id, since));
        all.into_iter().find(|(one, _)| one.account_id == focal).map(|(one, _)| one.writes)
    };
    let window = open.window(Screen::Desktop).await;
    window.enter(FOCAL, PASSWORD).await;
    window.go(&links::desk_ticket(&ticket.code)).await;
    be_at(&open.portal, &other, &ticket.code, Doing::Writes).unwrap();
    window.client.execute(LOOK, Vec::new()).await.unwrap();
    window.sees(&format!("{} đang viết.", other.name)).await;
    assert_eq!(there(), Some(false));
    window.key("w").await;
    window.fill("note", "Đã gọi").await;
    be_at(&open.portal, &other, &ticket.code, Doing::Reads).unwrap();
    window.client.execute(LOOK, Vec::new()).await.unwrap();
    window.sees(&format!("{} cũng đang xem.", other.name)).await;
    assert_eq!(there(), Some(true));
    window.close().await;
}
