//! The database's own guards: the triggers that refuse to change what happened, and those by which changes are seen. One
//! that somebody else put there could make the portal itself change, and seal, what it should not.
use super::super::{Conn, Found};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

/// The migrations that put them there, as they are carried out.
const SQLITE: [&str; 14] = [
    include_str!("../../../migrations/sqlite/2026-11-22-000005_events_append_only/up.sql"),
    include_str!("../../../migrations/sqlite/2026-11-26-000010_generations/up.sql"),
    include_str!("../../../migrations/sqlite/2026-11-27-000020_public_lists/up.sql"),
    include_str!("../../../migrations/sqlite/2026-11-27-000030_holders_and_clocks/up.sql"),
    include_str!("../../../migrations/sqlite/2026-11-27-000040_rewrites/up.sql"),
    include_str!("../../../migrations/sqlite/2026-11-29-000010_ratings/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-02-000010_signals/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-05-000012_letter_topics/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-05-000030_manned/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-05-000040_questions/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-10-000001_search_index/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-11-000001_areas/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-11-000003_public_cells/up.sql"),
    include_str!("../../../migrations/sqlite/2026-12-17-000001_comments/up.sql"),
];
const POSTGRES: [&str; 19] = [
    include_str!("../../../migrations/postgres/2026-11-22-000005_events_append_only/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-25-000060_keyed_seals/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-26-000010_generations/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-27-000020_public_lists/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-27-000030_holders_and_clocks/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-27-000040_rewrites/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-29-000010_ratings/up.sql"),
    include_str!("../../../migrations/postgres/2026-11-29-000020_objections/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-02-000010_signals/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-05-000011_own_words/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-05-000012_letter_topics/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-05-000030_manned/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-05-000040_questions/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-10-000001_search_index/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-11-000001_areas/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-11-000002_report_points/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-11-000003_public_cells/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-13-000003_removals/up.sql"),
    include_str!("../../../migrations/postgres/2026-12-17-000001_comments/up.sql"),
];

#[derive(QueryableByName)]
struct Guard {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    source: String,
}

/// What is wrong with them, in words; nothing where all stand as they were put.
pub fn wrong(conn: &mut Conn) -> Found<Vec<String>> {
    let (migrations, query) = match conn {
        Conn::Sqlite(_) => {
            (&SQLITE[..], "SELECT name, sql AS source FROM sqlite_master WHERE type IN ('trigger', 'view')")
        }
        Conn::Postgres(_) => (
            &POSTGRES[..],
            // A guard that is switched off is none, and our tables have no rules.
            "SELECT t.tgname::text AS name, '$$' || p.prosrc || '$$' AS source FROM pg_trigger t \
             JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid \
             WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace \
             UNION ALL SELECT rulename::text, 'a rule' FROM pg_rules WHERE schemaname = current_schema()",
        ),
    };
    let standing: Vec<Guard> = sql_query(query).load(conn)?;
    let ours: Vec<&str> = migrations
        .iter()
        .flat_map(|text| text.split("CREATE TRIGGER ").skip(1))
        .filter_map(|rest| rest.split_whitespace().next())
        .collect();
    let known = |guard: &Guard| {
        ours.contains(&guard.name.as_str()) && migrations.iter().any(|text| text.contains(&guard.source))
    };
    let foreign =
        standing.iter().filter(|guard| !known(guard)).map(|guard| format!("{} is not ours", guard.name));
    let missing = ours.iter().filter(|name| !standing.iter().any(|guard| guard.name == **name));
    Ok(foreign.chain(missing.map(|name| format!("{name} is missing"))).collect())
}
