//! What comes in, right and wrong.
use super::*;
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::{Category, Commune, PlaceNeed};
use crate::domain::draft::Answers;
use crate::domain::problem::Problem;
use crate::domain::sending::ContactRule;
use crate::domain::ticket::Kind;
use crate::ids::{CategoryId, CommuneId, ConsentId};

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
    assert_eq!(
        words(Place::parse(PlaceNeed::Required, InCommune::NotSaid, "")),
        ["commune_missing", "place_missing"]
    );
    assert_eq!(words(Place::parse(PlaceNeed::Required, InCommune::NotKnown, "")), ["place_missing"]);
    let unknown = Place::parse(PlaceNeed::Required, InCommune::NotKnown, "sau chợ").unwrap();
    assert_eq!((unknown.commune, unknown.words.as_str()), (None, "sau chợ"));
    assert!(Place::parse(PlaceNeed::Optional, InCommune::NotSaid, "").is_ok());
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
    let unnamed = by(["", "0912 345 678", ""], Some(ConsentId(1)), true).unwrap().unwrap();
    assert_eq!((unnamed.person.name.as_str(), unnamed.person.phone.is_some()), ("", true));
}

fn commune(id: i64, name: &str, old_units: &str) -> Commune {
    Commune {
        id: CommuneId(id),
        code: String::new(),
        slug: String::new(),
        name: name.into(),
        short_name: String::new(),
        kind: String::new(),
        old_units: old_units.into(),
        old_districts: String::new(),
        agency_id: None,
        valid_from: None,
        valid_to: None,
        lat: None,
        lon: None,
    }
}

fn communes() -> Communes {
    Communes::of(vec![
        commune(1, "Phường Lê Chân", "Phường Hàng Kênh"),
        commune(2, "Phường An Biên", "Phường Trần Nguyên Hãn; Phường Trại Cau"),
        commune(3, "Phường Lê Thanh Nghị", "Phường Quang Trung (một phần); Phường Trần Phú"),
    ])
}

#[test]
fn a_residents_words_name_a_commune_or_leave_the_choice_to_them() {
    let all = communes();
    assert_eq!(all.named("le chan"), Some(CommuneId(1)));
    assert_eq!(all.named("hàng kênh"), Some(CommuneId(1)));
    assert_eq!(all.named("quang trung"), None, "only a part of it went there");
    assert_eq!(all.chosen("trần", "trần", "2"), Some(CommuneId(2)));
    assert_eq!(
        all.chosen("trần", "lê", "2"),
        None,
        "what was marked among the finds of other words is no choice"
    );
    assert_eq!(all.chosen(" . ", " . ", "2"), None);
}

#[test]
fn an_agent_is_offered_what_the_words_may_mean() {
    let all = communes();
    let one = |meant: Meant<Commune>| match meant {
        Meant::One(commune) => commune.id,
        other => panic!("{other:?}"),
    };
    assert_eq!(one(all.meant("quang trung", "")), CommuneId(3), "the caller is there to be asked");
    assert_eq!(one(all.meant("trần", "2")), CommuneId(2));
    assert!(matches!(all.meant("trần", ""), Meant::Several(found) if found.len() == 2));
    assert_eq!(all.meant("cát bà", ""), Meant::Nothing);
}

/// A call about the one category of a city.
fn checked(change: impl FnOnce(&mut Call)) -> Result<Submission, (Vec<&'static str>, Box<Offers>)> {
    let leaf = Category {
        id: CategoryId(7),
        name_vi: "Cây xanh".into(),
        words: "cây đổ".into(),
        place: PlaceNeed::Required,
        ..Category::blank(crate::clock::Moment::default())
    };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 7).unwrap();
    let tree = CategoryTree::of(vec![leaf], day);
    let mut call = Call {
        answers: Answers {
            kind: "report".into(),
            title: "Cây đổ".into(),
            body: "Cây đổ chắn ngang đường từ đêm qua".into(),
            commune_words: "Lê Chân".into(),
            place: "Đầu phố".into(),
            ..Answers::default()
        },
        category_words: "cây xanh".into(),
        category_marked: String::new(),
        commune_marked: String::new(),
        agreed: false,
    };
    change(&mut call);
    let said = |(problems, offers): (Vec<Problem>, Box<Offers>)| (words(Err::<(), _>(problems)), offers);
    call.check(&tree, &communes(), |_| Vec::new(), "vi").map_err(said)
}

#[test]
fn a_call_becomes_the_same_report_as_a_residents_form() {
    let report = checked(|_| ()).unwrap();
    assert_eq!((report.category, report.place.commune), (CategoryId(7), Some(CommuneId(1))));
    assert_eq!((report.sender, report.said.title.as_str()), (None, "Cây đổ"));
}

#[test]
fn an_agent_is_told_all_that_a_call_lacks_at_once() {
    let lacking = |call: &mut Call| {
        call.answers.title.clear();
        call.answers.commune_words = "trần".into();
        call.answers.phone = "0912 345 678".into();
        call.category_words.clear();
    };
    let (said, offers) = checked(lacking).unwrap_err();
    assert_eq!(said, ["title_empty", "call_one", "call_choose", "consent_oral_missing"]);
    assert_eq!((offers.categories.len(), offers.communes.len()), (1, 2));
}
