//! Samples of what readers say, follow and stop without an account.
use super::hand::Hand;
use super::parts::CODE;
use super::{Sampled, Shown};
use langnghe::web::public::letters_wanted::LettersWantedPage;

pub fn pages(shown: &mut Shown) {
    shown.page::<LettersWantedPage>();
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
