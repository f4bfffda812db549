//! The migrations: the same names for both databases, up, down and up again, and what then stands there is the schema.
use super::schema::{Column, declared};
use super::source::{none, root};
use crate::support::Server;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel::{PgConnection, SqliteConnection, sql_query};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use std::collections::BTreeMap;

/// Each table with its columns, by name.
type Shape = BTreeMap<String, Vec<Column>>;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    owner: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
}

fn source(database: &str) -> FileBasedMigrations {
    FileBasedMigrations::from_path(root().join("migrations").join(database)).unwrap()
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |database: &str| {
        let folder = std::fs::read_dir(root().join("migrations").join(database)).unwrap();
        let mut names: Vec<_> =
            folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn sqlite_goes_up_down_and_up_and_is_the_schema() {
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    conn.run_pending_migrations(source("sqlite")).unwrap();
    conn.revert_all_migrations(source("sqlite")).unwrap();
    assert_eq!(shape_of_sqlite(&mut conn), Shape::new(), "down leaves something behind");
    conn.run_pending_migrations(source("sqlite")).unwrap();
    compare(shape_of_sqlite(&mut conn));
}

#[test]
fn postgres_goes_up_down_and_up_and_is_the_schema() {
    let Some(server) = Server::named() else {
        eprintln!("skipped: LANGNGHE_TEST_DATABASE names no PostgreSQL");
        return;
    };
    let name = Server::fresh_name();
    let url = server.create(&name);
    let mut conn = PgConnection::establish(&url).unwrap();
    conn.run_pending_migrations(source("postgres")).unwrap();
    conn.revert_all_migrations(source("postgres")).unwrap();
    assert_eq!(shape_of_postgres(&mut conn), Shape::new(), "down leaves something behind");
    conn.run_pending_migrations(source("postgres")).unwrap();
    compare(shape_of_postgres(&mut conn));
    drop(conn);
    server.remove(&name);
}

#[test]
fn every_foreign_key_has_an_index() {
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    conn.run_pending_migrations(source("sqlite")).unwrap();
    let bare = sql_query(
        "SELECT m.name || '.' || f.\"from\" AS name FROM sqlite_master m, pragma_foreign_key_list(m.name) f \
         WHERE m.type = 'table' AND NOT EXISTS ( \
           SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c \
           WHERE c.seqno = 0 AND c.name = f.\"from\") \
         AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) t WHERE t.pk = 1 AND t.name = f.\"from\")",
    );
    let bare: Vec<Found> = bare.load(&mut conn).unwrap();
    none(bare.into_iter().map(|found| found.name).collect(), "Foreign keys without an index:");
}

fn compare(found: Shape) {
    let declared: Shape = declared()
        .into_iter()
        .map(|mut table| {
            table.columns.sort();
            (table.name, table.columns)
        })
        .collect();
    assert_eq!(declared.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (name, columns) in declared {
        assert_eq!(columns, found[&name], "the table {name} in src/schema and in the migrations");
    }
}

/// The index of words is each database's own (`store::search`). In SQLite a row's id is INTEGER, so that it is the rowid; it holds as much as a BIGINT.
fn shape_of_sqlite(conn: &mut SqliteConnection) -> Shape {
    let rows = sql_query(
        "SELECT m.name AS owner, c.name AS name, CASE WHEN c.pk > 0 AND c.type = 'INTEGER' AND (SELECT COUNT(*) FROM pragma_table_info(m.name) k WHERE k.pk > 0) = 1 THEN 'BIGINT' ELSE c.type END AS kind, NOT c.\"notnull\" AS nullable \
         FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'search_index%' AND m.name <> '__diesel_schema_migrations'",
    );
    gather(rows.load(conn).unwrap(), |table, column, kind| match kind {
        "INTEGER" => "Integer",
        "BIGINT" => "BigInt",
        "TEXT" => "Text",
        "BOOLEAN" => "Bool",
        "TIMESTAMP" => "Timestamp",
        "DATE" => "Date",
        "DOUBLE" => "Double",
        other => panic!("{table}.{column} is {other}: not a portable type"),
    })
}

fn shape_of_postgres(conn: &mut PgConnection) -> Shape {
    let rows = sql_query(
        "SELECT table_name::text AS owner, column_name::text AS name, data_type::text AS kind, \
         is_nullable = 'YES' AS nullable FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT IN ('__diesel_schema_migrations', 'search_index')",
    );
    gather(rows.load(conn).unwrap(), |table, column, kind| match kind {
        "bigint" => "BigInt",
        "integer" => "Integer",
        "text" => "Text",
        "boolean" => "Bool",
        "timestamp without time zone" => "Timestamp",
        "date" => "Date",
        "double precision" => "Double",
        other => panic!("{table}.{column} is {other}: not a portable type"),
    })
}

fn gather(rows: Vec<Row>, kind_of: impl Fn(&str, &str, &str) -> &'static str) -> Shape {
    let mut shape = Shape::new();
    for row in rows {
        let kind = kind_of(&row.owner, &row.name, &row.kind).to_owned();
        let column = Column { name: row.name, kind, nullable: row.nullable };
        shape.entry(row.owner).or_default().push(column);
    }
    shape.values_mut().for_each(|columns| columns.sort());
    shape
}
