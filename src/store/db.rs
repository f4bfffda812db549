//! One door to the database, with two verbs: look and change.
use super::city::KnownCity;
use super::edition::{self, Edition};
use super::figures::KnownFigures;
use super::ledger::{self, KnownLedger};
use super::public::copy;
use super::reach::{self, OpenError, Opener, is_postgres};
use super::repeat::{Ear, ROUNDS, pause};
use super::seals;
use super::statistics::KnownStatistics;
use crate::domain::seal::{HOUSE, Key, Row, Thing};
use crate::ids::TicketId;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{CustomizeConnection, Pool, PooledConnection};
use diesel::{PgConnection, SqliteConnection};
use std::collections::BTreeSet;
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

/// How long a request waits for a free connection before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// A failed look or change: no connection in time, or the database's own word.
pub trait FromDatabase: From<diesel::result::Error> {
    fn busy(why: String) -> Self;
}

impl FromDatabase for diesel::result::Error {
    fn busy(why: String) -> Self {
        Self::QueryBuilderError(why.into())
    }
}

type ConnPool = Pool<Opener>;

/// The database: connections that only read, and connections that write.
#[derive(Clone)]
pub struct Db {
    readers: ConnPool,
    writers: ConnPool,
    key: Key,
    known: KnownCity,
    figures: KnownFigures,
    ledger: KnownLedger,
    edition: Edition,
    statistics: KnownStatistics,
    /// Whatever is changed is taken back at the end.
    rehearses: bool,
}

impl Db {
    /// Opens `url` (`postgres://…` or a path of an SQLite file) and brings it up to date. What is changed is sealed with
    /// `key`.
    pub fn open(url: &str, readers: u32, key: Key) -> Result<Self, OpenError> {
        reach::migrate(url)?;
        // SQLite has one writer at a time: more connections would only wait inside the database.
        let writers = if is_postgres(url) { readers } else { 1 };
        Ok(Self {
            writers: pool(url, writers, false)?,
            readers: pool(url, readers, true)?,
            key,
            known: KnownCity::default(),
            figures: KnownFigures::default(),
            ledger: KnownLedger::default(),
            edition: Edition::default(),
            statistics: KnownStatistics::default(),
            rehearses: false,
        })
    }

    /// Opens `url` only to look, and leaves all as it is: nothing is made, nothing is brought up to date. With it, how many
    /// migrations are still to be done; before they are, what is looked for may not be there.
    ///
    /// # Errors
    /// [`OpenError::Absent`] where there is no database yet.
    pub fn open_to_look(url: &str, key: Key) -> Result<(Self, usize), OpenError> {
        let (address, pending) = reach::to_read(url)?;
        let readers = pool(&address, 1, true)?;
        let (known, figures) = (KnownCity::default(), KnownFigures::default());
        let (ledger, statistics, edition) =
            (KnownLedger::default(), KnownStatistics::default(), Edition::default());
        let writers = readers.clone();
        let db =
            Self { writers, readers, key, known, figures, ledger, statistics, edition, rehearses: false };
        Ok((db, pending))
    }

    /// The city that was read last.
    pub fn known_city(&self) -> &KnownCity {
        &self.known
    }

    /// The figures that were computed last.
    pub(super) fn known_figures(&self) -> &KnownFigures {
        &self.figures
    }

    /// The ledger as it was read last.
    pub(super) fn known_ledger(&self) -> &KnownLedger {
        &self.ledger
    }

    /// How often what the public reads was seen to change.
    pub(super) fn known_edition(&self) -> &Edition {
        &self.edition
    }

    /// The public figures that were counted last.
    pub(super) fn known_statistics(&self) -> &KnownStatistics {
        &self.statistics
    }

    /// With what the changes are sealed.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The same database, where each change goes to its end and is then taken back.
    pub fn rehearsing(&self) -> Self {
        Self { rehearses: true, ..self.clone() }
    }

    /// Reads. The connection itself refuses to write.
    pub fn look<T, E: FromDatabase>(&self, body: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.take(&self.readers)?;
        body(&mut conn)
    }

    /// Writes and seals what was written, in one transaction: all of it is on disk when this returns, or nothing of it. Nothing that `body` reads
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
            let done = once(&mut conn, self, &mut body);
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

    fn take<E: FromDatabase>(&self, pool: &ConnPool) -> Result<PooledConnection<Opener>, E> {
        pool.get().map_err(|error| E::busy(error.to_string()))
    }
}

fn pool(url: &str, size: u32, read_only: bool) -> Result<ConnPool, OpenError> {
    Pool::builder()
        .max_size(size)
        // Opened when somebody wants one, and kept: each reads the whole scheme before it answers.
        .min_idle(Some(0))
        .idle_timeout(None)
        .connection_timeout(PATIENCE)
        .connection_customizer(Box::new(Manners { read_only }))
        .build(Opener { url: url.to_owned() })
        .map_err(|error| OpenError::Unreachable(error.to_string()))
}

/// One round: to the end, or back to where it began.
fn once<T, E: FromDatabase>(
    conn: &mut Conn,
    db: &Db,
    body: &mut impl FnMut(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn)?;
    db.known.begins();
    match body(conn).and_then(|value| Ok(keep_in_step(conn, db).map(|()| value)?)) {
        Ok(value) if db.rehearses => {
            on_each!(conn, |c| AnsiTransactionManager::rollback_transaction(c))?;
            Ok(value)
        }
        Ok(value) => {
            on_each!(conn, |c| AnsiTransactionManager::commit_transaction(c))?;
            // What is done is done: where it cannot be seen now, the next look round sees it.
            if let Ok(city) = edition::see(&db.edition, conn) {
                db.known.stands(city);
            }
            Ok(value)
        }
        Err(error) => {
            on_each!(conn, |c| AnsiTransactionManager::rollback_transaction(c))?;
            Err(error)
        }
    }
}

/// What follows from what was written: the seals, what the public reads, and the ledger.
fn keep_in_step(conn: &mut Conn, db: &Db) -> diesel::QueryResult<()> {
    let touched = seals::watch::take(conn)?;
    let reports = touched.iter().filter_map(|one| one.after.as_ref().or(one.before.as_ref()));
    let reports = reports.filter(|row| row.thing != Thing::Journal && row.report != HOUSE);
    let reports: BTreeSet<TicketId> = reports.map(|row| TicketId(row.report)).collect();
    if !reports.is_empty() {
        let city = db.city(conn)?;
        ledger::follow(conn, &city, &reports)?;
        let masters =
            touched.iter().flat_map(|one| [&one.before, &one.after]).flatten().filter_map(Row::master);
        let masters: BTreeSet<TicketId> = masters.map(TicketId).collect();
        copy::follow(conn, &city, reports, masters)?;
    }
    seals::keep(conn, &db.key, touched)
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
        conn.batch_execute(words).map_err(diesel::r2d2::Error::QueryError)?;
        if self.read_only {
            return Ok(());
        }
        seals::watch::begin(conn).map_err(diesel::r2d2::Error::QueryError)
    }
}
