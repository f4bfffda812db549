//! The index in PostgreSQL: a `tsvector` that we write ourselves. Each word stands in its place folded, with its tones after
//! "~", and, in title, place and code, once more after "^".
use super::{Hit, Place, Span, Tier, Want};
use crate::domain::search::{Words, spoken};
use crate::ids::TicketId;
use crate::store::Found;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;

const HEAD: char = '^';
const SPOKEN: char = '~';
/// A lexeme keeps no more places than these.
const PLACES: usize = 255;

/// Lays its words into the index, in the place of those that stood there.
pub(super) fn keep(conn: &mut PgConnection, ticket: TicketId, words: &Words) -> Found<()> {
    sql_query(
        "INSERT INTO search_index (ticket_id, words) VALUES ($1, $2::tsvector) \
         ON CONFLICT (ticket_id) DO UPDATE SET words = excluded.words",
    )
    .bind::<BigInt, _>(ticket)
    .bind::<Text, _>(vector(words))
    .execute(conn)
    .map(drop)
}

/// Takes it out of the index.
pub(super) fn forget(conn: &mut PgConnection, ticket: TicketId) -> Found<()> {
    sql_query("DELETE FROM search_index WHERE ticket_id = $1")
        .bind::<BigInt, _>(ticket)
        .execute(conn)
        .map(drop)
}

/// Is it in the index at all?
pub(super) fn stands(conn: &mut PgConnection, ticket: TicketId) -> Found<bool> {
    let found: Option<Hit> = sql_query("SELECT ticket_id AS id FROM search_index WHERE ticket_id = $1")
        .bind::<BigInt, _>(ticket)
        .get_result(conn)
        .optional()?;
    Ok(found.is_some_and(|hit| hit.id == ticket))
}

/// Is it found by each of these words?
pub(super) fn holds(conn: &mut PgConnection, ticket: TicketId, words: &Words) -> Found<bool> {
    let found: Option<Hit> =
        sql_query("SELECT ticket_id AS id FROM search_index WHERE ticket_id = $1 AND words = $2::tsvector")
            .bind::<BigInt, _>(ticket)
            .bind::<Text, _>(vector(words))
            .get_result(conn)
            .optional()?;
    Ok(found.is_some())
}

/// The next reports of a tier, in the order of the span.
pub(super) fn next(conn: &mut PgConnection, tier: &Tier, span: Span, limit: usize) -> Found<Vec<TicketId>> {
    let order = if span.rising { "ASC" } else { "DESC" };
    let found: Vec<Hit> = sql_query(format!(
        "SELECT ticket_id AS id FROM search_index WHERE words @@ $1::tsquery AND ticket_id > $2 AND ticket_id < $3 \
         ORDER BY ticket_id {order} LIMIT $4"
    ))
    .bind::<Text, _>(question(tier))
    .bind::<BigInt, _>(span.above)
    .bind::<BigInt, _>(span.below)
    .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
    .load(conn)?;
    Ok(found.into_iter().map(|hit| hit.id).collect())
}

fn vector(words: &Words) -> String {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let head = words.head.len();
    for (at, word) in words.head.iter().chain(&words.rest).enumerate() {
        let Some(word) = word else { continue };
        let mut lexemes = vec![word.plain.clone(), format!("{SPOKEN}{}", spoken(word))];
        if at < head {
            lexemes.push(format!("{HEAD}{}", word.plain));
        }
        for lexeme in lexemes {
            places.entry(lexeme).or_default().push(at + 1);
        }
    }
    let one = |(lexeme, places): (&String, &Vec<usize>)| {
        let places: Vec<String> = places.iter().take(PLACES).map(ToString::to_string).collect();
        format!("{}:{}", quoted(lexeme), places.join(","))
    };
    places.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// "('ngap' & '~…') & !('^ngap')"
fn question(tier: &Tier) -> String {
    let without = tier.without.iter().map(|wants| format!("!{}", group(wants)));
    std::iter::once(group(&tier.with)).chain(without).collect::<Vec<_>>().join(" & ")
}

fn group(wants: &[Want]) -> String {
    let all: Vec<String> = wants.iter().map(asked).collect();
    format!("({})", all.join(" & "))
}

fn asked(want: &Want) -> String {
    let mark = match want.place {
        Place::Any => "",
        Place::Head => "^",
        Place::Spoken => "~",
    };
    let together = |words: &Vec<String>| {
        let words: Vec<String> = words.iter().map(|word| quoted(&format!("{mark}{word}"))).collect();
        format!("({})", words.join(" <-> "))
    };
    format!("({})", want.any.iter().map(together).collect::<Vec<_>>().join(" | "))
}

fn quoted(lexeme: &str) -> String {
    format!("'{}'", lexeme.replace('\\', "\\\\").replace('\'', "''"))
}
