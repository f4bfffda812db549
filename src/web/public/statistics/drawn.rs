//! Bars, as the template draws them: measures are those of their own view box.
use super::table::{GroupRow, group_row, name, page_of};
use crate::domain::figures::{Group, Statistics, Told, interval};
use crate::i18n::Words;
use crate::store::city::City;
use crate::web::desk::figures::spelled::{count, percent};
use crate::web::parts::measured::Rule;
use std::cmp::Reverse;

/// The length of a whole bar.
pub const WHOLE: u64 = 200;
/// Bars before the rest is put together.
const BARS: usize = 8;

/// A name, its bar, its number.
#[derive(Debug, Clone, Default)]
pub struct BarRow {
    pub name: String,
    /// Its own page; "" for none.
    pub href: String,
    pub value: String,
    pub width: u64,
    /// Several that were put together.
    pub is_rest: bool,
}

/// The reports of a month by one thing.
#[derive(Debug, Clone, Default)]
pub struct Parted {
    pub id: &'static str,
    pub heading: String,
    pub rule: String,
    pub bars: Vec<BarRow>,
    pub rows: Vec<GroupRow>,
}

/// How the answers of a month kept their terms: places and lengths of the three pieces.
#[derive(Debug, Clone, Default)]
pub struct KeptBar {
    pub label: String,
    pub in_time: u64,
    pub extended: u64,
    pub late: u64,
    pub share: String,
}

/// Those of these groups with reports in a month, the most first.
pub fn parted(
    (w, city, all, month): (&Words, &City, &Statistics, usize),
    is_meant: impl Fn(&Group) -> bool,
    rule: Rule,
) -> (Vec<BarRow>, Vec<GroupRow>) {
    let groups = all.groups().into_iter().filter(|group| is_meant(group));
    let mut told: Vec<(Group, Told)> = groups.map(|group| (group, all.of(group, month))).collect();
    told.retain(|(_, told)| told.tally.received + told.tally.answered > 0);
    told.sort_by_key(|(group, told)| (Reverse((told.tally.received, told.tally.answered)), *group));
    let most = told.first().map_or(0, |(_, told)| told.tally.received);
    let received = |told: &Told| told.tally.received;
    // One more bar takes no more room than the words that there is one more.
    let first = if told.len() <= BARS + 1 { told.len() } else { BARS };
    let mut bars: Vec<BarRow> = told[..first]
        .iter()
        .map(|(group, told)| BarRow {
            name: name(w, city, *group),
            href: page_of(city, *group),
            value: count(w, received(told)),
            width: length(received(told), most),
            is_rest: false,
        })
        .collect();
    let rest = &told[first..];
    if !rest.is_empty() {
        let sum = rest.iter().map(|(_, told)| received(told)).sum();
        let others = i64::try_from(rest.len()).unwrap_or(i64::MAX);
        bars.push(BarRow {
            name: w.count("statistics.others", others),
            href: String::new(),
            value: count(w, sum),
            width: length(sum, most),
            is_rest: true,
        });
    }
    let rows = told.iter().map(|(group, told)| group_row(w, city, (*group, told), rule)).collect();
    (bars, rows)
}

/// A bar of so many, where the longest is of `most`.
pub fn length(n: u64, most: u64) -> u64 {
    if n == 0 { 0 } else { (n * WHOLE / most.max(1)).clamp(1, WHOLE) }
}

/// The pieces of a month.
pub fn kept(w: &Words, label: String, told: &Told, rule: Rule) -> KeptBar {
    let (tally, share) = (&told.tally, told.tally.in_time_share());
    let piece = |n: u64| (n * WHOLE).checked_div(share.of).unwrap_or(0);
    KeptBar {
        label,
        in_time: piece(tally.in_time),
        extended: piece(tally.extended),
        late: piece(tally.late),
        share: if share.of == 0 || rule.is_enough(share.of) {
            percent(w, share)
        } else {
            w.fill("statistics.part_of", [("part", count(w, share.part)), ("of", count(w, share.of))])
        },
    }
}

/// The low end of the interval in which a share lies, on a bar.
pub fn low(told: &Told) -> f64 {
    interval(told.tally.in_time_share()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_number_and_never_longer_than_the_line() {
        assert_eq!([length(0, 9), length(1, 9_000), length(5, 10), length(10, 10)], [0, 1, 100, 200]);
        assert_eq!([length(30, 10), length(1, 0)], [200, 200]);
    }
}
