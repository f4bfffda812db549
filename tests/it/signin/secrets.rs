//! What is typed in secret never comes back, whatever is wrong with the form it was typed into.
use super::lan;
use crate::support::{Browser, TestPortal};
use langnghe::actions::accounts::invite_first_admin;
use langnghe::links;

const HIDDEN: &str = "thuyenbuom-47";

/// A form, its button, and what is typed in secret.
struct Asked {
    address: String,
    button: &'static str,
    secrets: &'static [&'static str],
    open: &'static [(&'static str, &'static str)],
}

/// Wrong by its words, by its length, and by its key.
async fn stays_hidden(browser: &Browser, asked: &Asked) {
    for (times, key, status) in [(1, true, 422), (40, true, 422), (1, false, 403), (40, false, 403)] {
        let mut form = browser.get(&asked.address).await.form(&asked.address);
        for (name, value) in asked.open {
            form = form.fill(name, value);
        }
        for (at, name) in asked.secrets.iter().enumerate() {
            // Each another, so that what was typed twice was not typed alike.
            form = form.fill(name, &HIDDEN.repeat(times + at));
        }
        if !key {
            form = form.forge("csrf", "old");
        }
        let page = form.press(asked.button).await;
        page.is(status);
        assert!(!page.html.contains(HIDDEN), "{} shows it again, {status}", asked.address);
        for (name, value) in asked.open {
            if status == 422 {
                assert_eq!(page.form(&asked.address).value(name), *value, "what is no secret is kept");
            }
        }
    }
}

#[actix_web::test]
async fn no_form_gives_a_secret_back() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let door = Asked {
        address: links::sign_in(),
        button: "Đăng nhập",
        secrets: &["password"],
        open: &[("email", "lan@example.vn")],
    };
    stays_hidden(&portal.browser().await, &door).await;
    let own = Asked {
        address: links::own_account(),
        button: "Đổi mật khẩu",
        secrets: &["old", "password", "again"],
        open: &[],
    };
    stays_hidden(&portal.signed_in(account).await, &own).await;
    let empty = TestPortal::new();
    let token = invite_first_admin(&empty).unwrap().unwrap();
    let pass = Asked {
        address: links::pass(token.reveal()),
        button: "Lưu",
        secrets: &["password", "again"],
        open: &[("name", "Trần Thị Hoa"), ("email", "hoa@example.vn")],
    };
    stays_hidden(&empty.browser().await, &pass).await;
}

#[actix_web::test]
async fn a_session_that_ended_meanwhile_seals_no_secret_into_the_page() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let browser = portal.signed_in(account).await;
    let form = browser.get(&links::own_account()).await.form(&links::own_account());
    let form = form.fill("old", HIDDEN).fill("password", HIDDEN).fill("again", HIDDEN);
    browser.lose_cookies();
    let page = form.press("Đổi mật khẩu").await;
    assert!(!page.html.contains(HIDDEN), "{} holds it", page.path);
}
