//! Finding public reports by their words. The words lie in a table of their own, one row a word, so that both databases
//! find them by index and neither needs a full-text engine of its own. A word stands there folded and, where it has
//! tones or other marks, once more as it is spoken.
use super::db::MultiBackend;
use super::listing::{Entry, Way};
use super::{Conn, Found, on_each};
use crate::domain::text::{self, Word};
use crate::ids::TicketId;
use crate::schema::ticket_words;
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Words of one report that are kept; a longer text is found by its first ones.
const WORDS_KEPT: usize = 500;
/// Longer words are cut: nobody types them, and they may be anything.
const LETTERS_KEPT: usize = 40;
/// Words of a question that count.
const WORDS_ASKED: usize = 8;
/// What stands in fewer rows is read whole; of what stands in more, the newest reports hold enough.
const RARE: usize = 2_000;
/// Candidates that are looked at in one go.
const CHUNK: usize = 500;
/// Chunks that are looked at for one page: beyond, the page ends early and its "older" link goes on from there.
const CHUNKS: usize = 20;
/// Begins a word with its tones: no folded word begins so.
const SPOKEN: char = '~';

/// The words by which a report is found, as they are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// The first words of these texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut plain, mut spoken) = (BTreeSet::new(), BTreeSet::new());
        for word in texts.into_iter().flat_map(text::both_words) {
            if plain.len() < WORDS_KEPT {
                spoken.extend(word.toned.as_deref().map(spoken_row));
                plain.insert(cut(&word.plain));
            }
        }
        plain.append(&mut spoken);
        Self(plain)
    }

    /// Two reports with the same print have the same words: by it a copy knows whether they are to be written.
    pub fn print(&self) -> String {
        let mut print = Sha256::new();
        for word in &self.0 {
            print.update(word);
            print.update([0]);
        }
        print.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The words that find a report.
pub fn words(conn: &mut Conn, ticket: TicketId) -> Found<Words> {
    let own = ticket_words::table.filter(ticket_words::ticket_id.eq(ticket));
    Ok(Words(own.select(ticket_words::word).load(conn)?.into_iter().collect()))
}

/// Makes a report found by these words, and by no others.
pub fn keep(conn: &mut Conn, ticket: TicketId, wanted: &Words) -> Found<()> {
    let kept = words(conn, ticket)?;
    let gone: Vec<&String> = kept.0.difference(&wanted.0).collect();
    if !gone.is_empty() {
        let own = ticket_words::table.filter(ticket_words::ticket_id.eq(ticket));
        diesel::delete(own.filter(ticket_words::word.eq_any(gone))).execute(conn)?;
    }
    let new = wanted.0.difference(&kept.0);
    let rows: Vec<_> =
        new.map(|word| (ticket_words::word.eq(word), ticket_words::ticket_id.eq(ticket))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    on_each!(conn, |c| diesel::insert_into(ticket_words::table).values(&rows).execute(c)).map(drop)
}

/// Makes reports that nothing finds yet found by their words, all by one statement, word by word: so the rows lie beside one
/// another where they are put.
pub(super) fn lay<'a>(conn: &mut Conn, all: impl Iterator<Item = (TicketId, &'a Words)>) -> Found<()> {
    let mut reports: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (ticket, words) in all {
        words.0.iter().for_each(|word| reports.entry(word).or_default().push(ticket.0));
    }
    let told = serde_json::to_string(&reports)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    let query = match conn {
        Conn::Sqlite(_) => {
            "INSERT INTO ticket_words (word, ticket_id) \
             SELECT w.key, r.value FROM json_each(?) w, json_each(w.value) r"
        }
        Conn::Postgres(_) => {
            "INSERT INTO ticket_words (word, ticket_id) SELECT w.key, r.value::bigint \
             FROM jsonb_each($1::jsonb) w, jsonb_array_elements_text(w.value) r"
        }
    };
    on_each!(conn, |c| diesel::sql_query(query).bind::<diesel::sql_types::Text, _>(told).execute(c)).map(drop)
}

/// A question, made ready. The last word may be the beginning of one.
pub struct Question {
    /// What every report that is found has.
    plain: Vec<Part>,
    /// What those have that agree in the tones, too; nothing where none were typed.
    toned: Vec<Part>,
}

/// What was found on the way along a list.
pub struct Walk {
    pub found: Vec<Entry>,
    /// The last place looked at, where the way went on without end.
    pub stopped: Option<i64>,
}

/// Gives what comes next in the list anyway: of some, or of all, beyond a place, at most so many.
pub trait Wanted: FnMut(&mut Conn, Option<&[TicketId]>, Option<i64>, usize) -> Found<Vec<Entry>> {}

impl<T> Wanted for T where T: FnMut(&mut Conn, Option<&[TicketId]>, Option<i64>, usize) -> Found<Vec<Entry>> {}

/// Where a walk begins, and how many it looks for.
type Start = (Option<i64>, usize);

impl Question {
    /// Reads what was typed; nothing where it holds no word.
    pub fn read(typed: &str) -> Option<Self> {
        let mut words = text::both_words(typed);
        words.truncate(WORDS_ASKED);
        let last = words.len().checked_sub(1)?;
        let part = |at: usize, row: String| if at == last { Part::Beginning(row) } else { Part::Whole(row) };
        let plain = |(at, word): (usize, &Word)| part(at, cut(&word.plain));
        let spoken = |(at, word): (usize, &Word)| {
            part(at, word.toned.as_deref().map_or_else(|| cut(&word.plain), spoken_row))
        };
        let toned = words.iter().any(|word| word.toned.is_some());
        Some(Self {
            plain: words.iter().enumerate().map(plain).collect(),
            toned: if toned { words.iter().enumerate().map(spoken).collect() } else { Vec::new() },
        })
    }

    /// Were tones or other marks typed, so that some reports agree better than others?
    pub fn is_toned(&self) -> bool {
        !self.toned.is_empty()
    }

    /// The reports beyond a place of the list that hold every word whatever its tones.
    pub fn all(&self, conn: &mut Conn, way: Way, start: Start, wanted: impl Wanted) -> Found<Walk> {
        walk(conn, (&self.plain, &[]), (way, start), wanted)
    }

    /// Those of them that agree in every tone that was typed.
    pub fn agreeing(&self, conn: &mut Conn, way: Way, start: Start, wanted: impl Wanted) -> Found<Walk> {
        walk(conn, (&self.toned, &[]), (way, start), wanted)
    }

    /// The others.
    pub fn differing(&self, conn: &mut Conn, way: Way, start: Start, wanted: impl Wanted) -> Found<Walk> {
        walk(conn, (&self.plain, &self.toned), (way, start), wanted)
    }
}

/// Which rows stand for a word that was typed.
#[derive(Debug, Clone)]
enum Part {
    Whole(String),
    Beginning(String),
}

type Rows<'a> = ticket_words::BoxedQuery<'a, MultiBackend, diesel::sql_types::BigInt>;

impl Part {
    /// Both databases keep the rows in the order of their bytes: whatever begins so lies between the two ends.
    fn rows(&self) -> Rows<'_> {
        let rows = ticket_words::table.select(ticket_words::ticket_id).into_boxed::<MultiBackend>();
        match self {
            Self::Whole(word) => rows.filter(ticket_words::word.eq(word)),
            Self::Beginning(start) => rows
                .filter(ticket_words::word.ge(start))
                .filter(ticket_words::word.lt(format!("{start}\u{10ffff}"))),
        }
    }

    /// Every report that has it, where these are few.
    fn few(&self, conn: &mut Conn) -> Found<Option<BTreeSet<TicketId>>> {
        let rows: Vec<TicketId> = self.rows().limit(RARE as i64).load(conn)?;
        Ok((rows.len() < RARE).then(|| rows.into_iter().collect()))
    }

    /// Those of the candidates that have it.
    fn among(&self, conn: &mut Conn, candidates: &[TicketId]) -> Found<HashSet<TicketId>> {
        Ok(self.rows().filter(ticket_words::ticket_id.eq_any(candidates)).load(conn)?.into_iter().collect())
    }
}

/// The reports that have all of `with`, and not all of `without` where there is any.
///
/// Goes along what gives the fewest candidates in the order of the list: a rare word's few reports, a common word's
/// next, or, where only a common beginning was typed or the list stands in the order of the answers, the list itself.
fn walk(
    conn: &mut Conn,
    (with, without): (&[Part], &[Part]),
    (way, (from, limit)): (Way, Start),
    mut wanted: impl Wanted,
) -> Found<Walk> {
    if let Some(few) = few_with(conn, with)? {
        let ids = kept(conn, (with, without), few.into_iter().collect())?;
        let found = if ids.is_empty() { Vec::new() } else { wanted(conn, Some(&ids), from, limit)? };
        return Ok(Walk { found, stopped: None });
    }
    let common = with.iter().find(|part| matches!(part, Part::Whole(_))).filter(|_| !way.by_answer);
    let mut walk = Walk { found: Vec::new(), stopped: from };
    for _ in 0..CHUNKS {
        let chunk = match common {
            Some(word) => next_with(conn, word, way, walk.stopped)?,
            None => wanted(conn, None, walk.stopped, CHUNK)?,
        };
        let more = chunk.len() == CHUNK;
        walk.stopped = chunk.last().map(|(at, _)| *at).or(walk.stopped);
        let ids = kept(conn, (with, without), chunk.iter().map(|(_, id)| *id).collect())?;
        if common.is_none() {
            let ids: HashSet<TicketId> = ids.into_iter().collect();
            walk.found.extend(chunk.into_iter().filter(|(_, id)| ids.contains(id)));
        } else if !ids.is_empty() {
            walk.found.extend(wanted(conn, Some(&ids), None, CHUNK)?);
        }
        if !more {
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

/// All that have the rare ones of these words; nothing where none is rare.
fn few_with(conn: &mut Conn, with: &[Part]) -> Found<Option<BTreeSet<TicketId>>> {
    let mut few: Option<BTreeSet<TicketId>> = None;
    for part in with {
        if let Some(own) = part.few(conn)? {
            few = Some(few.map_or_else(|| own.clone(), |known| known.intersection(&own).copied().collect()));
        }
        if few.as_ref().is_some_and(BTreeSet::is_empty) {
            break;
        }
    }
    Ok(few)
}

/// The next reports with a word that stands in many.
fn next_with(conn: &mut Conn, word: &Part, way: Way, from: Option<i64>) -> Found<Vec<Entry>> {
    let mut rows = word.rows().limit(CHUNK as i64);
    rows = if way.rising {
        rows.order(ticket_words::ticket_id.asc())
    } else {
        rows.order(ticket_words::ticket_id.desc())
    };
    if let Some(from) = from {
        rows = if way.rising {
            rows.filter(ticket_words::ticket_id.gt(from))
        } else {
            rows.filter(ticket_words::ticket_id.lt(from))
        };
    }
    let ids: Vec<TicketId> = rows.load(conn)?;
    Ok(ids.into_iter().map(|id| (id.0, id)).collect())
}

/// Those of the candidates that have all of `with`, and not all of `without` where there is any, in their order.
fn kept(
    conn: &mut Conn,
    (with, without): (&[Part], &[Part]),
    candidates: Vec<TicketId>,
) -> Found<Vec<TicketId>> {
    let mut kept = holding(conn, with, candidates)?;
    if !without.is_empty() {
        let agreeing: HashSet<TicketId> = holding(conn, without, kept.clone())?.into_iter().collect();
        kept.retain(|id| !agreeing.contains(id));
    }
    Ok(kept)
}

/// Those of the candidates that have every part, in their order.
fn holding(conn: &mut Conn, parts: &[Part], mut candidates: Vec<TicketId>) -> Found<Vec<TicketId>> {
    for part in parts {
        if candidates.is_empty() {
            break;
        }
        let with = part.among(conn, &candidates)?;
        candidates.retain(|id| with.contains(id));
    }
    Ok(candidates)
}

fn spoken_row(toned: &str) -> String {
    format!("{SPOKEN}{}", cut(toned))
}

fn cut(word: &str) -> String {
    word.chars().take(LETTERS_KEPT).collect()
}
