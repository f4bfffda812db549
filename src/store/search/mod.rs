//! Finding public reports by their words, by the full text index of either database. What is looked for is made ready here,
//! in a form that both understand; the rows of the index are the reports, so that it gives them in the order of the list.
mod like;
mod near;
mod postgres;
mod sqlite;

use super::listing::{Entry, Way};
use super::{Conn, Found, on_each};
use crate::domain::search::{Part, Question, Words};
use crate::domain::text::Word;
use crate::ids::TicketId;
use crate::schema::search_words;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer};
use std::collections::BTreeSet;

pub use like::candidates;
pub use near::{Near, nearer};

/// Candidates that are looked at in one go.
const CHUNK: usize = 500;
/// Chunks that are looked at for one page: beyond, the page ends early and its "older" link goes on from there.
const CHUNKS: usize = 20;
/// In another order than the reports' own, the newest that were found are put in order, and no more.
const NEWEST: usize = 2_000;
/// Words that a beginning may stand for: the shortest of them.
const ENDINGS: i64 = 64;
/// Words of the index written in one statement.
const WRITTEN: usize = 500;
/// Begins a word with its tones among the words of the index: no folded word begins so.
const SPOKEN: &str = "~";

/// Makes a report found by these words, and by no others.
pub fn keep(conn: &mut Conn, ticket: TicketId, words: &Words) -> Found<()> {
    lay(conn, std::iter::once((ticket, words)))
}

/// The same of many. What several of them say is noted once.
pub(super) fn lay<'a>(conn: &mut Conn, reports: impl Iterator<Item = (TicketId, &'a Words)>) -> Found<()> {
    let of = |word: &Word| {
        let toned = word.toned.as_deref().map(|toned| format!("{SPOKEN}{toned}"));
        std::iter::once(word.plain.clone()).chain(toned)
    };
    let mut all = BTreeSet::new();
    for (ticket, words) in reports {
        match conn {
            Conn::Sqlite(c) => sqlite::keep(c, ticket, words)?,
            Conn::Postgres(c) => postgres::keep(c, ticket, words)?,
        }
        all.extend(words.head.iter().chain(&words.rest).flatten().flat_map(of));
    }
    let rows: Vec<_> = all.into_iter().map(|word| search_words::word.eq(word)).collect();
    for part in rows.chunks(WRITTEN) {
        on_each!(conn, |c| diesel::insert_into(search_words::table)
            .values(part)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Makes a report found no more.
pub fn forget(conn: &mut Conn, ticket: TicketId) -> Found<()> {
    match conn {
        Conn::Sqlite(c) => sqlite::forget(c, ticket),
        Conn::Postgres(c) => postgres::forget(c, ticket),
    }
}

/// Is the report found by each of these words?
pub fn holds(conn: &mut Conn, ticket: TicketId, words: &Words) -> Found<bool> {
    match conn {
        Conn::Sqlite(c) => sqlite::holds(c, ticket, words),
        Conn::Postgres(c) => postgres::holds(c, ticket, words),
    }
}

/// Stands the report in the index at all?
pub fn stands(conn: &mut Conn, ticket: TicketId) -> Found<bool> {
    match conn {
        Conn::Sqlite(c) => sqlite::stands(c, ticket),
        Conn::Postgres(c) => postgres::stands(c, ticket),
    }
}

/// Where a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere, whatever its tones.
    Any,
    /// In title, place or code, whatever its tones.
    Head,
    /// Anywhere, with the tones that were typed.
    Spoken,
}

/// What a report must have: one of these words, or of these words that stand together.
#[derive(Debug, Clone)]
struct Want {
    place: Place,
    any: Vec<Vec<String>>,
}

impl Want {
    fn one_of(place: Place, words: Vec<String>) -> Self {
        Self { place, any: words.into_iter().map(|word| vec![word]).collect() }
    }
}

/// The reports that have all of `with`, and of each group in `without` not all.
#[derive(Debug, Clone)]
pub struct Tier {
    with: Vec<Want>,
    without: Vec<Vec<Want>>,
}

/// Which reports of the index: between two ids, neither included, from small to large or the other way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub above: i64,
    pub below: i64,
    pub rising: bool,
}

impl Span {
    const ALL: Self = Self { above: i64::MIN, below: i64::MAX, rising: false };

    fn beyond(self, from: Option<i64>) -> Self {
        match from {
            None => self,
            Some(from) if self.rising => Self { above: self.above.max(from), ..self },
            Some(from) => Self { below: self.below.min(from), ..self },
        }
    }
}

impl Tier {
    /// The next reports, at most so many.
    fn next(&self, conn: &mut Conn, span: Span, limit: usize) -> Found<Vec<TicketId>> {
        if self.with.iter().any(|want| want.any.is_empty()) {
            return Ok(Vec::new());
        }
        match conn {
            Conn::Sqlite(c) => sqlite::next(c, self, span, limit),
            Conn::Postgres(c) => postgres::next(c, self, span, limit),
        }
    }
}

/// The tiers of a search, the best first: no report stands in two.
///
/// The newest first: those that agree in the tones that were typed, then the others. By how well they fit: of each, those
/// that have every word in title, place or code come before the rest.
pub fn tiers(conn: &mut Conn, question: &Question, by_fit: bool) -> Found<Vec<Tier>> {
    let any = wants(conn, question, Place::Any)?;
    let agreeing = if question.is_toned() { wants(conn, question, Place::Spoken)? } else { Vec::new() };
    let head: Vec<Want> = any.iter().map(|want| Want { place: Place::Head, ..want.clone() }).collect();
    let both = |one: &[Want], other: &[Want]| [one, other].concat();
    let tier = |with: Vec<Want>, without: &[&[Want]]| {
        // What no report can have keeps nobody out.
        let without = without.iter().filter(|group| group.iter().all(|want| !want.any.is_empty()));
        Tier { with, without: without.map(|group| group.to_vec()).collect() }
    };
    Ok(match (agreeing.is_empty(), by_fit) {
        (true, false) => vec![tier(any, &[])],
        (true, true) => vec![tier(head.clone(), &[]), tier(any, &[&head])],
        (false, false) => vec![tier(agreeing.clone(), &[]), tier(any, &[&agreeing])],
        (false, true) => vec![
            tier(both(&agreeing, &head), &[]),
            tier(agreeing.clone(), &[&head]),
            tier(head.clone(), &[&agreeing]),
            tier(any, &[&agreeing, &head]),
        ],
    })
}

/// Those of some reports that have what is looked for, in their order. Each is looked at by itself: they may lie years apart.
pub fn among(conn: &mut Conn, question: &Question, ids: &[TicketId]) -> Found<Vec<TicketId>> {
    let tiers = tiers(conn, question, false)?;
    let mut found = Vec::new();
    for id in ids {
        let alone = Span { above: id.0 - 1, below: id.0 + 1, rising: false };
        for tier in &tiers {
            if !tier.next(conn, alone, 1)?.is_empty() {
                found.push(*id);
                break;
            }
        }
    }
    Ok(found)
}

/// What each part of a question asks of a report. With tones, a phrase asks for its words together and for each as spoken.
fn wants(conn: &mut Conn, question: &Question, place: Place) -> Found<Vec<Want>> {
    let mut wants = Vec::new();
    for part in &question.parts {
        let one = |word: &Word| match (place, &word.toned) {
            (Place::Spoken, Some(toned)) => (Place::Spoken, toned.clone()),
            (Place::Head, _) => (Place::Head, word.plain.clone()),
            _ => (Place::Any, word.plain.clone()),
        };
        match part {
            Part::Word(word) => {
                let (place, word) = one(word);
                wants.push(Want::one_of(place, vec![word]));
            }
            Part::Beginning(word) => {
                let (place, start) = one(word);
                let mark = if place == Place::Spoken { SPOKEN } else { "" };
                wants.push(Want::one_of(place, endings(conn, mark, &start)?));
            }
            Part::Phrase(words) => {
                let plain = words.iter().map(|word| word.plain.clone()).collect();
                wants.push(Want { place: Place::Any, any: vec![plain] });
                let spoken =
                    words.iter().filter(|word| place == Place::Spoken && word.toned.is_some()).map(one);
                wants.extend(spoken.map(|(place, word)| Want::one_of(place, vec![word])));
            }
        }
    }
    Ok(wants)
}

/// The words that begin so. Both databases keep them in the order of their bytes: they lie between two ends.
fn endings(conn: &mut Conn, mark: &str, start: &str) -> Found<Vec<String>> {
    let start = format!("{mark}{start}");
    let found: Vec<String> = search_words::table
        .filter(search_words::word.ge(&start))
        .filter(search_words::word.lt(format!("{start}\u{10ffff}")))
        .order((diesel::dsl::sql::<Integer>("LENGTH(word)"), search_words::word))
        .limit(ENDINGS)
        .select(search_words::word)
        .load(conn)?;
    Ok(found.into_iter().map(|word| word[mark.len()..].to_owned()).collect())
}

/// What was found on the way along a list.
pub struct Walk {
    pub found: Vec<Entry>,
    /// The last place looked at, where the way went on without end.
    pub stopped: Option<i64>,
}

/// Chooses of these what the list wants, in its order, beyond a place.
pub trait Wanted: FnMut(&mut Conn, &[TicketId], Option<i64>, usize) -> Found<Vec<Entry>> {}

impl<T> Wanted for T where T: FnMut(&mut Conn, &[TicketId], Option<i64>, usize) -> Found<Vec<Entry>> {}

/// Those of a tier that the list wants, `limit` of them beyond `from`; all of them, where nothing else narrows the list.
///
/// In the reports' own order the index is walked along. In another, the newest that were found are put in that order.
pub fn walk(
    conn: &mut Conn,
    tier: &Tier,
    (way, from, limit): (Way, Option<i64>, usize),
    (first, last): (Option<TicketId>, Option<TicketId>),
    mut wanted: Option<impl Wanted>,
) -> Found<Walk> {
    let all = Span {
        above: first.map_or(i64::MIN, |id| id.0.saturating_sub(1)),
        below: last.map_or(i64::MAX, |id| id.0),
        rising: way.rising,
    };
    if !way.by_id() {
        let newest = tier.next(conn, Span { rising: false, ..all }, NEWEST)?;
        let chosen = wanted.as_mut().filter(|_| !newest.is_empty());
        let found = chosen.map_or(Ok(Vec::new()), |wanted| wanted(conn, &newest, from, limit))?;
        return Ok(Walk { found, stopped: None });
    }
    let Some(mut wanted) = wanted else {
        let found = tier.next(conn, all.beyond(from), limit)?;
        return Ok(Walk { found: found.into_iter().map(|id| (id.0, id)).collect(), stopped: None });
    };
    let mut walk = Walk { found: Vec::new(), stopped: from };
    for _ in 0..CHUNKS {
        let chunk = tier.next(conn, all.beyond(walk.stopped), CHUNK)?;
        walk.stopped = chunk.last().map(|id| id.0).or(walk.stopped);
        if !chunk.is_empty() {
            walk.found.extend(wanted(conn, &chunk, None, CHUNK)?);
        }
        if chunk.len() < CHUNK {
            walk.stopped = None;
            break;
        }
        if walk.found.len() >= limit {
            break;
        }
    }
    walk.found.truncate(limit);
    Ok(walk)
}

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = BigInt)]
    id: TicketId,
}
