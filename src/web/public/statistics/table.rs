//! Rows of the tables: by month, and by agency, commune, category or channel.
use crate::domain::figures::{Group, Statistics, Told};
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::desk::figures::spelled::{count, length, none, percent};
use crate::web::parts::measured::Rule;
use chrono::{Datelike, NaiveDate};

/// A month, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct MonthRow {
    pub label: String,
    pub received: String,
    pub answered: String,
    pub in_time: String,
    pub extended: String,
    pub late: String,
    pub half: String,
    pub content: String,
}

/// A group in one month, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct GroupRow {
    pub name: String,
    /// Its own page; "" for none.
    pub href: String,
    pub received: String,
    pub answered: String,
    pub in_time: String,
    pub half: String,
}

/// The months of a group or of the whole city, the newest first; nothing where nothing ever was.
pub fn months(w: &Words, all: &Statistics, group: Option<Group>, rule: Rule) -> Vec<MonthRow> {
    let of = |at: usize| group.map_or_else(|| all.city(at), |group| all.of(group, at));
    if (0..all.months.len()).all(|at| of(at) == Told::default()) {
        return Vec::new();
    }
    all.months.iter().enumerate().rev().map(|(at, month)| month_row(w, *month, &of(at), rule)).collect()
}

fn month_row(w: &Words, month: NaiveDate, told: &Told, rule: Rule) -> MonthRow {
    let tally = &told.tally;
    MonthRow {
        label: short(month),
        received: count(w, tally.received),
        answered: count(w, tally.answered),
        in_time: in_time(w, told, rule),
        extended: count(w, tally.extended),
        late: count(w, tally.late),
        half: half(w, told, rule),
        content: match told.opinions() {
            Some(share) if share.of == 0 => none(),
            Some(share) if rule.is_enough(share.of) => percent(w, share),
            _ => w.say("statistics.too_few_short"),
        },
    }
}

/// A group in a month.
pub fn group_row(w: &Words, city: &City, (group, told): (Group, &Told), rule: Rule) -> GroupRow {
    GroupRow {
        name: name(w, city, group),
        href: page_of(city, group),
        received: count(w, told.tally.received),
        answered: count(w, told.tally.answered),
        in_time: in_time(w, told, rule),
        half: half(w, told, rule),
    }
}

/// "92,4%" once there are enough with a deadline; "11 trong 12" before.
fn in_time(w: &Words, told: &Told, rule: Rule) -> String {
    let share = told.tally.in_time_share();
    if share.of == 0 || rule.is_enough(share.of) {
        return percent(w, share);
    }
    w.fill("statistics.part_of", [("part", count(w, share.part)), ("of", count(w, share.of))])
}

fn half(w: &Words, told: &Told, rule: Rule) -> String {
    match told.spread.n {
        0 => none(),
        n if rule.is_enough(n) => length(w, told.spread.median, rule.day),
        _ => w.say("statistics.too_few_short"),
    }
}

/// "11/2026"
pub fn short(month: NaiveDate) -> String {
    format!("{}/{}", month.month(), month.year())
}

/// What a group is called.
pub fn name(w: &Words, city: &City, group: Group) -> String {
    match group {
        Group::Agency(None) => w.say("narrow.no_agency"),
        Group::Agency(id) => city.agency(id).to_owned(),
        Group::Commune(None) => w.say("narrow.no_commune"),
        Group::Commune(id) => city.commune(id).to_owned(),
        Group::Category(id) => city.category(id, w.lang()).to_owned(),
        Group::Channel(channel) => w.say(&format!("desk.channel.{channel}")),
        Group::Kind(kind) => w.say(&format!("kind.{kind}")),
        Group::Level(level) => w.say(&format!("desk.level.{level}")),
    }
}

/// Its own page; "" for what has none.
pub fn page_of(city: &City, group: Group) -> String {
    let page = match group {
        Group::Agency(id) => id.and_then(|id| city.agencies.get(&id)).map(|one| links::agency(&one.slug)),
        Group::Commune(id) => id.and_then(|id| city.communes.get(&id)).map(|one| links::commune(&one.slug)),
        Group::Category(id) => city.categories.get(&id).map(|one| links::category(&one.code)),
        Group::Channel(_) | Group::Kind(_) | Group::Level(_) => None,
    };
    page.unwrap_or_default()
}
