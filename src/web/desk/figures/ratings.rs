//! What senders thought of answers: the share of those who were content, told as honestly as the share in time, by agency or alike.
use super::Counting;
use super::breakdown::{Band, Cell, FIRST, band, name, narrowed, total_name};
use super::spelled::{count, percent};
use crate::domain::figures::{Group, Measure, Tally, interval};
use crate::i18n::Words;
use crate::web::desk::narrowing::Narrowing;
use std::cmp::Reverse;

/// The table of ratings; empty where nobody rated.
#[derive(Debug, Clone, Default)]
pub struct Ratings {
    pub ranked: Vec<Rated>,
    /// Too few ratings to be compared.
    pub few: Vec<Rated>,
    pub total: Option<Rated>,
    /// Below so many ratings nobody is compared.
    pub least: String,
}

/// One row; each number leads to its list.
#[derive(Debug, Clone, Default)]
pub struct Rated {
    pub name: String,
    pub href: String,
    pub rated: Cell,
    pub content: Cell,
    pub poor: Cell,
    pub band: Option<Band>,
}

/// Of what was counted: who is content for certain first, then those with few ratings.
pub fn ratings(w: &Words, counting: &Counting<'_>, all: bool) -> Ratings {
    let least = counting.city.facts.figures_least.max(1).unsigned_abs();
    let rated = counting.found.groups.iter().filter(|(_, tally, _)| tally.rated > 0);
    let rated = rated.map(|(group, tally, _)| (*group, tally));
    let (mut ranked, mut few): (Vec<_>, Vec<_>) = rated.partition(|(_, tally)| tally.rated >= least);
    let low = |tally: &Tally| interval(tally.content_share()).0;
    ranked.sort_by(|(_, one), (_, other)| low(other).total_cmp(&low(one)));
    few.sort_by_key(|(_, tally)| Reverse(tally.rated));
    let shown = if all { usize::MAX } else { FIRST };
    few.truncate(shown.saturating_sub(ranked.len()));
    ranked.truncate(shown);
    let of = |(group, tally): (Group, &Tally)| {
        let narrowed = narrowed(counting, group);
        let named = (name(w, counting, group), counting.page(&narrowed));
        row(w, counting, &narrowed, named, (tally, tally.rated >= least))
    };
    let total = &counting.found.total;
    let named = (total_name(w, counting), String::new());
    let sum = || row(w, counting, counting.narrowing, named, (total, total.rated >= least));
    Ratings {
        ranked: ranked.into_iter().map(of).collect(),
        few: few.into_iter().map(of).collect(),
        total: (total.rated > 0).then(sum),
        least: count(w, least),
    }
}

fn row(
    w: &Words,
    counting: &Counting<'_>,
    narrowed: &Narrowing,
    (name, href): (String, String),
    (tally, enough): (&Tally, bool),
) -> Rated {
    let cell = |measure: Measure| Cell {
        text: count(w, tally.of(measure)),
        href: if tally.of(measure) > 0 { counting.list_of(narrowed, measure) } else { String::new() },
    };
    let share = tally.content_share();
    let told = if enough {
        percent(w, share)
    } else {
        w.fill("figures_page.few_of", [("part", count(w, share.part)), ("of", count(w, share.of))])
    };
    Rated {
        name,
        href,
        rated: cell(Measure::Rated),
        content: Cell { text: told, ..cell(Measure::Content) },
        poor: cell(Measure::Poor),
        band: enough.then(|| band(share, 0.0)),
    }
}
