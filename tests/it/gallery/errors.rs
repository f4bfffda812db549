//! Samples of what stands where a page could not be made: one for every failure that the catalogue has words for.
use super::hand::{Hand, Size};
use super::parts::CODE;
use super::{Sampled, Shown};
use langnghe::i18n::keys;
use langnghe::web::error_pages::ErrorPage;
use langnghe::web::reopen::OnceMorePage;

pub fn pages(shown: &mut Shown) {
    shown.page::<OnceMorePage>();
    shown.page::<ErrorPage>();
    for (key, _) in keys("vi") {
        if let Some(word) = key.strip_prefix("error.").and_then(|rest| rest.strip_suffix(".heading")) {
            shown.one(word, Size::Usual, |h| of(h, word));
        }
    }
}

fn of(h: &Hand, word: &str) -> ErrorPage {
    let heading = h.w.say(&format!("error.{word}.heading"));
    ErrorPage {
        shell: h.public(heading.clone()),
        heading,
        what: h.w.say(&format!("error.{word}.what")),
        problems: h.list(|_| h.w.say("problem.too_long")),
        once_more: h.once_more(),
        way_on: "/".into(),
        way_on_label: h.w.say("error.to_home"),
    }
}

impl Sampled for ErrorPage {
    fn sample(h: &Hand) -> Self {
        of(h, "refused")
    }
}

impl Sampled for OnceMorePage {
    fn sample(h: &Hand) -> Self {
        let mut shell = h.public(h.w.say("form.send_again"));
        shell.here = format!("/phan-anh/{CODE}");
        Self { shell, once_more: h.once_more() }
    }
}
