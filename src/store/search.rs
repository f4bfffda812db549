//! Finding public reports by their words. The words lie folded in a table of their own, one row a word, so that both
//! databases find them by index and neither needs a full-text engine of its own.
use super::{Conn, Found, on_each};
use crate::domain::text;
use crate::domain::ticket::Ticket;
use crate::ids::TicketId;
use crate::schema::ticket_words;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// Words of one report that are kept; a longer text is found by its first ones.
const WORDS_KEPT: usize = 500;
/// Longer words are cut: nobody types them, and they may be anything.
const LETTERS_KEPT: usize = 40;
/// Words of a question that count.
const WORDS_ASKED: usize = 8;
/// How many words a beginning may stand for.
const ENDINGS: usize = 20;
/// How far a word is counted to see whether it is rare.
const RARE: i64 = 1_000;
/// Candidates that are looked at in one go.
const CHUNK: i64 = 500;
/// Chunks that are looked at for one page: beyond, the page ends early and its "older" link goes on from there.
const CHUNKS: usize = 20;

/// Makes a public report findable by its public copy and by `extra` (the names of its category, commune, agency).
/// One that is not public is forgotten.
pub fn index(conn: &mut Conn, ticket: &Ticket, extra: &[&str]) -> Found<()> {
    forget(conn, ticket.id)?;
    if !ticket.is_public {
        return Ok(());
    }
    let own = [&ticket.code, &ticket.public_title, &ticket.place, &ticket.public_body];
    let mut words = BTreeSet::new();
    for text in own.into_iter().map(String::as_str).chain(extra.iter().copied()) {
        words.extend(text::words(text).into_iter().map(cut));
    }
    let rows: Vec<_> = words
        .into_iter()
        .take(WORDS_KEPT)
        .map(|word| (ticket_words::word.eq(word), ticket_words::ticket_id.eq(ticket.id)))
        .collect();
    on_each!(conn, |c| diesel::insert_into(ticket_words::table).values(&rows).execute(c)).map(drop)
}

/// A report that is not public any more is not found any more.
pub fn forget(conn: &mut Conn, ticket: TicketId) -> Found<()> {
    diesel::delete(ticket_words::table.filter(ticket_words::ticket_id.eq(ticket))).execute(conn).map(drop)
}

/// A question, made ready: for each word typed, the kept words that it may stand for.
pub struct Question {
    /// The rarest first.
    groups: Vec<Vec<String>>,
}

impl Question {
    /// Reads what was typed; the last word may be the beginning of one. `None` when a word stands for nothing at all.
    pub fn read(conn: &mut Conn, typed: &str) -> Found<Option<Self>> {
        let mut words: Vec<String> = text::words(typed).into_iter().map(cut).collect();
        words.truncate(WORDS_ASKED);
        let Some(last) = words.pop() else {
            return Ok(None);
        };
        let mut groups: Vec<Vec<String>> = words.into_iter().map(|word| vec![word]).collect();
        groups.push(endings(conn, &last)?);
        let mut counted = Vec::with_capacity(groups.len());
        for group in groups {
            let count = count_up_to(conn, &group)?;
            if count == 0 {
                return Ok(None);
            }
            counted.push((count, group));
        }
        counted.sort();
        Ok(Some(Self { groups: counted.into_iter().map(|(_, group)| group).collect() }))
    }

    /// The reports before `before` (the newest first) that hold every word, as far as `wanted` says they are wanted.
    pub fn ids(
        &self,
        conn: &mut Conn,
        before: Option<TicketId>,
        limit: usize,
        mut wanted: impl FnMut(&mut Conn, &[TicketId]) -> Found<Vec<TicketId>>,
    ) -> Found<Vec<TicketId>> {
        let Some((rarest, others)) = self.groups.split_first() else {
            return Ok(Vec::new());
        };
        let (mut found, mut before) = (Vec::new(), before);
        for _ in 0..CHUNKS {
            let (mut candidates, rest) = newest_with(conn, rarest, before)?;
            before = candidates.last().copied();
            for group in others {
                candidates = having(conn, group, candidates)?;
            }
            if !candidates.is_empty() {
                found.extend(wanted(conn, &candidates)?);
            }
            if found.len() >= limit || !rest {
                break;
            }
        }
        found.truncate(limit);
        Ok(found)
    }
}

/// The words that begin so, by hopping from one to the next along the index.
fn endings(conn: &mut Conn, beginning: &str) -> Found<Vec<String>> {
    let end = format!("{beginning}\u{10ffff}");
    let mut found: Vec<String> = Vec::new();
    let mut next: Option<String> = ticket_words::table
        .filter(ticket_words::word.ge(beginning))
        .filter(ticket_words::word.lt(&end))
        .order(ticket_words::word)
        .select(ticket_words::word)
        .first(conn)
        .optional()?;
    while let Some(word) = next {
        next = ticket_words::table
            .filter(ticket_words::word.gt(&word))
            .filter(ticket_words::word.lt(&end))
            .order(ticket_words::word)
            .select(ticket_words::word)
            .first(conn)
            .optional()?;
        found.push(word);
        if found.len() == ENDINGS {
            break;
        }
    }
    Ok(found)
}

/// How often the words of a group stand anywhere, counted up to a limit each.
fn count_up_to(conn: &mut Conn, group: &[String]) -> Found<usize> {
    let mut count = 0;
    for word in group {
        let rows: Vec<TicketId> = ticket_words::table
            .filter(ticket_words::word.eq(word))
            .limit(RARE)
            .select(ticket_words::ticket_id)
            .load(conn)?;
        count += rows.len();
    }
    Ok(count)
}

/// The newest reports before `before` with a word of the group, newest first; and whether there may be more.
///
/// Each word's rows come in order from the index. Where one word had more, nothing older than its last row is taken
/// from the others, so that the next chunk goes on without a gap.
fn newest_with(conn: &mut Conn, group: &[String], before: Option<TicketId>) -> Found<(Vec<TicketId>, bool)> {
    let before = before.unwrap_or(TicketId(i64::MAX));
    let (mut all, mut floor): (Vec<TicketId>, Option<TicketId>) = (Vec::new(), None);
    for word in group {
        let rows: Vec<TicketId> = ticket_words::table
            .filter(ticket_words::word.eq(word))
            .filter(ticket_words::ticket_id.lt(before))
            .order(ticket_words::ticket_id.desc())
            .limit(CHUNK)
            .select(ticket_words::ticket_id)
            .load(conn)?;
        if rows.len() as i64 == CHUNK {
            floor = floor.max(rows.last().copied());
        }
        all.extend(rows);
    }
    if let Some(floor) = floor {
        all.retain(|id| *id >= floor);
    }
    all.sort_by(|a, b| b.cmp(a));
    all.dedup();
    Ok((all, floor.is_some()))
}

/// Those of the candidates that have a word of the group too.
fn having(conn: &mut Conn, group: &[String], candidates: Vec<TicketId>) -> Found<Vec<TicketId>> {
    if candidates.is_empty() {
        return Ok(candidates);
    }
    let with: HashSet<TicketId> = ticket_words::table
        .filter(ticket_words::word.eq_any(group))
        .filter(ticket_words::ticket_id.eq_any(&candidates))
        .select(ticket_words::ticket_id)
        .load::<TicketId>(conn)?
        .into_iter()
        .collect();
    Ok(candidates.into_iter().filter(|id| with.contains(id)).collect())
}

fn cut(word: String) -> String {
    word.chars().take(LETTERS_KEPT).collect()
}
