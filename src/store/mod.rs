//! All SQL. Takes a connection, decides nothing.
pub mod agencies;
mod db;
pub mod events;
pub mod figures;
pub mod listing;
pub mod names;
pub mod page;
pub mod public;
pub mod reasons;
pub mod replies;
pub mod search;
pub mod sessions;
pub mod terms;
pub mod throttles;
pub mod tickets;

#[allow(unused_imports)]
pub(crate) use db::on_each;
pub use db::{Conn, Db, FromDatabase, OpenError, is_postgres};

/// What a query answers: the value, or what the database said.
pub type Found<T> = diesel::QueryResult<T>;
