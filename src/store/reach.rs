//! How a database is reached and brought up to date, and the words for why it cannot be: never its password.
use super::db::Conn;
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::path::Path;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
/// Any number that no other program on the same database uses: two instances starting at once take turns.
const MIGRATION_LOCK: i64 = 0x4c61_6e67_4e67_6865;

/// Why the database could not be opened.
#[derive(Debug)]
pub enum OpenError {
    Unreachable(String),
    /// A newer program has been here.
    Newer(String),
    Migration(String),
    /// It is not there yet; only where nothing is made.
    Absent(String),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreachable(why) => write!(f, "the database cannot be reached: {why}"),
            Self::Newer(which) => write!(
                f,
                "the database was brought up to date by a newer program ({which}); this one would not understand it. \
                 Use the newer program, or restore a backup from before"
            ),
            Self::Migration(why) => write!(f, "the database cannot be brought up to date: {why}"),
            Self::Absent(what) => write!(f, "there is no database yet: {what}"),
        }
    }
}

impl std::error::Error for OpenError {}

/// Is it the address of a PostgreSQL? Anything else is the path of an SQLite file.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Where a database is, without who asks and with which password.
pub fn place(url: &str) -> String {
    if !is_postgres(url) {
        return url.to_owned();
    }
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let address = rest.split('?').next().unwrap_or_default();
    match address.rsplit_once('@') {
        Some((_, place)) => format!("PostgreSQL at {}", place.split('#').next().unwrap_or_default()),
        // A password with a sign that should have been written as %3F: what is what cannot be told.
        None if rest.contains('@') => "PostgreSQL".to_owned(),
        None => format!("PostgreSQL at {address}"),
    }
}

/// Opens connections by the driver that the address names: all drivers together only say that none knew what to do.
#[derive(Debug)]
pub(super) struct Opener {
    pub url: String,
}

impl ManageConnection for Opener {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, diesel::r2d2::Error> {
        establish(&self.url).map_err(|error| {
            let why = match error {
                OpenError::Unreachable(why) => why,
                other => other.to_string(),
            };
            diesel::r2d2::Error::ConnectionError(diesel::ConnectionError::BadConnection(why))
        })
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        match conn {
            // Its file does not go away while it is open.
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(_) => conn.ping().map_err(diesel::r2d2::Error::QueryError),
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// A connection, by the driver that the address names.
pub(super) fn establish(url: &str) -> Result<Conn, OpenError> {
    let opened = if is_postgres(url) {
        PgConnection::establish(url).map(Conn::Postgres)
    } else {
        SqliteConnection::establish(url).map(Conn::Sqlite)
    };
    opened.map_err(|error| {
        OpenError::Unreachable(format!("{}: {}", place(url), reason(url, &error.to_string())))
    })
}

/// Why, in our own words where PostgreSQL's could repeat a piece of the address.
fn reason(url: &str, said: &str) -> String {
    if !is_postgres(url) {
        return said.to_owned();
    }
    let known = [
        ("Connection refused", "nobody answers there"),
        ("could not translate host name", "no machine has that name"),
        ("password authentication failed", "user or password are not right"),
        ("no password supplied", "it asks for a password, and the address has none"),
        ("no pg_hba.conf entry", "it does not let this user in from this machine"),
        ("does not exist", "it has no such database or user"),
        ("timeout expired", "it does not answer in time"),
        ("timed out", "it does not answer in time"),
        ("starting up", "it is starting up"),
        ("shutting down", "it is shutting down"),
        ("too many clients", "it has no connection left for us"),
        ("too many connections", "it has no connection left for us"),
        ("No such file or directory", "nobody answers there"),
        ("Network is unreachable", "there is no way to that machine"),
        ("No route to host", "there is no way to that machine"),
        ("closed the connection", "it closed the connection"),
    ];
    let word = known.iter().find(|(theirs, _)| said.contains(theirs)).map(|(_, ours)| (*ours).to_owned());
    word.unwrap_or_else(|| {
        "the address cannot be used; in a password, write other signs as %40 and so on".into()
    })
}

/// Brings the database up to date.
pub(super) fn migrate(url: &str) -> Result<(), OpenError> {
    let mut conn = establish(url)?;
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| OpenError::Migration(error.to_string());
    match &mut conn {
        Conn::Sqlite(c) => {
            // Whoever used it last may still be closing it.
            c.batch_execute("PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL;")
                .map_err(|error| OpenError::Unreachable(error.to_string()))?;
            let known = known::<diesel::sqlite::Sqlite>(&SQLITE)?;
            let mut newer = None;
            let done = c.immediate_transaction(|c| {
                newer = unknown(c, &known).map_err(diesel::result::Error::QueryBuilderError)?;
                if newer.is_none() {
                    c.run_pending_migrations(SQLITE).map_err(diesel::result::Error::QueryBuilderError)?;
                }
                Ok(())
            });
            done.map_err(|error: diesel::result::Error| OpenError::Migration(error.to_string()))?;
            newer.map_or(Ok(()), |which| Err(OpenError::Newer(which)))
        }
        Conn::Postgres(c) => {
            let known = known::<diesel::pg::Pg>(&POSTGRES)?;
            let lock = |c: &mut PgConnection, verb: &str| {
                c.batch_execute(&format!("SELECT {verb}({MIGRATION_LOCK})"))
                    .map_err(|error| OpenError::Migration(error.to_string()))
            };
            lock(c, "pg_advisory_lock")?;
            let done = match unknown(c, &known) {
                Ok(Some(which)) => Err(OpenError::Newer(which)),
                Ok(None) => c.run_pending_migrations(POSTGRES).map(drop).map_err(failed),
                Err(error) => Err(failed(error)),
            };
            lock(c, "pg_advisory_unlock")?;
            done
        }
    }
}

/// Brings an empty PostgreSQL as far as a copy was when it was taken; the rest comes at the next start.
pub(super) fn migrate_to(url: &str, migrations: &[String]) -> Result<(), OpenError> {
    let mut conn = establish(url)?;
    let Conn::Postgres(c) = &mut conn else { return Ok(()) };
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| OpenError::Migration(error.to_string());
    let known = known::<diesel::pg::Pg>(&POSTGRES)?;
    if let Some(newer) = migrations.iter().find(|one| !known.contains(one)) {
        return Err(OpenError::Newer(newer.clone()));
    }
    for _ in 0..migrations.len() {
        c.run_next_migration(POSTGRES).map_err(failed)?;
    }
    Ok(())
}

/// The migrations that this program brings, by name.
fn known<DB: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, OpenError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let all = MigrationSource::<DB>::migrations(source);
    let all = all.map_err(|error| OpenError::Migration(error.to_string()))?;
    Ok(all.iter().map(|one| one.name().version().to_string()).collect())
}

/// A migration that was done here and that this program does not bring.
fn unknown<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    known: &[String],
) -> Result<Option<String>, Box<dyn std::error::Error + Send + Sync>> {
    let applied = conn.applied_migrations()?;
    Ok(applied.iter().map(ToString::to_string).find(|one| !known.contains(one)))
}

/// The address under which a database can be read without anything being changed or made, and how many migrations it
/// still needs.
pub(super) fn to_read(url: &str) -> Result<(String, usize), OpenError> {
    let address = if is_postgres(url) { url.to_owned() } else { read_only(url)? };
    let mut conn = establish(&address)?;
    let asked = |error: diesel::result::Error| OpenError::Unreachable(error.to_string());
    let known = match &mut conn {
        Conn::Sqlite(_) => known::<diesel::sqlite::Sqlite>(&SQLITE)?,
        Conn::Postgres(_) => known::<diesel::pg::Pg>(&POSTGRES)?,
    };
    let applied = applied(&mut conn).map_err(asked)?;
    match applied.iter().find(|one| !known.contains(one)) {
        Some(newer) => Err(OpenError::Newer(newer.clone())),
        None => Ok((address, known.len() - applied.len())),
    }
}

/// An address that opens SQLite's file and writes nothing beside it. While nobody has the file open there is no log
/// beside it, and opening it the usual way would make one.
fn read_only(path: &str) -> Result<String, OpenError> {
    if !Path::new(path).exists() {
        return Err(OpenError::Absent(path.to_owned()));
    }
    let full = std::path::absolute(path).map_err(|error| OpenError::Unreachable(error.to_string()))?;
    let name = full.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let logged = std::fs::metadata(format!("{path}-wal")).is_ok_and(|log| log.len() > 0);
    let how = if logged { "readonly_shm=1" } else { "immutable=1" };
    Ok(format!("file:{name}?mode=ro&{how}"))
}

#[derive(diesel::QueryableByName)]
struct Version {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// Which migrations were done, without making the table that remembers them.
pub(super) fn applied(conn: &mut Conn) -> diesel::QueryResult<Vec<String>> {
    use diesel::RunQueryDsl;
    let table = match conn {
        Conn::Sqlite(_) => {
            "SELECT name AS version FROM sqlite_master WHERE name = '__diesel_schema_migrations'"
        }
        Conn::Postgres(_) => {
            "SELECT table_name::text AS version FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = '__diesel_schema_migrations'"
        }
    };
    if diesel::sql_query(table).load::<Version>(conn)?.is_empty() {
        return Ok(Vec::new());
    }
    let all = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version");
    Ok(all.load::<Version>(conn)?.into_iter().map(|one| one.version).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_is_named_without_its_password() {
        for url in [
            "postgres://me:Geheim1@127.0.0.1:1/portal",
            "postgres://me:Ge@heim1@127.0.0.1:1/portal?password=Geheim1",
            "postgres://me:Ge?heim1@127.0.0.1:1/portal",
            "postgres://me:Ge#heim1@127.0.0.1:1/portal",
            "postgres://127.0.0.1:1/portal?user=me&password=Ge@heim1",
            "postgres://127.0.0.1:1/portal?user=me&password=Geheim1",
            "postgres://me:Geheim1/x@127.0.0.1:1/portal",
        ] {
            let said = establish(url).err().unwrap().to_string();
            assert!(said.contains("PostgreSQL") && !said.contains("Invalid connection url"), "{said}");
            assert!(!said.contains("eim1") && !said.contains("Ge"), "{said}");
        }
        let said = establish("postgres://me:x@127.0.0.1:1/portal").err().unwrap().to_string();
        assert!(said.ends_with("PostgreSQL at 127.0.0.1:1/portal: nobody answers there"), "{said}");
    }

    #[test]
    fn a_pool_says_the_same_words() {
        let opener = Opener { url: "postgres://me:Geheim1@127.0.0.1:1/portal".into() };
        let said = opener.connect().err().unwrap().to_string();
        assert!(said.contains("nobody answers there") && !said.contains("Geheim1"), "{said}");
    }
}
