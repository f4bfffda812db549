//! The index in SQLite: FTS5, which keeps no text. Its words are separated by spaces, and come as they are to be found.
use super::{Hit, Place, Span, Tier, Want};
use crate::domain::search::{Words, spoken};
use crate::domain::text::Word;
use crate::ids::TicketId;
use crate::store::Found;
use crate::store::statement::{Value, statement};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeSet;

/// Stands between two texts: a word that nobody can type.
const BETWEEN: &str = "·";

/// Lays its words into the index, in the place of those that stood there.
pub(super) fn keep(conn: &mut SqliteConnection, ticket: TicketId, words: &Words) -> Found<()> {
    let joined = |part: &[Option<Word>], of: fn(&Word) -> &str| {
        part.iter().map(|word| word.as_ref().map_or(BETWEEN, of)).collect::<Vec<_>>().join(" ")
    };
    let plain: fn(&Word) -> &str = |word| &word.plain;
    let toned = format!("{} {}", joined(&words.head, spoken), joined(&words.rest, spoken));
    sql_query("INSERT OR REPLACE INTO search_index (rowid, head, plain, toned) VALUES (?, ?, ?, ?)")
        .bind::<BigInt, _>(ticket)
        .bind::<Text, _>(joined(&words.head, plain))
        .bind::<Text, _>(joined(&words.rest, plain))
        .bind::<Text, _>(toned)
        .execute(conn)
        .map(drop)
}

/// Takes it out of the index.
pub(super) fn forget(conn: &mut SqliteConnection, ticket: TicketId) -> Found<()> {
    sql_query("DELETE FROM search_index WHERE rowid = ?").bind::<BigInt, _>(ticket).execute(conn).map(drop)
}

/// Is it in the index at all?
pub(super) fn stands(conn: &mut SqliteConnection, ticket: TicketId) -> Found<bool> {
    let found: Option<Hit> = sql_query("SELECT rowid AS id FROM search_index WHERE rowid = ?")
        .bind::<BigInt, _>(ticket)
        .get_result(conn)
        .optional()?;
    Ok(found.is_some_and(|hit| hit.id == ticket))
}

/// The index cannot say what it holds of a report: it is asked for all its words.
pub(super) fn holds(conn: &mut SqliteConnection, ticket: TicketId, words: &Words) -> Found<bool> {
    let each = |part: &[Option<Word>], of: fn(&Word) -> &str| {
        let all: BTreeSet<String> = part.iter().flatten().map(|word| quoted(of(word))).collect();
        all.into_iter().collect::<Vec<_>>()
    };
    let plain: fn(&Word) -> &str = |word| &word.plain;
    let toned = [&words.head[..], &words.rest].concat();
    for (column, all) in [
        ("head", each(&words.head, plain)),
        ("plain", each(&words.rest, plain)),
        ("toned", each(&toned, spoken)),
    ] {
        // An expression has its bounds.
        for part in all.chunks(100) {
            let question = format!("{column} : ({})", part.join(" AND "));
            let found: Vec<Hit> =
                sql_query("SELECT rowid AS id FROM search_index WHERE search_index MATCH ? AND rowid = ?")
                    .bind::<Text, _>(question)
                    .bind::<BigInt, _>(ticket)
                    .load(conn)?;
            if found.is_empty() {
                return Ok(false);
            }
        }
    }
    stands(conn, ticket)
}

/// The next reports of a tier, in the order of the span.
pub(super) fn next(
    conn: &mut SqliteConnection,
    tier: &Tier,
    span: Span,
    limit: usize,
) -> Found<Vec<TicketId>> {
    let order = if span.rising { "ASC" } else { "DESC" };
    let words = format!(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid > ? AND rowid < ? \
         ORDER BY rowid {order} LIMIT ?"
    );
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let numbers = [span.above, span.below, limit].map(Value::Number);
    let values = std::iter::once(Value::Text(question(tier))).chain(numbers);
    statement::<BigInt>(words, values.collect()).load(conn)
}

/// "(({head plain} : "ngap") AND (toned : "…")) NOT (head : "ngap")"
fn question(tier: &Tier) -> String {
    let with = group(&tier.with);
    if tier.without.is_empty() {
        return with;
    }
    let without: Vec<String> = tier.without.iter().map(|wants| group(wants)).collect();
    format!("{with} NOT ({})", without.join(" OR "))
}

fn group(wants: &[Want]) -> String {
    let all: Vec<String> = wants.iter().map(asked).collect();
    format!("({})", all.join(" AND "))
}

fn asked(want: &Want) -> String {
    let column = match want.place {
        Place::Any => "{head plain}",
        Place::Head => "head",
        Place::Spoken => "toned",
    };
    let any: Vec<String> = want.any.iter().map(|words| quoted(&words.join(" "))).collect();
    format!("({column} : ({}))", any.join(" OR "))
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}
