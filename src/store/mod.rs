//! All SQL. Takes a connection, decides nothing.
pub mod absences;
pub mod accounts;
pub mod agencies;
mod among;
pub mod api_keys;
pub mod areas;
pub mod audit;
pub mod bell;
pub mod bulk;
pub mod calendar;
pub mod categories;
mod chosen;
pub mod city;
pub mod colleagues;
pub mod comments;
pub mod communes;
pub mod consents;
pub mod contacts;
mod db;
pub mod desk_reports;
pub mod desk_search;
pub mod documents;
pub mod dossier;
pub mod drafts;
pub mod dump;
mod edition;
pub mod events;
pub mod figures;
mod fixed;
pub mod follows;
pub mod gauges;
mod holders;
pub mod jobs;
pub mod ledger;
pub mod letter_topics;
pub mod letters;
pub mod listing;
pub mod notices;
pub mod objections;
pub mod own_links;
pub mod own_words;
pub mod page;
pub mod passes;
pub mod photos;
pub mod places;
pub mod presences;
pub mod public;
pub mod questions;
pub mod queues;
pub mod ratings;
mod reach;
pub mod reasons;
pub mod refusals;
pub mod removals;
mod repeat;
pub mod replies;
pub mod reply_drafts;
pub mod report_points;
pub mod rewrites;
pub mod rungs;
pub mod seals;
pub mod search;
pub mod seed;
pub mod sessions;
pub mod settings;
pub mod shelf;
pub mod signals;
mod statement;
pub mod statistics;
pub mod supports;
pub mod sweeping;
pub mod terms;
pub mod throttles;
pub mod tickets;
pub mod unmanned;
pub mod views;
pub mod webhooks;

#[allow(unused_imports)]
pub(crate) use db::on_each;
pub use db::{Conn, Db, FromDatabase};
pub use reach::{OpenError, is_postgres, place};

/// The database answers at all.
pub fn answers(conn: &mut Conn) -> Found<()> {
    use diesel::RunQueryDsl;
    diesel::sql_query("SELECT 1").execute(conn).map(drop)
}

/// What a query answers: the value, or what the database said.
pub type Found<T> = diesel::QueryResult<T>;
