//! Was anything written? Asked of the database itself, so that who looks for changes need not read all of it each time.
use super::TestPortal;
use super::database::Server;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use langnghe::store::Conn;

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

/// The database as it stood when this was made or renewed, whatever was committed since: a transaction that stays open.
pub struct Past(Conn);

impl Past {
    pub fn of(portal: &TestPortal) -> Self {
        let url = &portal.config.database_url;
        let mut conn = match Server::named() {
            Some(_) => Conn::Postgres(PgConnection::establish(url).unwrap_or_else(|error| panic!("{error}"))),
            None => Conn::Sqlite(SqliteConnection::establish(url).unwrap_or_else(|error| panic!("{error}"))),
        };
        begin(&mut conn);
        Self(conn)
    }

    /// From now on it is as it stands now.
    pub fn renew(&mut self) {
        self.0.batch_execute("COMMIT").unwrap();
        begin(&mut self.0);
    }

    pub fn read<T>(&mut self, body: impl FnOnce(&mut Conn) -> QueryResult<T>) -> T {
        body(&mut self.0).unwrap()
    }
}

/// It is the first question that says which moment is seen.
fn begin(conn: &mut Conn) {
    let words = match conn {
        Conn::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM settings",
        Conn::Sqlite(_) => "BEGIN; SELECT 1 FROM settings",
    };
    conn.batch_execute(words).unwrap();
}
