//! Letters say what they must, in both languages, and nothing that they must not.
use super::*;
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState};
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::notice::What;
use crate::domain::reply::{Outcome, Reply};
use crate::domain::ticket::{Report, Ticket};
use crate::ids::{AccountId, AgencyId, CategoryId, ReplyId};

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
        letters: crate::domain::notice::LetterChoice::AtOnce,
        lang: lang.into(),
        created_at: now(),
        version: 1,
    }
}

fn letters(lang: &str) -> Vec<Letter> {
    let city = city();
    let head = Letterhead::plain(&city, "https://nghe.example");
    let account = account(lang);
    vec![
        head.invite(&account, "s3cret", now()),
        head.reset(&account, "s3cret", now()),
        head.failed_logins(&account, now()),
        head.notices(&account, &[(What::Arrived, "26-8K3F-Q7", Some(now()))]),
        head.notices(
            &account,
            &[(What::Arrived, "26-8K3F-Q7", Some(now())), (What::Mentioned, "26-8K3F-Q8", None)],
        ),
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
        for kind in LetterKind::ALL {
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
    let head = Letterhead::plain(&city, "https://nghe.example");
    let letter = head.reset(&account("vi"), "t", now());
    assert!(!letter.html.contains("<b>x"), "{}", letter.html);
    assert!(!letter.subject.contains('\n'), "{:?}", letter.subject);
}

/// Every letter about a report, to an address that was confirmed or not.
fn about_a_report(lang: &str, unconfirmed: Option<&str>) -> Vec<Letter> {
    let city = city();
    let head = Letterhead {
        stop: "k",
        unconfirmed,
        category: "Đường sá",
        ..Letterhead::plain(&city, "https://nghe.example")
    };
    let ticket = Ticket::of(Report {
        lang: lang.into(),
        title: "MUA NGAY https://bad.example".into(),
        body: "WRITTEN".into(),
        public_title: "MUA NGAY".into(),
        public_body: "WRITTEN".into(),
        place: "WRITTEN".into(),
        is_public: true,
        checked_at: Some(now()),
        ..Report::received("26-8K3F-Q7".into(), CategoryId(1), now())
    });
    let reply = Reply {
        id: ReplyId(1),
        ticket_id: ticket.id,
        version: 1,
        agency_id: AgencyId(1),
        signed_as: String::new(),
        outcome: Outcome::Handled,
        body: "Đã vá.".into(),
        document_number: String::new(),
        author_id: AccountId(1),
        approver_id: AccountId(1),
        published_at: now(),
    };
    let to = "lan@example.vn";
    vec![
        head.received(&ticket, to),
        head.confirm(&ticket, "key", now(), to),
        head.accepted(&ticket, to),
        head.refused(&ticket, "Lý do", true, to),
        head.refusal_upheld(&ticket, "Việc này thuộc thẩm quyền của tỉnh bạn.", to),
        head.taken_up(&ticket, to),
        head.forwarded(&ticket, ("Sở", Some(now())), to),
        head.taken(&ticket, "Sở", to),
        head.progress(&ticket, "Sở", "Đã cử người tới xem.", to),
        head.info_asked(&ticket, "Ở đâu?", to),
        head.info_reminder(&ticket, "Ở đâu?", to),
        head.info_missed(&ticket, now(), to),
        head.answered(&ticket, (&reply, "Sở"), Turn::Answer, true, to),
        head.answered(&ticket, (&reply, "Sở"), Turn::Kept, true, to),
        head.answered(&ticket, (&reply, "Sở"), Turn::Moved { before: now() }, true, to),
        head.extended(&ticket, "Sở", "Mưa", to),
        head.reopened(&ticket, "Sở", to),
        head.closed(&ticket, to),
        head.duplicate(&ticket, &ticket, None, to),
        head.separated(&ticket, to),
        head.followed(&ticket, &ticket, News::Closed, to).unwrap(),
    ]
}

#[test]
fn a_letter_to_an_address_that_nobody_confirmed_carries_nothing_that_the_sender_wrote() {
    for lang in crate::i18n::LANGS {
        let letters = about_a_report(lang, Some("key"));
        let kinds: std::collections::BTreeSet<&str> =
            letters.iter().map(|letter| letter.kind.as_str()).collect();
        assert_eq!(kinds.len() + 9, LetterKind::ALL.len(), "a kind of letter is missing here");
        for letter in letters {
            for form in [&letter.subject, &letter.text, &letter.html] {
                for written in ["MUA", "bad.example", "WRITTEN", "⟦"] {
                    assert!(!form.contains(written), "{lang} {}: {form}", letter.kind);
                }
            }
            for form in [&letter.text, &letter.html] {
                for said in ["26-8K3F-Q7", "Đường sá", "15/1/2027", "/xac-nhan/key", "/thu/k"] {
                    assert!(form.contains(said), "{lang} {} lacks {said}: {form}", letter.kind);
                }
            }
        }
    }
}

#[test]
fn a_letter_to_a_confirmed_address_names_the_title() {
    for letter in about_a_report("vi", None).iter().filter(|letter| letter.kind != LetterKind::Confirm) {
        assert!(letter.text.contains("MUA NGAY"), "{}", letter.text);
        assert!(!letter.text.contains("/xac-nhan/"), "{}", letter.text);
    }
}

#[test]
fn no_letter_has_anything_to_fill_in() {
    let city = city();
    let head = Letterhead::plain(&city, "https://nghe.example");
    for lang in crate::i18n::LANGS {
        for kind in LetterKind::ALL {
            let html = head.sample(*kind, lang, now()).html;
            for asks in ["<form", "<input", "<textarea", "mailto:"] {
                assert!(!html.contains(asks), "{lang} {kind}: {asks}");
            }
        }
    }
}
