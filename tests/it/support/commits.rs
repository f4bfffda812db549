//! Was anything written? Asked of the database itself, so that who looks for changes need not read all of it each time.
use super::TestPortal;
use super::database::Server;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// What was committed to a portal's database, as SQLite counts it for a connection that writes nothing itself.
pub struct Commits {
    watcher: Option<SqliteConnection>,
    last: i64,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

impl Commits {
    pub fn of(portal: &TestPortal) -> Self {
        let watcher = Server::named().is_none().then(|| {
            SqliteConnection::establish(&portal.config.database_url).unwrap_or_else(|error| panic!("{error}"))
        });
        let mut commits = Self { watcher, last: 0 };
        commits.any_since();
        commits
    }

    /// May something have been committed since this was asked last? PostgreSQL is not asked: there it may always.
    pub fn any_since(&mut self) -> bool {
        let Some(watcher) = &mut self.watcher else { return true };
        let now: Version = diesel::sql_query("PRAGMA data_version").get_result(watcher).unwrap();
        std::mem::replace(&mut self.last, now.data_version) != now.data_version
    }
}
