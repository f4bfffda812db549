//! The table by agency, commune, category …: who has enough answers to be compared stands in order of the low end of the
//! interval in which the true share lies, so that a few good ones do not stand before many.
use super::Counting;
use super::spelled::{count, days, none, percent};
use crate::domain::figures::{Group, GroupBy, Measure, Share, Spread, Tally, interval};
use crate::i18n::Words;
use crate::web::desk::narrowing::{NO_AGENCY, NO_COMMUNE, Narrowing};
use std::cmp::Reverse;

/// A group with its numbers.
type Told = (Group, Tally, Spread);

/// Rows that are shown before all are asked for.
pub(super) const FIRST: usize = 15;

/// The table.
#[derive(Debug, Clone, Default)]
pub struct Breakdown {
    pub ranked: Vec<Row>,
    /// Too few answers to be compared.
    pub few: Vec<Row>,
    pub total: Row,
    /// Below so many answers nobody is compared.
    pub least: String,
    /// Where the line of what the city wants to reach stands in a band; none where the city has no aim.
    pub aim: Option<i64>,
    /// How many rows there are, where not all are shown.
    pub hidden: usize,
}

/// One row; each number leads to its list.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub name: String,
    /// The figures of it alone.
    pub href: String,
    pub received: Cell,
    pub answered: Cell,
    pub in_time: Cell,
    pub extended: Cell,
    pub late: Cell,
    pub median: String,
    pub p90: String,
    pub reopened: Cell,
    pub open: Cell,
    pub overdue: Cell,
    pub band: Option<Band>,
    /// Fewer in time than the city wants.
    pub below: bool,
}

/// A number with its list; "" leads nowhere.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub text: String,
    pub href: String,
}

/// Where the share lies, and where it may lie, on a line of [`WIDTH`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    pub from: i64,
    pub width: i64,
    pub at: i64,
}

/// The length of the line, which goes from half to all where shares are in time.
pub const WIDTH: i64 = 80;
const HALF: f64 = 500.0;

/// The table of what was counted.
pub fn breakdown(w: &Words, counting: &Counting<'_>, all: bool) -> Breakdown {
    let facts = &counting.city.facts;
    let (least, aim) = (facts.figures_least.max(0).unsigned_abs(), facts.figures_aim);
    let enough = |one: &&Told| one.1.in_time_share().of >= least.max(1);
    let (mut ranked, mut few): (Vec<&Told>, Vec<&Told>) = counting.found.groups.iter().partition(enough);
    let low = |one: &Told| interval(one.1.in_time_share()).0;
    ranked.sort_by(|one, other| low(other).total_cmp(&low(one)));
    few.sort_by_key(|(_, tally, _)| Reverse((tally.answered, tally.received)));
    let shown = if all { usize::MAX } else { FIRST };
    let hidden = (ranked.len() + few.len()).saturating_sub(shown);
    let rest = shown.saturating_sub(ranked.len());
    let row = |(group, tally, spread): &Told, enough: bool| {
        let narrowed = narrowed(counting, *group);
        let named = Row { name: name(w, counting, *group), href: counting.page(&narrowed), ..Row::default() };
        row(w, counting, &narrowed, named, (tally, spread, enough))
    };
    let total = Row { name: total_name(w, counting), ..Row::default() };
    let spread = counting.found.stages[2];
    Breakdown {
        few: few.into_iter().take(rest).map(|one| row(one, false)).collect(),
        ranked: ranked.into_iter().take(shown).map(|one| row(one, true)).collect(),
        total: row_of_all(w, counting, total, spread, least),
        least: count(w, least),
        aim: (aim > 50).then(|| place(aim as f64 * 10.0, HALF)),
        hidden: if hidden > 0 { counting.found.groups.len() } else { 0 },
    }
}

fn row_of_all(w: &Words, counting: &Counting<'_>, named: Row, spread: Spread, least: u64) -> Row {
    let total = &counting.found.total;
    let enough = total.in_time_share().of >= least.max(1);
    row(w, counting, counting.narrowing, named, (total, &spread, enough))
}

fn row(
    w: &Words,
    counting: &Counting<'_>,
    narrowed: &Narrowing,
    named: Row,
    (tally, spread, enough): (&Tally, &Spread, bool),
) -> Row {
    let cell = |measure: Measure| Cell {
        text: count(w, tally.of(measure)),
        href: if tally.of(measure) > 0 { counting.list_of(narrowed, measure) } else { String::new() },
    };
    let share = tally.in_time_share();
    let told = if enough || share.of == 0 {
        percent(w, share)
    } else {
        w.fill("figures_page.few_of", [("part", count(w, share.part)), ("of", count(w, share.of))])
    };
    let aim = counting.city.facts.figures_aim.max(0).unsigned_abs() * 10;
    Row {
        received: cell(Measure::Received),
        answered: cell(Measure::Answered),
        in_time: Cell { text: told, ..cell(Measure::InTime) },
        extended: cell(Measure::Extended),
        late: cell(Measure::Late),
        median: if spread.n > 0 { days(w, spread.median, counting.day) } else { none() },
        p90: if spread.n > 0 && enough { days(w, spread.p90, counting.day) } else { none() },
        reopened: cell(Measure::Reopened),
        open: cell(Measure::Open),
        overdue: cell(Measure::Overdue),
        band: enough.then(|| band(share, HALF)),
        below: enough && share.tenths().is_some_and(|tenths| tenths < aim),
        ..named
    }
}

/// Where a share in tenths of percents stands on a line that begins with another.
fn place(tenths: f64, first: f64) -> i64 {
    let part = ((tenths - first) / (1_000.0 - first)).clamp(0.0, 1.0);
    (part * WIDTH as f64).round() as i64
}

/// A share on a line from `first` to all.
pub(super) fn band(share: Share, first: f64) -> Band {
    let (low, high) = interval(share);
    let (from, until) = (place(low, first), place(high, first));
    let at = share.tenths().map_or(from, |tenths| place(tenths as f64, first));
    Band { from, width: (until - from).max(2), at }
}

/// The same page narrowed to one row of it.
pub(super) fn narrowed(counting: &Counting<'_>, group: Group) -> Narrowing {
    let mut narrowed = counting.narrowing.clone();
    let city = counting.city;
    match group {
        Group::Agency(id) => {
            let slug = id.and_then(|id| city.agencies.get(&id)).map(|one| one.slug.clone());
            narrowed.co_quan = slug.unwrap_or_else(|| NO_AGENCY.into());
        }
        Group::Commune(id) => {
            let slug = id.and_then(|id| city.communes.get(&id)).map(|one| one.slug.clone());
            narrowed.phuong_xa = slug.unwrap_or_else(|| NO_COMMUNE.into());
        }
        Group::Category(id) => {
            narrowed.linh_vuc = city.categories.get(&id).map(|one| one.code.clone()).unwrap_or_default();
        }
        Group::Channel(channel) => narrowed.kenh = channel.to_string(),
        Group::Kind(kind) => narrowed.loai = kind.to_string(),
        Group::Level(level) => narrowed.muc_do = level.to_string(),
    }
    narrowed
}

/// What a row is called.
pub fn name(w: &Words, counting: &Counting<'_>, group: Group) -> String {
    let city = counting.city;
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

/// What the last row is called.
pub(super) fn total_name(w: &Words, counting: &Counting<'_>) -> String {
    let groups = i64::try_from(counting.found.groups.len()).unwrap_or(i64::MAX);
    match counting.by {
        GroupBy::Agency if counting.whole => w.count("figures_page.total_agencies", groups),
        _ => w.say("figures_page.total"),
    }
}
