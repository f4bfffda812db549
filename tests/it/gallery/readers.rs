//! Samples of what readers say, follow and stop without an account.
use super::hand::{Hand, Size};
use super::parts::{CODE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::public::letters_wanted::LettersWantedPage;
use langnghe::web::public::support::SupportPage;

pub fn pages(shown: &mut Shown) {
    shown.page::<LettersWantedPage>();
    shown.page::<SupportPage>();
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
