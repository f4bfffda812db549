use super::*;
use crate::domain::city::Category;

fn question(id: i64, kind: QuestionKind, choices: &[QuestionChoice]) -> Question {
    let mut question = Question {
        id: QuestionId(id + 100),
        root_id: QuestionId(id),
        category_id: CategoryId(1),
        version: 2,
        is_current: true,
        position: 0,
        kind,
        label_vi: "Sâu bao nhiêu?".into(),
        label_en: String::new(),
        hint_vi: String::new(),
        hint_en: String::new(),
        is_required: false,
        is_public: false,
        depends_on: None,
        depends_value: 0,
        choices: String::new(),
    };
    question.put_choices(choices);
    question
}

fn choice(number: i32, vi: &str, stop: &str) -> QuestionChoice {
    QuestionChoice { number, vi: vi.into(), stop_vi: stop.into(), ..QuestionChoice::default() }
}

fn typed(all: &[(i64, &[&str])]) -> TypedAnswers {
    let one = |(root, values): &(i64, &[&str])| {
        (QuestionId(*root), values.iter().map(|value| (*value).to_owned()).collect())
    };
    all.iter().map(one).collect()
}

/// A depth, and the number of people where it is deep.
fn flooding() -> Vec<Question> {
    let depth =
        [choice(1, "Dưới mắt cá", ""), choice(2, "Tới đầu gối", ""), choice(3, "Hơn nữa", "Gọi 114.")];
    let first = Question { is_required: true, ..question(1, QuestionKind::One, &depth) };
    let people = Question {
        depends_on: Some(QuestionId(1)),
        depends_value: 2,
        is_required: true,
        ..question(2, QuestionKind::Number, &[])
    };
    vec![first, people, question(3, QuestionKind::Several, &[choice(1, "Xe", ""), choice(4, "Nhà", "")])]
}

/// The field and the word of each.
type Wrong = Vec<(&'static str, &'static str)>;

fn answers(all: &[(i64, &[&str])]) -> Result<Vec<(i64, Value)>, Wrong> {
    let (questions, typed) = (flooding(), typed(all));
    let answers = Asking { questions: &questions, typed: &typed }.answers();
    let plain = |one: Answered| (one.question.0, one.value);
    answers
        .map(|all| all.into_iter().map(plain).collect())
        .map_err(|all| all.iter().map(|one| (one.field, one.word)).collect())
}

#[test]
fn a_question_is_asked_only_where_the_one_before_it_was_answered_so() {
    assert_eq!(answers(&[]), Err(vec![("q1", "answer_missing")]));
    assert_eq!(answers(&[(1, &["1"]), (2, &["x"])]), Ok(vec![(101, Value::One(1))]));
    assert_eq!(answers(&[(1, &["2"])]), Err(vec![("q2", "answer_missing")]));
    assert_eq!(answers(&[(1, &["2"]), (2, &["x"])]), Err(vec![("q2", "answer_number")]));
    assert_eq!(answers(&[(1, &["9"])]), Err(vec![("q1", "answer_choice")]));
    let all = answers(&[(1, &["2"]), (2, &["3"]), (3, &["4", "1", "7"])]).unwrap();
    assert_eq!(all[1..], [(102, Value::Number("3".into())), (103, Value::Several(vec![1, 4]))]);
}

#[test]
fn an_answer_leads_to_advice_instead_of_a_report() {
    let (questions, deep, flat) = (flooding(), typed(&[(1, &["3"])]), typed(&[(1, &["1"])]));
    let stopped = Asking { questions: &questions, typed: &deep }.stopped().unwrap();
    assert_eq!((stopped.advice("en"), stopped.stop.mark()), ("Gọi 114.", "1-1-3".to_owned()));
    assert_eq!(Asking { questions: &questions, typed: &flat }.stopped(), None);
    let closed = Category { stop_vi: "Gọi 115.".into(), ..Category::blank(Default::default()) };
    assert_eq!(Stopped::of_category(&closed).unwrap().stop.answer, None);
    assert_eq!(Stopped::of_category(&Category::blank(Default::default())), None);
}

#[test]
fn numbers_and_dates_are_read_as_people_write_them() {
    let number = question(1, QuestionKind::Number, &[]);
    let said = |typed: &str| match Value::parse(&number, &[typed.to_owned()]) {
        Ok(Some(value)) => value.said(&number, "vi"),
        Ok(None) => "nothing".into(),
        Err(word) => word.to_owned(),
    };
    let read = ["0,5", "0.5", "1.284", "1,284,000", "1.284,50", "007", "2,75", ""].map(said);
    assert_eq!(read, ["0,5", "0,5", "1284", "1284000", "1284,5", "7", "2,75", "nothing"]);
    for wrong in ["x", "-1", "1e3", "12345678901", "1,2,", ","] {
        assert_eq!(said(wrong), "answer_number", "{wrong}");
    }
    let day = question(1, QuestionKind::Date, &[]);
    for typed in ["2026-09-07", "7/9/2026", "07/09/2026"] {
        let read = Value::parse(&day, &[typed.to_owned()]).unwrap().unwrap();
        assert_eq!(read.said(&day, "vi"), "7/9/2026");
    }
    assert_eq!(Value::parse(&day, &["31/2/2026".into()]), Err("answer_date"));
}

#[test]
fn free_words_that_may_name_somebody_are_known() {
    for (words, personal) in [("Cột số 12", false), ("0912 345 678", true), ("an@example.vn", true)] {
        assert_eq!(Value::Text(words.into()).may_be_personal(), personal, "{words}");
    }
}

#[test]
fn what_was_kept_reads_as_it_was_written() {
    let values = [
        Value::Text("Cột 12".into()),
        Value::Number("0.5".into()),
        Value::Date("2026-09-07".parse().unwrap()),
        Value::One(3),
        Value::Several(vec![1, 4]),
    ];
    for value in values {
        let text = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "{text}");
    }
}
