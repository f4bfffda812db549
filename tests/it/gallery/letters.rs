//! Every kind of letter, as it reads in a mail program that shows HTML.
use super::hand::{Hand, Size};
use super::{Sample, Shown};
use crate::support::monday_morning;
use langnghe::domain::letter::LetterKind;
use langnghe::i18n::LANGS;
use langnghe::mail::letters::Letterhead;

pub fn letters(shown: &mut Shown) {
    for (lang, size) in LANGS.into_iter().flat_map(|lang| [(lang, Size::Usual), (lang, Size::Worst)]) {
        let hand = Hand::new(size, lang);
        for kind in LetterKind::ALL {
            let head = Letterhead::plain(hand.city(), "http://localhost");
            let html = head.sample(*kind, lang, monday_morning()).html;
            let name = format!("{kind}-{}", size.name());
            shown.0.push(Sample { page: "letter", name, lang, html });
        }
    }
}
