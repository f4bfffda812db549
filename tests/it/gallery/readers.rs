//! Samples of what readers say, follow and stop without an account.
use super::hand::{Hand, Size};
use super::parts::{CODE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::public::answers::FeedShown;
use langnghe::web::public::asked::Chip;
use langnghe::web::public::follow::confirm::{FollowConfirmPage, FollowOverPage};
use langnghe::web::public::follow::page::FollowPage;
use langnghe::web::public::follow::stop::FollowStopPage;
use langnghe::web::public::letters_wanted::LettersWantedPage;
use langnghe::web::public::support::SupportPage;

pub fn pages(shown: &mut Shown) {
    shown.page::<LettersWantedPage>();
    shown.page::<SupportPage>();
    shown.page::<FollowPage>();
    shown.one("report", Size::Usual, |h| FollowPage { is_report: true, ..FollowPage::sample(h) });
    shown.page::<FollowConfirmPage>();
    shown.page::<FollowOverPage>();
    shown.page::<FollowStopPage>();
    shown.one("over", Size::Usual, |h| SupportPage { is_over: true, ..SupportPage::sample(h) });
}

impl Sampled for SupportPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("support.title")),
            report: format!("/phan-anh/{CODE}"),
            title: h.name(TITLE),
            count: h.maybe(h.w.count("support.count", 1)),
            stands: h.is_worst(),
            is_over: false,
            press_to: format!("/phan-anh/{CODE}/cung-gap"),
            undo_to: format!("/phan-anh/{CODE}/cung-gap/thoi"),
            write_on: h.maybe("/gui-phan-anh"),
        }
    }
}

impl Sampled for LettersWantedPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Thư về 26-8K3F-Q7TY")),
            stopped: !h.is(),
            kinds: h.list(|_| h.name("Khi có trả lời")),
            stop_to: "/thu/khoa".into(),
            resume_to: "/thu/khoa/lai".into(),
            follow: format!("/tra-cuu/{CODE}"),
        }
    }
}

impl Sampled for FollowPage {
    fn sample(h: &Hand) -> Self {
        let chip = |at: usize| Chip {
            href: format!("/theo-doi?trong={at}"),
            label: "1 km".into(),
            current: at == 0,
        };
        let feed =
            |_| FeedShown { href: "/phan-anh.atom".into(), name: "Atom", mime: "application/atom+xml" };
        Self {
            shell: h.public(h.w.say("follow.list")),
            what: h.name("Cấp nước, Phường Lê Chân"),
            what_href: "/phan-anh".into(),
            action: "/theo-doi".into(),
            radii: h.list(chip),
            is_report: false,
            email: h.text("ban@example.vn"),
            paces: h.choices("Mỗi tuần"),
            feeds: h.list(feed),
            rule: h.w.fill("follow.rule", [("days", h.w.count("follow.days", 3)), ("most", "30".into())]),
            errors: h.errors(&["email", "pace"]),
        }
    }
}

impl Sampled for FollowConfirmPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("follow.confirm")),
            done: !h.is(),
            what: h.name("Cấp nước, Phường Lê Chân"),
            what_href: "/phan-anh".into(),
            pace: h.w.say("follow.pace_weekly"),
            until: h.w.fill("confirm.until", [("when", "13:15, 7/9/2026")]),
            action: "/theo-doi/khoa".into(),
        }
    }
}

impl Sampled for FollowOverPage {
    fn sample(h: &Hand) -> Self {
        Self { shell: h.public(h.name(&h.w.say("follow.over"))), list: "/phan-anh".into() }
    }
}

impl Sampled for FollowStopPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("follow.stop")),
            stopped: !h.is(),
            what: h.name("Cấp nước, Phường Lê Chân"),
            what_href: "/phan-anh".into(),
            action: "/thu/khoa".into(),
        }
    }
}
