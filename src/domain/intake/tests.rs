//! What comes in, right and wrong.
use super::*;
use crate::domain::city::PlaceNeed;
use crate::domain::problem::Problem;
use crate::domain::sending::ContactRule;
use crate::domain::ticket::Kind;
use crate::ids::{CommuneId, ConsentId};

fn words<T: std::fmt::Debug>(parsed: Result<T, Vec<Problem>>) -> Vec<&'static str> {
    let problems = parsed.expect_err("something is wrong with it");
    problems.into_iter().map(|problem| problem.word).collect()
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    assert_eq!(words(Said::parse("shout", " \n", "......")), ["kind_missing", "title_empty", "body_short"]);
    let long = "ổ gà ".repeat(1_000);
    assert_eq!(words(Said::parse("report", &long, &long)), ["title_long", "body_long"]);
    assert_eq!(words(Person::parse("", "12", "an@gmail")), ["name_empty", "phone_length", "email_domain"]);
    assert_eq!(words(Person::parse("An", "", " ")), ["contact_missing"]);
}

#[test]
fn what_is_right_comes_out_clean() {
    let said = Said::parse("praise", " Cảm ơn \n tổ 5 ", "Đường đã được vá rất nhanh và sạch sẽ.").unwrap();
    assert_eq!((said.kind, said.title.as_str()), (Kind::Praise, "Cảm ơn tổ 5"));
    let person = Person::parse("An", "0912 345 678", "").unwrap();
    assert_eq!(person.phone.unwrap().as_str(), "0912345678");
}

#[test]
fn a_title_that_came_in_can_be_let_out() {
    let title = "ổ".repeat(TITLE_LIMIT);
    let said = Said::parse("report", &title, "Có một ổ gà rất lớn giữa đường").unwrap();
    assert_eq!(PublicText::parse(&title, said.body.as_str()), Ok(PublicText::of(&said)));
    let longer = format!("{title}ổ");
    assert_eq!(words(Said::parse("report", &longer, said.body.as_str())), ["title_long"]);
    assert_eq!(words(PublicText::parse(&longer, "...")), ["title_long", "empty"]);
}

#[test]
fn a_place_is_asked_for_as_the_category_needs_it() {
    let here = Some(CommuneId(1));
    assert_eq!(words(Place::parse(PlaceNeed::Required, None, "")), ["commune_missing", "place_missing"]);
    assert!(Place::parse(PlaceNeed::Optional, None, "").is_ok());
    assert_eq!(Place::parse(PlaceNeed::NoPlace, here, "x"), Ok(Place::default()));
    assert_eq!(Place::parse(PlaceNeed::Required, here, " số 5 ").unwrap().words, "số 5");
}

#[test]
fn a_resident_says_what_the_city_asks_for() {
    let agreed = Some(ConsentId(1));
    let nobody = ["", " ", ""];
    let phone = ["An", "0912 345 678", ""];
    let by = |typed, consent, rule| Sender::parse(typed, consent, true, Asks::Resident(rule));
    assert_eq!(by(nobody, None, ContactRule::NotAsked), Ok(None));
    assert_eq!(
        words(by(nobody, None, ContactRule::Required)),
        ["name_empty", "contact_missing", "consent_missing"]
    );
    assert!(by(phone, agreed, ContactRule::Required).unwrap().is_some_and(|sender| sender.show_name));
    assert_eq!(words(by(phone, None, ContactRule::NotAsked)), ["consent_missing"]);
    assert_eq!(words(by(phone, agreed, ContactRule::Verified)), ["email_needed"]);
}

#[test]
fn a_caller_may_stay_unknown_and_is_kept_only_if_they_agreed() {
    let by = |typed, consent, agreed| Sender::parse(typed, consent, false, Asks::Caller { agreed });
    let phone = ["An", "0912 345 678", ""];
    assert_eq!(by([""; 3], None, false), Ok(None));
    assert_eq!(words(by(phone, None, false)), ["consent_oral_missing"]);
    assert_eq!(words(by(phone, None, true)), ["consent_missing"], "the city has no words to agree to");
    assert!(by(phone, Some(ConsentId(1)), true).unwrap().is_some());
}
