//! Finding a place by what people call it: new name or old, with or without "phường", tones or capitals.
//!
//! Since 1/7/2025 there are no districts and each commune was made of several old ones (Nghị quyết 202/2025/QH15 and
//! 1669/NQ-UBTVQH15); people still say the old names. Categories and their synonyms are found by the same means.
use crate::domain::text::{Needle, fold, toned_words};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Kinds of places: abbreviation, if there is one, and the words in full, folded.
const KINDS: [(&str, &str); 8] = [
    ("p", "phuong"),
    ("x", "xa"),
    ("dk", "dac khu"),
    ("tt", "thi tran"),
    ("q", "quan"),
    ("h", "huyen"),
    ("tx", "thi xa"),
    ("tp", "thanh pho"),
];

/// The names by which a thing is found.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The full name of today: "Phường Lê Chân".
    pub name: &'a str,
    /// Old names or synonyms, with `;` between: "Phường Trần Nguyên Hãn; Xã An Thượng (một phần); Quận Lê Chân".
    pub others: &'a str,
}

/// How well a name fits; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is today's name, kind included.
    Name,
    /// It is today's name without its kind.
    Short,
    /// Today's name begins so.
    Start,
    /// It is an old name or a synonym.
    Other,
    /// An old name or a synonym begins so.
    OtherStart,
    /// Its words begin words of these names, in any order: "cẩm thượng hải dương".
    Words,
}

/// A thing that fits what was typed.
#[derive(Debug, PartialEq)]
pub struct Hit<'a, T> {
    pub thing: &'a T,
    pub fit: Fit,
    /// The old name or synonym that fitted, as it was written: for "Phường Cẩm Thượng (cũ) nay thuộc Phường Thành Đông".
    /// `None` when today's name fitted, or words of several names.
    pub other: Option<&'a str>,
}

impl<T> Hit<'_, T> {
    /// The other name without what stands in brackets after it: "Phường Trần Phú" of "Phường Trần Phú (một phần)".
    pub fn other_bare(&self) -> Option<&str> {
        self.other.map(bare)
    }

    /// Whether only a part of the old place is in this one, so that others hold the rest.
    pub fn partly(&self) -> bool {
        self.other.is_some_and(|name| fold(name).ends_with(" mot phan"))
    }
}

/// The things that fit `query`, best first; equally good ones stay in the order of `things`.
///
/// What was typed is compared folded. Kinds may be left out or abbreviated ("p. lê chân", "q Hồng Bàng"); a kind that
/// was typed and is another than the name's comes after all that agree, because many a phường was a xã. Among
/// equals, more words with the tones as typed come first: there are a Cẩm Giang and a Cẩm Giàng. Nothing typed finds
/// nothing.
pub fn find<'a, T>(query: &str, things: &'a [T], names: impl Fn(&'a T) -> Names<'a>) -> Vec<Hit<'a, T>> {
    let readings: Vec<_> = Reading::all(query).into_iter().map(|one| (Needle::of(&one.name), one)).collect();
    let toned: HashSet<String> = toned_words(query).into_iter().collect();
    let mut ranked: Vec<_> = things
        .iter()
        .filter_map(|thing| {
            let names = names(thing);
            let (odd_kind, fit, other) = best_fit(&readings, names)?;
            let known = toned_words(other.unwrap_or(names.name));
            let same_tones = known.iter().filter(|word| toned.contains(*word)).count();
            // Scattered words come last whatever the kind: they say the least.
            let rank = (fit == Fit::Words, odd_kind, fit, Reverse(same_tones));
            Some((rank, Hit { thing, fit, other }))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, found)| found).collect()
}

/// A name as it can be understood: with its first words as a kind, or all of it as the name.
struct Reading {
    kind: Option<&'static str>,
    name: String,
}

impl Reading {
    /// Both readings, since "quán toan" without tones may be a quận Toan; none of a text without words.
    fn all(text: &str) -> Vec<Self> {
        let whole = fold(text);
        if whole.is_empty() {
            return Vec::new();
        }
        let mut readings = Vec::with_capacity(2);
        for (short, full) in KINDS {
            let rest = [full, short].iter().find_map(|kind| whole.strip_prefix(kind)?.strip_prefix(' '));
            if let Some(name) = rest {
                readings.push(Self { kind: Some(full), name: name.to_owned() });
            }
        }
        readings.push(Self { kind: None, name: whole });
        readings
    }
}

/// How much of a name was typed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// All of it, kind included.
    Full,
    /// All but its kind.
    Bare,
    /// Its beginning.
    Start,
}

/// The best fit among all names of one thing, and whether another kind was typed; `None` when nothing fits.
fn best_fit<'a>(query: &[(Needle, Reading)], names: Names<'a>) -> Option<(bool, Fit, Option<&'a str>)> {
    let mut best: Option<(bool, Fit, Option<&'a str>)> = None;
    let mut offer = |odd_kind: bool, fit: Fit, other: Option<&'a str>| {
        if best.is_none_or(|(known_odd, known, _)| (odd_kind, fit) < (known_odd, known)) {
            best = Some((odd_kind, fit, other));
        }
    };
    if let Some((odd_kind, matched)) = compare(query, names.name) {
        let fit = match matched {
            Match::Full => Fit::Name,
            Match::Bare => Fit::Short,
            Match::Start => Fit::Start,
        };
        offer(odd_kind, fit, None);
    }
    for other in others(names.others) {
        if let Some((odd_kind, matched)) = compare(query, bare(other)) {
            let fit = if matched == Match::Start { Fit::OtherStart } else { Fit::Other };
            offer(odd_kind, fit, Some(other));
        }
    }
    best.or_else(|| by_words(query, names))
}

/// How the typed readings and a name agree best: whether their kinds differ, and how much of the name was typed.
fn compare(query: &[(Needle, Reading)], name: &str) -> Option<(bool, Match)> {
    let known = Reading::all(name);
    let pairs = query.iter().flat_map(|(_, typed)| known.iter().map(move |known| (typed, known)));
    pairs
        .filter_map(|(typed, known)| {
            let rest = known.name.strip_prefix(&typed.name)?;
            let odd_kind = typed.kind.is_some() && typed.kind != known.kind;
            let matched = match rest {
                "" if typed.kind == known.kind => Match::Full,
                "" => Match::Bare,
                _ => Match::Start,
            };
            Some((odd_kind, matched))
        })
        .min()
}

/// The last resort: every typed word begins some word, best of today's name, else of one other name, else of all.
fn by_words<'a>(query: &[(Needle, Reading)], names: Names<'a>) -> Option<(bool, Fit, Option<&'a str>)> {
    let fits = |text: &str| {
        let text = fold(text);
        query.iter().any(|(words, _)| words.is_in(&text))
    };
    let other = || others(names.others).find(|other| fits(bare(other)));
    if fits(names.name) {
        return Some((false, Fit::Words, None));
    }
    match other() {
        Some(other) => Some((false, Fit::Words, Some(other))),
        None => {
            let all = others(names.others).map(bare).collect::<Vec<_>>().join(" ");
            fits(&format!("{} {all}", names.name)).then_some((false, Fit::Words, None))
        }
    }
}

fn others(list: &str) -> impl Iterator<Item = &str> {
    list.split(';').map(str::trim).filter(|name| !name.is_empty())
}

/// A name without what stands in brackets after it.
fn bare(name: &str) -> &str {
    name.split('(').next().unwrap_or(name).trim_end()
}
