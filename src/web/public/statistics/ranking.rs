//! Who answers in time: agencies with enough answers, in the order of the low end of the interval in which their true share
//! lies, so that a few good ones do not stand before many.
use super::drawn::{WHOLE, low};
use crate::domain::figures::{Group, Statistics, Told};
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::desk::figures::spelled::{count, length, none, percent, tenths};
use crate::web::parts::measured::Rule;

/// Of those that stand first, and of those that stand last.
const FIRST: usize = 5;
const LAST: usize = 2;

/// One agency in its place.
#[derive(Debug, Clone, Default)]
pub struct Ranked {
    pub place: String,
    pub name: String,
    pub href: String,
    /// "n = 92 · một nửa trong 1,3 ngày"
    pub about: String,
    pub share: String,
    /// The low end, by which the place is given.
    pub low: String,
    pub width: u64,
}

/// The agencies that are compared, and how many are not.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    pub heading: String,
    pub about: String,
    pub first: Vec<Ranked>,
    pub last: Vec<Ranked>,
    /// "40 cơ quan ở giữa"; "" where all stand above.
    pub between: String,
    pub all: Vec<Ranked>,
    /// Where the whole city stands on a bar, and in words.
    pub city_at: Option<u64>,
    pub city: String,
}

/// Of the last days.
pub fn ranking(w: &Words, city: &City, all: &Statistics, rule: Rule) -> Ranking {
    let agencies = all.groups().into_iter().filter(|group| matches!(group, Group::Agency(Some(_))));
    let with_answers = agencies.map(|group| (group, all.recent(group)));
    let (mut ranked, few): (Vec<_>, Vec<_>) = with_answers
        .filter(|(_, told)| told.tally.in_time_share().of > 0)
        .partition(|(_, told)| rule.is_enough(told.tally.in_time_share().of));
    ranked.sort_by(|(a, one), (b, other)| low(other).total_cmp(&low(one)).then(a.cmp(b)));
    let shown: Vec<Ranked> =
        ranked.iter().enumerate().map(|(at, one)| row(w, city, at + 1, one, rule)).collect();
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let cut = if shown.len() > FIRST + LAST + 1 { FIRST } else { shown.len() };
    let between = shown.len().saturating_sub(cut + LAST);
    let whole = all.recent_city().tally.in_time_share();
    Ranking {
        heading: if shown.is_empty() {
            w.say("statistics.ranking_none")
        } else {
            w.count("statistics.ranking", n(shown.len()))
        },
        about: w.fill(
            "statistics.ranking_few",
            [("few", w.number(n(few.len()))), ("least", count(w, rule.least.max(1)))],
        ),
        first: shown[..cut].to_vec(),
        last: if cut < shown.len() { shown[shown.len() - LAST..].to_vec() } else { Vec::new() },
        between: if cut < shown.len() { w.count("statistics.between", n(between)) } else { String::new() },
        all: shown,
        city_at: whole.tenths().map(|tenths| tenths * WHOLE / 1_000),
        city: w.fill("statistics.whole_city", [("share", percent(w, whole))]),
    }
}

fn row(w: &Words, city: &City, place: usize, (group, told): &(Group, Told), rule: Rule) -> Ranked {
    let share = told.tally.in_time_share();
    let slug = match group {
        Group::Agency(Some(id)) => city.agencies.get(id).map(|one| one.slug.as_str()),
        _ => None,
    };
    let half = match told.spread.n {
        n if rule.is_enough(n) => length(w, told.spread.median, rule.day),
        _ => none(),
    };
    Ranked {
        place: w.number(i64::try_from(place).unwrap_or(i64::MAX)),
        name: super::table::name(w, city, *group),
        href: slug.map(links::agency).unwrap_or_default(),
        about: w.fill("statistics.ranked", [("n", count(w, share.of)), ("half", half)]),
        share: percent(w, share),
        low: format!("{}%", tenths(w, low(told).round() as i64)),
        width: share.tenths().unwrap_or_default() * WHOLE / 1_000,
    }
}
