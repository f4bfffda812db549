//! Sees which sealed rows a transaction changes, whoever changes them: no verb can forget to say so. Only the portal's own
//! connections are watched: SQLite's temporary triggers belong to a connection, and so does PostgreSQL's temporary table,
//! without which the trigger does nothing.
use super::super::{Conn, Found};
use crate::domain::seal::{Row, Thing, Touched};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text};
use std::fmt::Write;

#[derive(QueryableByName)]
struct Change {
    #[diesel(sql_type = Text)]
    thing: String,
    #[diesel(sql_type = Nullable<Text>)]
    row_before: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    row_after: Option<String>,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Begins to watch what this connection writes.
pub(in crate::store) fn begin(conn: &mut Conn) -> Found<()> {
    match conn {
        Conn::Postgres(c) => c.batch_execute(
            "CREATE TEMP TABLE touched (number BIGINT GENERATED ALWAYS AS IDENTITY, thing TEXT NOT NULL, \
             row_before TEXT, row_after TEXT) ON COMMIT DELETE ROWS",
        ),
        Conn::Sqlite(c) => {
            let mut words = String::from(
                "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE touched (number INTEGER PRIMARY KEY, \
                 thing TEXT NOT NULL, row_before TEXT, row_after TEXT);",
            );
            for table in Thing::ALL.iter().map(Thing::as_str) {
                let (before, after) = (in_json(c, table, "OLD")?, in_json(c, table, "NEW")?);
                let cases = [
                    ("INSERT", "NULL", after.as_str()),
                    ("UPDATE", before.as_str(), after.as_str()),
                    ("DELETE", before.as_str(), "NULL"),
                ];
                for (verb, before, after) in cases {
                    // Writing into a text does not fail.
                    let _ = write!(
                        words,
                        "CREATE TEMP TRIGGER watch_{table}_{verb} AFTER {verb} ON main.{table} BEGIN \
                         INSERT INTO touched (thing, row_before, row_after) VALUES ('{table}', {before}, {after}); END;"
                    );
                }
            }
            c.batch_execute(&words)
        }
    }
}

/// What this transaction has changed so far, in order; asked again, it says nothing of it any more.
pub(in crate::store) fn take(conn: &mut Conn) -> Found<Vec<Touched>> {
    let query = "SELECT thing, row_before, row_after FROM touched ORDER BY number";
    let changes: Vec<Change> = sql_query(query).load(conn)?;
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    sql_query("DELETE FROM touched").execute(conn)?;
    changes.into_iter().map(understood).collect()
}

fn understood(change: Change) -> Found<Touched> {
    let wrong = || diesel::result::Error::QueryBuilderError("a changed row cannot be read".into());
    let thing: Thing = change.thing.parse().map_err(|_| wrong())?;
    let row =
        |content: Option<String>| content.map(|text| Row::read(thing, text).ok_or_else(wrong)).transpose();
    Ok(Touched { before: row(change.row_before)?, after: row(change.row_after)? })
}

/// A row of an SQLite table in JSON, every column that the table has. (PostgreSQL has `to_jsonb`.)
pub(super) fn in_json(conn: &mut SqliteConnection, table: &str, row: &str) -> Found<String> {
    let columns: Vec<Column> =
        sql_query(format!("SELECT name FROM pragma_table_info('{table}')")).load(conn)?;
    // JSON cannot hold bytes, and no column of ours does: what somebody put there is written out.
    let value = |name: &str| {
        let column = format!("{row}.\"{name}\"");
        format!("'{name}', iif(typeof({column}) = 'blob', 'bytes ' || hex({column}), {column})")
    };
    let values: Vec<String> = columns.iter().map(|column| value(&column.name)).collect();
    Ok(format!("json_object({})", values.join(", ")))
}
