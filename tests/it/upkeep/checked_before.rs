//! A portal from before checks were recorded: who accepted a report had checked it; what came to be public otherwise is
//! taken back.
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use diesel::{SqliteConnection, sql_query};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use std::path::Path;

const THIS: &str = "2026-11-25-000030_checked_by_a_person";

#[derive(QueryableByName, Debug, PartialEq)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Bool)]
    is_public: bool,
    #[diesel(sql_type = Bool)]
    wants_private: bool,
    #[diesel(sql_type = Nullable<BigInt>)]
    checked_by: Option<i64>,
    #[diesel(sql_type = Text)]
    standing: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The database as it was just before the migration.
fn before() -> SqliteConnection {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    let migrations = conn.pending_migrations(FileBasedMigrations::from_path(source).unwrap()).unwrap();
    for migration in migrations.iter().take_while(|one| one.name().to_string() != THIS) {
        conn.run_migration(migration).unwrap();
    }
    // Rows come in any order here.
    conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
    conn.batch_execute(
        "INSERT INTO categories VALUES (1, 'open', NULL, 'open', 1, '', '', '', '', '', 'optional', 'after_check', NULL, FALSE, NULL, FALSE, 'normal', FALSE, '', NULL, NULL, 1),
           (2, 'kept', NULL, 'kept', 2, '', '', '', '', '', 'optional', 'never', NULL, FALSE, NULL, FALSE, 'normal', FALSE, '', NULL, NULL, 1);
         INSERT INTO refusal_reasons VALUES ('bi_mat_nha_nuoc', 1, '', '', '', '', ''), ('toa_an', 2, '', '', '', '', '');
         INSERT INTO accounts VALUES (7, 'a@example.vn', 'A', '', NULL, 'active', 0, NULL, 'vi', '2026-01-01 00:00:00', 1);",
    )
    .unwrap();
    conn
}

fn ticket(conn: &mut SqliteConnection, id: i64, status: &str, of: &str, checked: bool) {
    let (master, reason, private, category) = match of.split_once('=') {
        Some(("master", id)) => (id, "NULL".into(), "FALSE", 1),
        Some(("reason", code)) => ("NULL", format!("'{code}'"), "FALSE", 1),
        Some(("private", category)) => ("NULL", "NULL".into(), "TRUE", category.parse().unwrap()),
        _ => ("NULL", "NULL".into(), "FALSE", 1),
    };
    let public = private == "FALSE";
    conn.batch_execute(&format!(
        "INSERT INTO tickets (id, code, form_key, kind, channel, lang, status, level, title, body, public_title, public_body, prominence, \
         is_private, is_public, category_id, place, master_id, reason, refusal, national_code, created_at, accepted_at, due_at, answer_rule, \
         transfers, reopenings, extensions, version) VALUES ({id}, 'c{id}', 'k{id}', 'report', 'web', 'vi', '{status}', 'normal', '', '', '', \
         '', 'public', {private}, {public}, {category}, '', {master}, {reason}, '', '', '2026-01-01 00:00:00', '2026-01-01 00:00:00', \
         '2026-01-01 00:00:00', '', 0, 0, 0, 1); \
         INSERT INTO ticket_words VALUES ('w', {id}); \
         INSERT INTO events (id, ticket_id, kind, status_to, actor_id, is_public, public_text, remark, at) \
         VALUES ({id}, {id}, '{}', '{status}', 7, TRUE, '', '', '2026-01-02 00:00:00');",
        if checked { "accepted" } else { "info_given" }
    ))
    .unwrap();
}

#[test]
fn what_was_accepted_counts_as_checked_and_what_was_not_is_taken_back() {
    let mut conn = before();
    ticket(&mut conn, 1, "forwarded", "", true);
    ticket(&mut conn, 2, "accepted", "", false);
    ticket(&mut conn, 3, "rejected", "reason=bi_mat_nha_nuoc", true);
    ticket(&mut conn, 4, "rejected", "reason=toa_an", true);
    ticket(&mut conn, 5, "duplicate", "master=6", true);
    ticket(&mut conn, 6, "duplicate", "master=3", true);
    ticket(&mut conn, 7, "duplicate", "master=1", true);
    ticket(&mut conn, 8, "duplicate", "master=9", true);
    ticket(&mut conn, 9, "duplicate", "master=8", true);
    ticket(&mut conn, 10, "accepted", "private=1", true);
    ticket(&mut conn, 11, "accepted", "private=2", true);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    conn.run_pending_migrations(FileBasedMigrations::from_path(source).unwrap()).unwrap();

    let rows: Vec<Row> =
        sql_query("SELECT id, is_public, wants_private, checked_by, standing FROM tickets ORDER BY id")
            .load(&mut conn)
            .unwrap();
    let row = |id, is_public, wants_private, checked: bool, standing: &str| Row {
        id,
        is_public,
        wants_private,
        checked_by: checked.then_some(7),
        standing: standing.into(),
    };
    let expected = [
        row(1, true, false, true, "forwarded"),
        row(2, false, false, false, "accepted"),
        row(3, false, false, true, "rejected"),
        row(4, true, false, true, "rejected"),
        row(5, false, false, true, "rejected"),
        row(6, false, false, true, "rejected"),
        row(7, true, false, true, "forwarded"),
        // Two that were marked as duplicates of each other lead nowhere.
        row(8, true, false, true, "duplicate"),
        row(9, true, false, true, "duplicate"),
        row(10, false, true, true, "accepted"),
        row(11, false, false, true, "accepted"),
    ];
    assert_eq!(rows, expected);
    let reasons: Vec<Found> =
        sql_query("SELECT position AS id FROM refusal_reasons WHERE hides ORDER BY position")
            .load(&mut conn)
            .unwrap();
    assert_eq!(reasons.iter().map(|found| found.id).collect::<Vec<_>>(), [1, 3]);
}
