//! Many rows at a time, as they are: what hangs on a report is read as the database writes it, and laid in by one statement
//! a table. A connection of this kind is not watched by the seals, so whoever lays rows in seals them in the same
//! transaction; nothing else in the house may open one.
use super::db::{Conn, on_each};
use super::public::{cells, copy};
use super::reach::{self, OpenError};
use super::seals::read::content;
use super::{Found, FromDatabase, ledger, search};
use crate::domain::ledger::Line;
use crate::domain::seal::Thing;
use crate::ids::{TicketCode, TicketId};
use crate::schema::tickets;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use std::collections::HashMap;

/// How the form keys of samples begin.
const SAMPLES: &str = "sample-";
/// The desk's row of a report.
const DESK: &str = "desk_reports";
/// The seals of a report.
pub const SEALS: &str = "report_seals";
/// What stays of a report that is public no more.
pub const GONE: &str = "public_gone";

/// An open door for many rows.
pub struct Bulk {
    conn: Conn,
    columns: HashMap<String, Vec<String>>,
}

/// A row as the database writes it in JSON.
#[derive(Debug)]
pub struct Written {
    pub table: &'static str,
    /// What it is to the seals; nothing for what is not sealed.
    pub thing: Option<Thing>,
    pub content: String,
}

/// What the public reads and what is counted of some reports, made and not yet written.
pub struct Projected {
    copies: Vec<copy::Made>,
    lines: Vec<Line>,
}

#[derive(QueryableByName)]
struct One {
    #[diesel(sql_type = Text)]
    value: String,
}

/// The tables of which rows hang on a report, the report first, with the column that names it.
fn tables() -> impl Iterator<Item = (&'static str, &'static str, Option<Thing>)> {
    let sealed = Thing::ALL
        .iter()
        .filter_map(|thing| thing.columns().0.map(|report| (thing.as_str(), report, Some(*thing))));
    sealed.chain([(DESK, "ticket_id", None)])
}

/// What hangs on a report, in an order in which it can be laid in.
pub fn rows(conn: &mut Conn, report: TicketId) -> Found<Vec<Written>> {
    let mut all = Vec::new();
    for (table, column, thing) in tables() {
        let content = content(conn, table)?;
        let query =
            format!("SELECT {content} AS value FROM {table} r WHERE r.{column} = {report} ORDER BY 1");
        let found: Vec<One> = sql_query(query).load(conn)?;
        all.extend(found.into_iter().map(|one| Written { table, thing, content: one.value }));
    }
    Ok(all)
}

/// The form key of the sample with this number.
pub fn form_key(number: u64) -> String {
    format!("{SAMPLES}{number:012}")
}

/// Are there reports that are no samples?
pub fn has_others(conn: &mut Conn) -> Found<bool> {
    let others = tickets::table.filter(tickets::form_key.not_like(format!("{SAMPLES}%")));
    diesel::select(diesel::dsl::exists(others)).get_result(conn)
}

/// How many samples there are, and the first number that none has.
pub fn samples(conn: &mut Conn) -> Found<(u64, u64)> {
    let count: i64 = tickets::table.count().get_result(conn)?;
    let last: Option<String> = tickets::table.select(diesel::dsl::max(tickets::form_key)).first(conn)?;
    let last = last.and_then(|key| key.strip_prefix(SAMPLES).and_then(|number| number.parse::<u64>().ok()));
    Ok((u64::try_from(count).unwrap_or(0), last.map_or(0, |last| last + 1)))
}

/// The codes that reports have.
pub fn codes(conn: &mut Conn) -> Found<Vec<TicketCode>> {
    tickets::table.select(tickets::code).load(conn)
}

/// What is read and counted of these reports, by the same functions as everybody's.
pub fn project(conn: &mut Conn, city: &super::city::City, reports: &[TicketId]) -> Found<Projected> {
    let mut projected = Projected { copies: Vec::new(), lines: Vec::new() };
    for id in reports {
        projected.copies.extend(copy::make(conn, city, *id)?);
        projected.lines.extend(ledger::make(conn, city, *id)?);
    }
    Ok(projected)
}

impl Bulk {
    /// Opens one. Over an empty database nothing is lost that could not be laid in anew, so that SQLite need not wait for
    /// the disk before [`Bulk::finish`].
    pub fn open(url: &str, is_empty: bool) -> Result<Self, OpenError> {
        let mut conn = reach::establish(url)?;
        let waits = if is_empty { "OFF" } else { "NORMAL" };
        let words = match conn {
            Conn::Sqlite(_) => format!(
                "PRAGMA busy_timeout = 60000; PRAGMA foreign_keys = ON; PRAGMA synchronous = {waits}; \
                 PRAGMA cache_size = -400000; PRAGMA wal_autocheckpoint = 60000; PRAGMA temp_store = MEMORY;"
            ),
            Conn::Postgres(_) => "SET TIME ZONE 'UTC'; SET synchronous_commit = off".to_owned(),
        };
        conn.batch_execute(&words).map_err(|error| OpenError::Unreachable(error.to_string()))?;
        Ok(Self { conn, columns: HashMap::new() })
    }

    /// Lays in rows, table by table, each in JSON as [`rows`] writes it, and what was projected of others; all of it or nothing.
    pub fn lay<E: FromDatabase>(
        &mut self,
        tables: &[(&'static str, Vec<String>)],
        projected: Option<Projected>,
    ) -> Result<(), E> {
        let conn = &mut self.conn;
        on_each!(conn, |c| AnsiTransactionManager::begin_transaction(c))?;
        let done = self.write(tables, projected);
        let conn = &mut self.conn;
        match done {
            Ok(()) => Ok(on_each!(conn, |c| AnsiTransactionManager::commit_transaction(c))?),
            Err(error) => {
                on_each!(conn, |c| AnsiTransactionManager::rollback_transaction(c))?;
                Err(error.into())
            }
        }
    }

    fn write(&mut self, tables: &[(&'static str, Vec<String>)], projected: Option<Projected>) -> Found<()> {
        for (table, rows) in in_order(tables).into_iter().filter(|(_, rows)| !rows.is_empty()) {
            let all = format!("[{}]", rows.join(","));
            if !self.columns.contains_key(*table) {
                let columns = columns(&mut self.conn, table)?;
                self.columns.insert((*table).to_owned(), columns);
            }
            let told = statement(&self.conn, table, &self.columns[*table]);
            let conn = &mut self.conn;
            on_each!(conn, |c| sql_query(told).bind::<Text, _>(all).execute(c))?;
        }
        if let Some(Projected { copies, lines }) = projected {
            ledger::lay(&mut self.conn, &lines)?;
            let words = copies.iter().map(|made| made.words());
            search::lay(&mut self.conn, words)?;
            copy::lay(&mut self.conn, &copies)?;
        }
        Ok(())
    }

    /// Counts for the map what was laid in, and brings all of it to the disk.
    pub fn finish(&mut self) -> Found<()> {
        cells::recount(&mut self.conn)?;
        match &mut self.conn {
            Conn::Sqlite(c) => c.batch_execute(
                "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;",
            ),
            // What it does by itself later, for whoever looks at once.
            Conn::Postgres(c) => c.batch_execute("SET synchronous_commit = on; ANALYZE"),
        }
    }
}

/// What others refer to before what refers to it, in whichever order it was made.
fn in_order<'a>(rows: &'a [(&'static str, Vec<String>)]) -> Vec<&'a (&'static str, Vec<String>)> {
    let mut all: Vec<_> = rows.iter().collect();
    all.sort_by_key(|(table, _)| tables().position(|(name, ..)| name == *table).unwrap_or(usize::MAX));
    all
}

fn columns(conn: &mut Conn, table: &str) -> Found<Vec<String>> {
    let query = match conn {
        Conn::Sqlite(_) => format!("SELECT name AS value FROM pragma_table_info('{table}')"),
        Conn::Postgres(_) => format!(
            "SELECT column_name::text AS value FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    Ok(sql_query(query).load::<One>(conn)?.into_iter().map(|one| one.value).collect())
}

/// One statement for all rows of an array in JSON.
fn statement(conn: &Conn, table: &str, columns: &[String]) -> String {
    let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    match conn {
        Conn::Sqlite(_) => {
            let values = columns.iter().map(|name| format!("value ->> '$.{name}'")).collect::<Vec<_>>();
            format!("INSERT INTO {table} ({names}) SELECT {} FROM json_each(?)", values.join(", "))
        }
        Conn::Postgres(_) => format!(
            "INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, $1::jsonb)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_referred_to_is_laid_in_first() {
        let made = [SEALS, "photos", "replies", "tickets"].map(|table| (table, Vec::new()));
        let laid: Vec<&str> = in_order(&made).iter().map(|(table, _)| *table).collect();
        assert_eq!(laid, ["tickets", "replies", "photos", SEALS]);
    }
}
