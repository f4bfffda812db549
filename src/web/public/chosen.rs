//! What is chosen of the list, in words, each with the way to the list without it.
use super::asked::{AnswersQuestion, Chip, IN_TIME};
use crate::i18n::Words;
use crate::store::city::City;
use crate::web::form::Choice;
use crate::web::parts::city_choices::CityChoices;
use crate::web::parts::moment;
use chrono::NaiveDate;

/// What stands elsewhere: among the states, and with the place that it measures from.
pub const APART: [&str; 2] = ["trang-thai", "trong"];

/// Each thing that is chosen but for the state, which stands among the states. What has ended says so, and what is not
/// there stands as it was typed.
pub fn chosen(asked: &AnswersQuestion, (w, city, today): (&Words, &City, NaiveDate)) -> Vec<Chip> {
    let named = CityChoices { city, w, today };
    let label = |key: &str, value: &str| match key {
        "q" => w.fill("answers.chosen_q", [("words", value)]),
        "linh-vuc" => label_of(named.categories(value), value),
        "phuong-xa" => label_of(named.communes(value), value),
        "co-quan" => label_of(named.agencies(value, |one| one.slug.clone()), value),
        "loai" => label_of(super::narrow::kinds(w, value), value),
        "tu" => w.fill("answers.chosen_from", [("day", day(value))]),
        "den" => w.fill("answers.chosen_until", [("day", day(value))]),
        "co-anh" => w.say("answers.with_photo"),
        "co-van-ban" => w.say("answers.with_document"),
        "han" => label_of(in_time(w, value), value),
        "quanh" => around(w, asked),
        _ => label_of(super::narrow::sorts(w, value), value),
    };
    let all = asked.chosen().into_iter().filter(|(key, _)| !APART.contains(key));
    all.map(|(key, value)| Chip { href: asked.with(key, ""), label: label(key, value), current: true })
        .collect()
}

/// In time, or late.
pub fn in_time(w: &Words, chosen: &str) -> Vec<Choice> {
    let [yes, no] = IN_TIME;
    vec![Choice::new(yes, w.say("answers.in_time"), chosen), Choice::new(no, w.say("answers.late"), chosen)]
}

fn label_of(choices: Vec<Choice>, value: &str) -> String {
    let found = choices.into_iter().find(|choice| choice.chosen);
    found.map_or_else(|| value.to_owned(), |choice| choice.label.trim_start_matches("– ").to_owned())
}

/// "Trong vòng 1 km quanh 20.855, 106.683"; as it was typed where that is no place.
fn around(w: &Words, asked: &AnswersQuestion) -> String {
    let Some(circle) = asked.circle() else { return asked.quanh.clone() };
    let here = circle.point();
    let here = format!("{:.3}, {:.3}", here.lat_degrees(), here.lon_degrees());
    w.fill("follow.around", [("far", far(circle.metres)), ("here", here)])
}

/// "500 m", "2 km"
pub fn far(metres: u32) -> String {
    if metres < 1_000 { format!("{metres} m") } else { format!("{} km", metres / 1_000) }
}

fn day(typed: &str) -> String {
    typed.parse().map_or_else(|_| typed.to_owned(), moment::date)
}
