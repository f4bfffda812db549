//! One door to the database, with two verbs: look and change.
use super::repeat::{Ear, ROUNDS, pause};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool, PooledConnection};
use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::time::Duration;

/// A connection to whichever database the address names.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs one body per database, for what the enum cannot say (`on_conflict`, many rows in one insert, raw SQL).
macro_rules! on_each {
    ($conn:expr, |$inner:ident| $body:expr) => {
        match $conn {
            $crate::store::Conn::Sqlite($inner) => $body,
            $crate::store::Conn::Postgres($inner) => $body,
        }
    };
}
pub(crate) use on_each;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
/// Any number that no other program on the same database uses: two instances starting at once take turns.
const MIGRATION_LOCK: i64 = 0x4c61_6e67_4e67_6865;
/// How long a request waits for a free connection before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the database could not be opened.
#[derive(Debug)]
pub enum OpenError {
    Unreachable(String),
    Migration(String),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreachable(why) => write!(f, "the database cannot be reached: {why}"),
            Self::Migration(why) => write!(f, "the database cannot be brought up to date: {why}"),
        }
    }
}

/// A failed look or change: no connection in time, or the database's own word.
pub trait FromDatabase: From<diesel::result::Error> {
    fn busy(why: String) -> Self;
}

impl FromDatabase for diesel::result::Error {
    fn busy(why: String) -> Self {
        Self::QueryBuilderError(why.into())
    }
}

type ConnPool = Pool<ConnectionManager<Conn>>;

/// The database: connections that only read, and connections that write.
#[derive(Clone)]
pub struct Db {
    readers: ConnPool,
    writers: ConnPool,
}

impl Db {
    /// Opens `url` (`postgres://…` or a path of an SQLite file) and brings it up to date.
    pub fn open(url: &str, readers: u32) -> Result<Self, OpenError> {
        migrate(url)?;
        let postgres = is_postgres(url);
        let pool = |size: u32, read_only: bool| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(PATIENCE)
                .connection_customizer(Box::new(Manners { read_only }))
                .build(ConnectionManager::<Conn>::new(url))
                .map_err(|error| OpenError::Unreachable(error.to_string()))
        };
        // SQLite has one writer at a time: more connections would only wait inside the database.
        Ok(Self { writers: pool(if postgres { readers } else { 1 }, false)?, readers: pool(readers, true)? })
    }

    /// Reads. The connection itself refuses to write.
    pub fn look<T, E: FromDatabase>(&self, body: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.take(&self.readers)?;
        body(&mut conn)
    }

    /// Writes, in one transaction: all of it is on disk when this returns, or nothing of it. Nothing that `body` reads
    /// changes meanwhile, so a rule across rows holds however many change at once: SQLite has one writer, and PostgreSQL
    /// refuses what did not go one by one. Then `body` runs again from the start, so it must do nothing outside `conn`.
    ///
    /// # Errors
    /// What `body` says; busy when no connection was free in time, or others were faster in every round.
    pub fn change<T, E: FromDatabase>(
        &self,
        mut body: impl FnMut(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.take(&self.writers)?;
        let ear = Ear::on(&mut conn);
        for round in 1..=ROUNDS {
            let done = once(&mut conn, &mut body);
            if !ear.heard_a_collision() {
                return match done {
                    Ok(_) if ear.heard_a_failure() => {
                        Err(E::busy("a failed statement was passed over".into()))
                    }
                    done => done,
                };
            }
            ear.forget();
            std::thread::sleep(pause(round));
        }
        Err(E::busy(format!("others were faster {ROUNDS} times")))
    }

    /// Writes one statement by itself, on the spot, whatever others do. For counting, which must never fail a request.
    pub fn count<T, E: FromDatabase>(&self, body: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.take(&self.writers)?;
        body(&mut conn)
    }

    fn take<E: FromDatabase>(&self, pool: &ConnPool) -> Result<PooledConnection<ConnectionManager<Conn>>, E> {
        pool.get().map_err(|error| E::busy(error.to_string()))
    }
}

/// One round: to the end, or back to where it began.
fn once<T, E: FromDatabase>(
    conn: &mut Conn,
    body: &mut impl FnMut(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn)?;
    match body(conn) {
        Ok(value) => {
            on_each!(conn, |c| AnsiTransactionManager::commit_transaction(c))?;
            Ok(value)
        }
        Err(error) => {
            on_each!(conn, |c| AnsiTransactionManager::rollback_transaction(c))?;
            Err(error)
        }
    }
}

/// SQLite takes the writer's place at once: a deferred transaction fails when it finds out late that it must write.
fn begin(conn: &mut Conn) -> diesel::QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        Conn::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL SERIALIZABLE")
        }
    }
}

pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The first connection, by the driver that the address names: together they only say that neither knew what to do.
fn establish(url: &str) -> Result<Conn, OpenError> {
    let unreachable = |error: diesel::ConnectionError| OpenError::Unreachable(error.to_string());
    if is_postgres(url) {
        PgConnection::establish(url).map(Conn::Postgres).map_err(unreachable)
    } else {
        SqliteConnection::establish(url).map(Conn::Sqlite).map_err(unreachable)
    }
}

fn migrate(url: &str) -> Result<(), OpenError> {
    let mut conn = establish(url)?;
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| OpenError::Migration(error.to_string());
    match &mut conn {
        Conn::Sqlite(c) => {
            c.batch_execute("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 30000;")
                .map_err(|error| OpenError::Unreachable(error.to_string()))?;
            c.immediate_transaction(|c| {
                c.run_pending_migrations(SQLITE).map(drop).map_err(diesel::result::Error::QueryBuilderError)
            })
            .map_err(|error| OpenError::Migration(error.to_string()))
        }
        Conn::Postgres(c) => {
            let lock = |c: &mut PgConnection, verb: &str| {
                c.batch_execute(&format!("SELECT {verb}({MIGRATION_LOCK})"))
                    .map_err(|error| OpenError::Migration(error.to_string()))
            };
            lock(c, "pg_advisory_lock")?;
            let done = c.run_pending_migrations(POSTGRES).map(drop).map_err(failed);
            lock(c, "pg_advisory_unlock")?;
            done
        }
    }
}

/// What each connection is told when it is opened.
#[derive(Debug)]
struct Manners {
    read_only: bool,
}

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Manners {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        let words = match conn {
            Conn::Sqlite(_) if self.read_only => "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;",
            Conn::Sqlite(_) => {
                "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
            }
            Conn::Postgres(_) if self.read_only => {
                "SET default_transaction_read_only = on; SET TIME ZONE 'UTC'; SET plan_cache_mode = force_custom_plan;"
            }
            Conn::Postgres(_) => "SET TIME ZONE 'UTC'",
        };
        conn.batch_execute(words).map_err(diesel::r2d2::Error::QueryError)
    }
}
