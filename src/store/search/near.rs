//! What somebody may have meant who finds nothing: words of the index that are nearly those that were typed.
use super::{Place, Span, Tier, Want, endings};
use crate::domain::search::Question;
use crate::domain::text::Word;
use crate::ids::TicketId;
use crate::schema::search_words;
use crate::store::{Conn, Found};
use diesel::prelude::*;

/// Words that are compared with one that was typed.
const COMPARED: i64 = 20_000;
/// Nearest words that are looked at, and offered.
const NEAREST: usize = 6;
const OFFERED: usize = 3;
/// How often a word stands there tells which is meant; beyond this it stands there often.
const OFTEN: usize = 50;
/// Words that nobody has which are put right; of a question with more, nothing is known.
const MENDED: usize = 2;

/// A question that finds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Its words, folded.
    pub words: Vec<String>,
    /// A report that it finds.
    pub found: TicketId,
}

/// Questions like this one that find something: with the nearest words for those that no report has, or with a word less.
/// No word is offered that no public report has now.
pub fn nearer(conn: &mut Conn, question: &Question) -> Found<Vec<Near>> {
    let words: Vec<(Word, bool)> = question.words().map(|(word, start)| (word.clone(), start)).collect();
    let mut known = Vec::new();
    for (word, start) in &words {
        let alike = if *start { endings(conn, "", &word.plain)? } else { vec![word.plain.clone()] };
        known.push(!first(conn, &[want(alike.clone())], 1)?.is_empty());
    }
    let unknown: Vec<usize> = (0..words.len()).filter(|at| !known[*at]).collect();
    let mut near = match unknown[..] {
        [] => Vec::new(),
        _ if unknown.len() > MENDED => return Ok(Vec::new()),
        [at, ..] => mended(conn, &words, &unknown, at)?,
    };
    if near.is_empty() && words.len() > 1 {
        near = with_less(conn, &words, &unknown)?;
    }
    near.truncate(OFFERED);
    Ok(near)
}

/// With the nearest words in the place of those that nobody has.
fn mended(conn: &mut Conn, words: &[(Word, bool)], unknown: &[usize], first_at: usize) -> Found<Vec<Near>> {
    let mut others = Vec::new();
    for at in &unknown[1..] {
        match nearest(conn, &words[*at].0.plain)?.into_iter().next() {
            Some(other) => others.push((*at, other)),
            None => return Ok(Vec::new()),
        }
    }
    let mut near = Vec::new();
    for candidate in nearest(conn, &words[first_at].0.plain)? {
        let put = |at: usize| {
            let other = others.iter().find(|(own, _)| *own == at).map(|(_, other)| other);
            if at == first_at { Some(&candidate) } else { other }
        };
        let asked = (0..words.len()).map(|at| put(at).unwrap_or(&words[at].0.plain).clone()).collect();
        near.extend(found_by(conn, asked)?);
    }
    Ok(near)
}

/// Without what nobody has; where all are there, but nowhere together, without one of them.
fn with_less(conn: &mut Conn, words: &[(Word, bool)], unknown: &[usize]) -> Found<Vec<Near>> {
    let without: Vec<Vec<usize>> = match unknown {
        [] => (0..words.len()).rev().map(|at| vec![at]).collect(),
        some => vec![some.to_vec()],
    };
    let mut near = Vec::new();
    for gone in without {
        let left = words.iter().enumerate().filter(|(at, _)| !gone.contains(at));
        near.extend(found_by(conn, left.map(|(_, (word, _))| word.plain.clone()).collect())?);
    }
    Ok(near)
}

/// The question that these words are, if it finds something. Its last word may be a beginning, as it is when it is asked.
fn found_by(conn: &mut Conn, words: Vec<String>) -> Found<Option<Near>> {
    let Some((last, before)) = words.split_last() else { return Ok(None) };
    let mut wants: Vec<Want> = before.iter().map(|word| want(vec![word.clone()])).collect();
    wants.push(want(endings(conn, "", last)?));
    Ok(first(conn, &wants, 1)?.first().copied().map(|found| Near { words, found }))
}

/// The words of the index that are nearly this one, and that some report has: the nearest first, then the commonest.
fn nearest(conn: &mut Conn, word: &str) -> Found<Vec<String>> {
    let letters: Vec<char> = word.chars().collect();
    // A number is that number, and one letter is nothing.
    if letters.len() < 2 || letters.iter().any(|letter| letter.is_numeric()) {
        return Ok(Vec::new());
    }
    let most = if letters.len() < 5 { 1 } else { 2 };
    let mut alike: Vec<(usize, String)> = Vec::new();
    // Whoever errs in the first letter has most often put the second before it.
    for start in [letters[0], letters[1]].iter().take(if letters[0] == letters[1] { 1 } else { 2 }) {
        let known: Vec<String> = search_words::table
            .filter(search_words::word.ge(start.to_string()))
            .filter(search_words::word.lt(format!("{start}\u{10ffff}")))
            .order(search_words::word)
            .limit(COMPARED)
            .select(search_words::word)
            .load(conn)?;
        let distance = |own: String| {
            let far = own.chars().count().abs_diff(letters.len()) > most || own == word;
            let far = far || own.chars().any(|letter| letter.is_numeric());
            (!far).then(|| (strsim::osa_distance(&own, word), own)).filter(|(distance, _)| *distance <= most)
        };
        alike.extend(known.into_iter().filter_map(distance));
    }
    alike.sort();
    alike.truncate(NEAREST * 4);
    let mut counted = Vec::new();
    for (distance, own) in alike {
        let often = first(conn, &[want(vec![own.clone()])], OFTEN)?.len();
        if often > 0 {
            counted.push((distance, OFTEN - often, own));
        }
    }
    counted.sort();
    counted.truncate(NEAREST);
    Ok(counted.into_iter().map(|(_, _, own)| own).collect())
}

fn want(words: Vec<String>) -> Want {
    Want::one_of(Place::Any, words)
}

fn first(conn: &mut Conn, wants: &[Want], most: usize) -> Found<Vec<TicketId>> {
    Tier { with: wants.to_vec(), without: Vec::new() }.next(conn, Span::ALL, most)
}
