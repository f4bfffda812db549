//! A copy of the whole database as it stood at one moment, taken while others write, and brought back into an empty one.
//!
//! SQLite writes the copy itself (`VACUUM INTO`). PostgreSQL's rows are written as JSON, a file a table, in one
//! transaction that sees one moment: that needs no other program, which the machine of the portal may not have or may have
//! in another version than the server's.
use super::db::Conn;
use super::reach::{self, OpenError, is_postgres};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// The copy of an SQLite file.
const FILE: &str = "langnghe.sqlite";
/// Rows fetched or brought back at a time.
const PART: usize = 500;

/// Which database was copied, and how far it was brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Dumped {
    pub kind: String,
    /// The names of the migrations that were done.
    pub migrations: Vec<String>,
    /// How many rows each table had.
    pub rows: BTreeMap<String, u64>,
}

/// Why a database could not be copied or brought back.
#[derive(Debug)]
pub struct DumpError(pub String);

impl std::fmt::Display for DumpError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DumpError {}

impl From<io::Error> for DumpError {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<diesel::result::Error> for DumpError {
    fn from(error: diesel::result::Error) -> Self {
        Self(format!("the database: {error}"))
    }
}

impl From<OpenError> for DumpError {
    fn from(error: OpenError) -> Self {
        Self(error.to_string())
    }
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    owner: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    meaning: String,
}

/// Copies a database into a folder that is there and empty. `told` hears how many rows were copied, where they are counted.
///
/// # Errors
/// When the database or the folder does not let it.
pub fn save(url: &str, folder: &Path, told: &mut dyn FnMut(u64)) -> Result<Dumped, DumpError> {
    if !is_postgres(url) {
        if !Path::new(url).exists() {
            return Err(OpenError::Absent(url.to_owned()).into());
        }
        let mut conn = reach::establish(url)?;
        let copy = folder.join(FILE);
        conn.batch_execute("PRAGMA busy_timeout = 30000")?;
        sql_query("VACUUM INTO ?").bind::<Text, _>(copy.to_string_lossy()).execute(&mut conn)?;
        File::open(&copy)?.sync_all()?;
        return describe(&copy.to_string_lossy());
    }
    let mut conn = reach::establish(url)?;
    conn.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TIME ZONE 'UTC'")?;
    let mut rows = BTreeMap::new();
    for table in tables(&mut conn)? {
        let count = write_table(&mut conn, folder, &table, told)?;
        rows.insert(table, count);
    }
    let migrations = reach::applied(&mut conn)?;
    conn.batch_execute("COMMIT")?;
    Ok(Dumped { kind: "postgres".into(), migrations, rows })
}

fn write_table(
    conn: &mut Conn,
    folder: &Path,
    table: &str,
    told: &mut dyn FnMut(u64),
) -> Result<u64, DumpError> {
    let mut out = BufWriter::new(File::create_new(folder.join(format!("{table}.jsonl")))?);
    let mut count = 0;
    conn.batch_execute(&format!(
        "DECLARE rows NO SCROLL CURSOR FOR SELECT to_jsonb(r)::text AS word FROM {table} r"
    ))?;
    loop {
        let part: Vec<Word> = sql_query(format!("FETCH {PART} FROM rows")).load(conn)?;
        if part.is_empty() {
            break;
        }
        for row in &part {
            writeln!(out, "{}", row.word)?;
        }
        count += part.len() as u64;
        told(part.len() as u64);
    }
    conn.batch_execute("CLOSE rows")?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(count)
}

/// What a database holds: the same words as its copy has.
pub fn describe(url: &str) -> Result<Dumped, DumpError> {
    let mut conn = reach::establish(&reach::to_read(url)?.0)?;
    let mut rows = BTreeMap::new();
    for table in tables(&mut conn)? {
        let all: Count = sql_query(format!("SELECT COUNT(*) AS count FROM {table}")).get_result(&mut conn)?;
        rows.insert(table, u64::try_from(all.count).unwrap_or_default());
    }
    let kind = if is_postgres(url) { "postgres" } else { "sqlite" };
    Ok(Dumped { kind: kind.into(), migrations: reach::applied(&mut conn)?, rows })
}

/// Whether there is nothing yet where a database is to be brought back.
pub fn is_empty(url: &str) -> Result<bool, DumpError> {
    if !is_postgres(url) {
        return Ok(!Path::new(url).exists());
    }
    let mut conn = reach::establish(url)?;
    Ok(tables(&mut conn)?.is_empty() && reach::applied(&mut conn)?.is_empty())
}

/// Brings a copy back, all of it or nothing.
///
/// # Errors
/// When it is of another kind, or what comes back is not what was copied.
pub fn load(url: &str, folder: &Path, dumped: &Dumped, told: &mut dyn FnMut(u64)) -> Result<(), DumpError> {
    let kind = if is_postgres(url) { "postgres" } else { "sqlite" };
    if kind != dumped.kind {
        return Err(DumpError(format!("the copy is of {}, and database_url names {kind}", dumped.kind)));
    }
    if kind == "sqlite" {
        if let Some(parent) = Path::new(url).parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(folder.join(FILE), url)?;
        File::open(url)?.sync_all()?;
    } else {
        reach::migrate_to(url, &dumped.migrations)?;
        let mut conn = reach::establish(url)?;
        conn.batch_execute("BEGIN; SET TIME ZONE 'UTC'")?;
        fill(&mut conn, folder, dumped, told)?;
        conn.batch_execute("COMMIT")?;
    }
    let back = describe(url)?;
    if back == *dumped { Ok(()) } else { Err(DumpError("what came back is not what was copied".into())) }
}

/// Fills the tables. What refers from one row to another is looked at once all are there.
fn fill(conn: &mut Conn, folder: &Path, dumped: &Dumped, told: &mut dyn FnMut(u64)) -> Result<(), DumpError> {
    let references: Vec<Reference> = sql_query(
        "SELECT conrelid::regclass::text AS owner, conname::text AS name, pg_get_constraintdef(oid) AS meaning \
         FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace",
    )
    .load(conn)?;
    for Reference { owner, name, .. } in &references {
        conn.batch_execute(&format!("ALTER TABLE {owner} DROP CONSTRAINT {name}"))?;
    }
    for table in dumped.rows.keys() {
        // A migration may have laid in rows of its own.
        conn.batch_execute(&format!("DELETE FROM {table}"))?;
        let mut part = Vec::new();
        for line in BufReader::new(File::open(folder.join(format!("{table}.jsonl")))?).lines() {
            part.push(line?);
            if part.len() == PART {
                put(conn, table, &mut part, told)?;
            }
        }
        put(conn, table, &mut part, told)?;
    }
    for Reference { owner, name, meaning } in &references {
        conn.batch_execute(&format!("ALTER TABLE {owner} ADD CONSTRAINT {name} {meaning}"))?;
    }
    Ok(())
}

fn put(
    conn: &mut Conn,
    table: &str,
    part: &mut Vec<String>,
    told: &mut dyn FnMut(u64),
) -> Result<(), DumpError> {
    if part.is_empty() {
        return Ok(());
    }
    let query =
        format!("INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, $1::jsonb)");
    sql_query(query).bind::<Text, _>(format!("[{}]", part.join(","))).execute(conn)?;
    told(part.len() as u64);
    part.clear();
    Ok(())
}

/// The names of our tables, in order; but for those that only say how often something changed here.
fn tables(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let names = match conn {
        Conn::Sqlite(_) => {
            "SELECT name AS word FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
             AND name NOT LIKE 'search#_index#_%' ESCAPE '#' AND name NOT IN ('__diesel_schema_migrations', 'generations', 'public_generations') ORDER BY name"
        }
        Conn::Postgres(_) => {
            "SELECT table_name::text AS word FROM information_schema.tables WHERE table_schema = current_schema() \
             AND table_type = 'BASE TABLE' \
             AND table_name NOT IN ('__diesel_schema_migrations', 'generations', 'public_generations') ORDER BY table_name"
        }
    };
    Ok(sql_query(names).load::<Word>(conn)?.into_iter().map(|found| found.word).collect())
}
