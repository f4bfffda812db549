//! Samples of the door: where the staff come in, and their own account.
use super::hand::Hand;
use super::parts::AGENCY;
use super::{Sampled, Shown};
use langnghe::web::signin::forgot::ForgotPage;
use langnghe::web::signin::own_account::{OwnAccountPage, RoleShown};
use langnghe::web::signin::pass::{PassOverPage, PassPage};
use langnghe::web::signin::sign_in::SignInPage;

const EMAIL: &str = "hoa.le@example.vn";

pub fn pages(shown: &mut Shown) {
    shown.page::<SignInPage>();
    shown.page::<ForgotPage>();
    shown.page::<PassPage>();
    shown.page::<PassOverPage>();
    shown.page::<OwnAccountPage>();
}

impl Sampled for SignInPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("door.sign_in")),
            email: h.text(EMAIL),
            errors: h.errors(&["email", "password"]),
            sent_here: h.is_wrong(),
            kept: if h.is_wrong() { "niem-phong".into() } else { String::new() },
        }
    }
}

impl Sampled for ForgotPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("door.forgot")),
            email: h.text(EMAIL),
            errors: h.errors(&["email"]),
            sent: h.size == super::hand::Size::Usual,
            told: h.name(EMAIL),
        }
    }
}

impl Sampled for PassPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Hoa đặt mật khẩu")),
            action: "/mat-khau/khoa".into(),
            told: h.text("Chào Hoa"),
            nameless: h.is_wrong(),
            email: h.text(EMAIL),
            full_name: h.text("Lê Thị Hoa"),
            errors: h.errors(&["name", "email", "password", "again"]),
        }
    }
}

impl Sampled for PassOverPage {
    fn sample(h: &Hand) -> Self {
        Self { shell: h.public(h.name("Liên kết cũ")) }
    }
}

impl Sampled for OwnAccountPage {
    fn sample(h: &Hand) -> Self {
        let role = |_| RoleShown { role: h.w.say("role.officer"), agency: h.name(AGENCY) };
        Self {
            shell: h.desk(h.w.say("menu.account")),
            name: h.name("Lê Thị Hoa"),
            email: h.name(EMAIL),
            position: h.text("Chuyên viên phòng Hạ tầng"),
            roles: h.list(role),
            sessions: h.name("2 nơi"),
            letters: h.choices("7:30"),
            away: h.away(),
            errors: h.errors(&["letters", "first_day", "last_day", "deputy", "old", "password", "again"]),
        }
    }
}
