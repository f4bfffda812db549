//! All SQL. Takes a connection, decides nothing.
pub mod agencies;
pub mod contacts;
mod db;
pub mod events;
pub mod invitations;
pub mod jobs;
pub mod letters;
pub mod planting;
pub mod sessions;
pub mod settings;
pub mod sweeping;
pub mod terms;
pub mod throttles;
pub mod tickets;

#[allow(unused_imports)]
pub(crate) use db::on_each;
pub use db::{Conn, Db, FromDatabase, OpenError, is_postgres};

/// What a query answers: the value, or what the database said.
pub type Found<T> = diesel::QueryResult<T>;
