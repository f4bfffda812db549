//! All SQL. Takes a connection, decides nothing.
mod db;
pub mod throttles;

pub use db::{Conn, Db, FromDatabase, OpenError, is_postgres};
#[allow(unused_imports)]
pub(crate) use db::on_each;

/// What a query answers: the value, or what the database said.
pub type Found<T> = diesel::QueryResult<T>;
