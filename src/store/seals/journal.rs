//! The seals of the administrators' journal: a chain in the order of writing, with its length and end kept apart.
use super::super::{Conn, Found};
use super::marks::{self, Mark};
use super::read::{content, understood};
use crate::domain::seal::{Fault, Key, Row, Thing, Touched, of_entry};
use crate::schema::{journal_seals, seal_marks};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};

const MARK: &str = "journal";
/// Entries read at a time.
const PART: i64 = 1000;

/// The end of the chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct End {
    pub count: i64,
    pub seal: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = BigInt)]
    entry: i64,
    #[diesel(sql_type = Text)]
    seal: String,
    #[diesel(sql_type = Nullable<Text>)]
    content: Option<String>,
}

#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = Text)]
    content: String,
}

/// Seals the entries that were added. An end that is not ours is left so.
pub(super) fn follow(conn: &mut Conn, key: &Key, touched: &[Touched]) -> Found<()> {
    if touched.is_empty() {
        return Ok(());
    }
    take_turns(conn)?;
    let Some(mut end) = end(conn, key)? else {
        tracing::error!("the end of the journal's seals was changed past the portal");
        return Ok(());
    };
    for row in touched.iter().filter_map(|one| one.after.as_ref()) {
        end = add(conn, key, &end, row)?;
    }
    marks::put(conn, key, MARK, &format!("{} {}", end.count, end.seal))
}

/// Two that write at once must not follow the same entry.
fn take_turns(conn: &mut Conn) -> Found<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => seal_marks::table
            .filter(seal_marks::name.eq(MARK))
            .select(seal_marks::name)
            .for_update()
            .load::<String>(c)
            .map(drop),
    }
}

fn add(conn: &mut Conn, key: &Key, end: &End, row: &Row) -> Found<End> {
    let next = End { count: end.count + 1, seal: of_entry(key, &end.seal, end.count + 1, row) };
    let values = (
        journal_seals::number.eq(next.count),
        journal_seals::entry.eq(row.id),
        journal_seals::seal.eq(&next.seal),
    );
    diesel::insert_into(journal_seals::table).values(values).execute(conn)?;
    Ok(next)
}

/// The end as it is kept; nothing where somebody else wrote it.
pub fn end(conn: &mut Conn, key: &Key) -> Found<Option<End>> {
    Ok(match marks::read(conn, key, MARK)? {
        Mark::Ours(value) => value
            .split_once(' ')
            .and_then(|(count, seal)| Some(End { count: count.parse().ok()?, seal: seal.to_owned() })),
        Mark::None => Some(End::default()),
        Mark::Foreign => None,
    })
}

/// Seals the whole journal anew, in the order of its ids.
pub fn seal_all(conn: &mut Conn, key: &Key) -> Found<()> {
    diesel::delete(journal_seals::table).execute(conn)?;
    let content = content(conn, Thing::Journal.as_str())?;
    let (mut end, mut after) = (End::default(), i64::MIN);
    loop {
        let query = format!(
            "SELECT {content} AS content FROM office_events r WHERE r.id > {after} ORDER BY r.id LIMIT {PART}"
        );
        let entries: Vec<Entry> = sql_query(query).load(conn)?;
        if entries.is_empty() {
            return marks::put(conn, key, MARK, &format!("{} {}", end.count, end.seal));
        }
        for entry in entries {
            let row = understood(Thing::Journal, entry.content)?;
            after = row.id;
            end = add(conn, key, &end, &row)?;
        }
    }
}

/// The first entry that is not as it was sealed, and how many there are. `kept`, from an older head, must be in the chain.
pub fn verify(conn: &mut Conn, key: &Key, kept: Option<&End>) -> Found<(i64, Option<Fault>)> {
    let Some(end) = end(conn, key)? else { return Ok((0, Some(Fault::Forged))) };
    let content = content(conn, Thing::Journal.as_str())?;
    let mut at = End::default();
    let mut set_back = kept.is_some_and(|kept| kept.count > end.count);
    while at.count < end.count {
        let query = format!(
            "SELECT s.number, s.entry, s.seal, CASE WHEN r.id IS NULL THEN NULL ELSE {content} END AS content \
             FROM journal_seals s LEFT JOIN office_events r ON r.id = s.entry \
             WHERE s.number > {} ORDER BY s.number LIMIT {PART}",
            at.count
        );
        let lines: Vec<Line> = sql_query(query).load(conn)?;
        if lines.is_empty() {
            return Ok((at.count, Some(Fault::Forged)));
        }
        for line in lines {
            let Some(content) = line.content else {
                return Ok((at.count, Some(Fault::Removed(Thing::Journal, line.entry))));
            };
            let row = understood(Thing::Journal, content)?;
            if line.number != at.count + 1 || of_entry(key, &at.seal, line.number, &row) != line.seal {
                return Ok((at.count, Some(Fault::Changed(Thing::Journal, line.entry))));
            }
            at = End { count: line.number, seal: line.seal };
            set_back |= kept.is_some_and(|kept| kept.count == at.count && kept.seal != at.seal);
        }
    }
    let unsealed = "SELECT CAST(0 AS BIGINT) AS number, r.id AS entry, '' AS seal, NULL AS content FROM office_events r \
                    WHERE NOT EXISTS (SELECT 1 FROM journal_seals s WHERE s.entry = r.id) ORDER BY r.id LIMIT 1";
    let added = sql_query(unsealed).load::<Line>(conn)?;
    let added = added.first().map(|line| Fault::Added(Thing::Journal, line.entry));
    let forged = (at != end).then_some(Fault::Forged);
    Ok((at.count, added.or(forged).or(set_back.then_some(Fault::SetBack))))
}
