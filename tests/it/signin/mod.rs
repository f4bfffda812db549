//! Where the staff come in and go out.
mod first_page;
mod guessing;
mod links;
mod own_account;
mod secrets;
mod sign_in;

use crate::support::{Page, TestPortal};
use diesel::prelude::*;
use langnghe::actions::accounts::password;
use langnghe::domain::policy::Role;
use langnghe::ids::AccountId;
use langnghe::schema::accounts;

pub const PASSWORD: &str = "con thuyền ra khơi sớm";

/// An officer of the Sở Xây dựng with a password.
pub fn lan(portal: &TestPortal) -> AccountId {
    with_password(portal, "lan@example.vn", Role::Officer, "so-xay-dung")
}

pub fn with_password(portal: &TestPortal, email: &str, role: Role, agency: &str) -> AccountId {
    let id = portal.account(email, &[(role, agency)]);
    let hash = password::hash(PASSWORD).unwrap();
    portal.with_db(|c| {
        diesel::update(accounts::table.filter(accounts::id.eq(id)))
            .set(accounts::password.eq(Some(&hash)))
            .execute(c)
    });
    id
}

/// Types an address and a password at the door.
pub async fn enter(portal: &TestPortal, email: &str, password: &str) -> Page {
    let page = portal.browser().await.get("/dang-nhap").await;
    let form = page.form("/dang-nhap");
    form.fill("email", email).fill("password", password).press("Đăng nhập").await
}
