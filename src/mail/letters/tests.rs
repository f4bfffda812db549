//! Letters say what they must, in both languages, and nothing that they must not.
use super::*;
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState};
use crate::domain::letter::Letter;
use crate::ids::AccountId;

fn city() -> CityFacts {
    CityFacts {
        name: "Hải Phòng".into(),
        portal_name: ["Hải Phòng lắng nghe".into(), "Hải Phòng listens".into()],
        hotline: "1022".into(),
        ..CityFacts::default()
    }
}

fn now() -> Moment {
    chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
}

fn account(lang: &str) -> Account {
    Account {
        id: AccountId(1),
        email: "can.bo@city.example".into(),
        name: "Cán bộ".into(),
        position: String::new(),
        password: None,
        state: AccountState::Invited,
        failures: 0,
        locked_until: None,
        lang: lang.into(),
        created_at: now(),
        version: 1,
    }
}

fn letters(lang: &str) -> Vec<Letter> {
    let city = city();
    let head = Letterhead { city: &city, base_url: "https://nghe.example", stop: "" };
    let account = account(lang);
    vec![
        head.invite(&account, "s3cret", now()),
        head.reset(&account, "s3cret", now()),
        head.failed_logins(&account, now()),
    ]
}

#[test]
fn every_word_is_in_the_catalogue() {
    for lang in crate::i18n::LANGS {
        for letter in letters(lang) {
            for part in [&letter.subject, &letter.text, &letter.html] {
                assert!(!part.is_empty() && !part.contains('⟦'), "{lang} {}: {part}", letter.kind);
            }
        }
        for kind in crate::domain::letter::LetterKind::ALL {
            for word in ["heading", "text"] {
                let said = crate::i18n::Words::of(lang).say(&format!("letters.{kind}.{word}"));
                assert!(!said.contains('⟦'), "{lang}: {said}");
            }
        }
    }
}

#[test]
fn an_invitation_carries_its_link_and_its_end_in_both_forms() {
    let invite = &letters("vi")[0];
    for form in [&invite.text, &invite.html] {
        assert!(form.contains("https://nghe.example/mat-khau/s3cret"), "{form}");
        assert!(form.contains("15:00 ngày 15/1/2027"), "{form}");
    }
    assert!(letters("en")[0].text.contains("15:00 on 15/1/2027"));
}

#[test]
fn what_somebody_typed_cannot_become_markup() {
    let city = CityFacts { portal_name: ["<b>x</b>\nBcc: a".into(), String::new()], ..city() };
    let head = Letterhead { city: &city, base_url: "https://nghe.example", stop: "" };
    let letter = head.reset(&account("vi"), "t", now());
    assert!(!letter.html.contains("<b>x"), "{}", letter.html);
    assert!(!letter.subject.contains('\n'), "{:?}", letter.subject);
}
