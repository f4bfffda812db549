//! What the version before left, and a database of its own level that holds it.
use crate::house::source::root;
use crate::support::{TestDatabase, TestPortal};
use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use flate2::read::GzDecoder;
use langnghe::clock::Moment;
use langnghe::store::is_postgres;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

/// The last migration that it knew.
const LAST: &str = "2026-11-26-000020_public_reports";
/// Rows put in by one statement.
const AT_ONCE: usize = 200;

/// All rows of one table, column by column.
#[derive(serde::Deserialize)]
pub struct Table {
    #[serde(rename = "table")]
    pub name: String,
    pub rows: usize,
    pub columns: BTreeMap<String, Vec<Value>>,
}

/// One row of it.
#[derive(Clone, Copy)]
pub struct Row<'a>(&'a Table, usize);

/// Every table, in the order of the file.
pub fn tables() -> Vec<Table> {
    let file = std::fs::File::open(root().join("tests/data/version-before/rows.jsonl.gz")).unwrap();
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
}

/// The table of this name.
pub fn table<'a>(tables: &'a [Table], name: &str) -> &'a Table {
    tables.iter().find(|table| table.name == name).unwrap()
}

/// The portal as it opens over what was left, in the evening of the last day. What stood in a table stays beside
/// it, as `before_` and its name.
pub fn opened(tables: &[Table]) -> TestPortal {
    let database = TestDatabase::absent();
    if is_postgres(&database.url) {
        let mut conn = PgConnection::establish(&database.url).unwrap();
        bring_up(&mut conn, "postgres");
        // Rows come in the order of the file, and their guards have seen them before.
        conn.batch_execute("SET session_replication_role = replica").unwrap();
        fill(&mut conn, tables);
    } else {
        let mut conn = SqliteConnection::establish(&database.url).unwrap();
        bring_up(&mut conn, "sqlite");
        conn.batch_execute("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF").unwrap();
        fill(&mut conn, tables);
    }
    let shelf = table(tables, "seal_marks").each().find(|mark| mark.word("name") == "shelf").unwrap();
    let evening = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap().and_hms_opt(12, 0, 0).unwrap();
    TestPortal::started(database, evening, |folder| {
        let key = format!("signing = \"{}\"\n", "07".repeat(32));
        std::fs::write(folder.join("secrets.toml"), key).unwrap();
        std::fs::create_dir(folder.join("photos")).unwrap();
        std::fs::write(folder.join("photos/shelf.id"), shelf.word("value")).unwrap();
    })
}

fn bring_up<DB: Backend>(conn: &mut impl MigrationHarness<DB>, folder: &str) {
    let source = FileBasedMigrations::from_path(root().join("migrations").join(folder)).unwrap();
    let all = conn.pending_migrations(source).unwrap();
    for migration in all.iter().take_while(|one| one.name().to_string().as_str() <= LAST) {
        conn.run_migration(migration).unwrap();
    }
}

fn fill(conn: &mut impl SimpleConnection, tables: &[Table]) {
    let mut words = String::from("BEGIN;");
    for table in tables {
        table.write(&mut words);
        words += &format!("CREATE TABLE before_{0} AS SELECT * FROM {0};", table.name);
    }
    conn.batch_execute(&(words + "COMMIT")).unwrap();
}

impl Table {
    pub fn each(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows).map(move |at| Row(self, at))
    }

    fn write(&self, words: &mut String) {
        let names: Vec<&str> = self.columns.keys().map(String::as_str).collect();
        let row = |at: usize| {
            let values: Vec<String> = self.columns.values().map(|values| literal(&values[at])).collect();
            format!("({})", values.join(","))
        };
        let rows: Vec<String> = (0..self.rows).map(row).collect();
        for part in rows.chunks(AT_ONCE) {
            *words += &format!("INSERT INTO {} ({}) VALUES {};", self.name, names.join(","), part.join(","));
        }
    }
}

impl<'a> Row<'a> {
    fn value(self, column: &str) -> &'a Value {
        &self.0.columns[column][self.1]
    }

    pub fn number(self, column: &str) -> Option<i64> {
        self.value(column).as_i64()
    }

    pub fn is(self, column: &str) -> bool {
        self.value(column).as_bool().unwrap()
    }

    pub fn text(self, column: &str) -> Option<&'a str> {
        self.value(column).as_str()
    }

    /// The text of a column that is never empty.
    pub fn word(self, column: &str) -> &'a str {
        self.text(column).unwrap()
    }

    pub fn moment(self, column: &str) -> Option<Moment> {
        self.text(column).map(|text| Moment::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap())
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        other => other.to_string(),
    }
}
