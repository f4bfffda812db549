//! A database for each test, copied from one that was migrated and seeded once per run.
use super::clean::run_folder;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use langnghe::domain::seal::Key;
use langnghe::store::Db;
use langnghe::store::city::KnownCity;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// What tests are sealed with: the template's rows and those of its copies by the same key.
fn key() -> Key {
    Key::new([7; 32])
}

/// Connections for reading: a test needs no more, and PostgreSQL has a hundred for all of them.
const READERS: u32 = 2;

/// The PostgreSQL server that `LANGNGHE_TEST_DATABASE` names, if it names one.
pub struct Server {
    url: String,
}

/// One test's own database. Dropped with it.
pub struct TestDatabase {
    pub url: String,
    drop_it: Option<(String, String)>,
    /// The city of the database that was copied: to read it takes longer than most tests.
    city: KnownCity,
}

/// How a database is filled after it was migrated.
type Seeding = fn(&Db);

static SEEDED: LazyLock<TestDatabase> = LazyLock::new(|| TestDatabase::made(super::portal::seed));
static BARE: LazyLock<TestDatabase> = LazyLock::new(|| TestDatabase::made(|_| ()));

impl Server {
    pub fn named() -> Option<Self> {
        let url = std::env::var("LANGNGHE_TEST_DATABASE").ok()?;
        assert!(url.starts_with("postgres"), "LANGNGHE_TEST_DATABASE must begin with postgres://");
        Some(Self { url: url.trim_end_matches('/').to_owned() })
    }

    /// The address of another database on the same server.
    pub fn database(&self, name: &str) -> String {
        let after_scheme = self.url.find("://").map_or(0, |at| at + 3);
        let host_end = self.url[after_scheme..].find('/').map_or(self.url.len(), |at| after_scheme + at);
        format!("{}/{name}", &self.url[..host_end])
    }

    /// Says something to the server itself.
    pub fn tell(&self, words: &str) -> diesel::QueryResult<()> {
        let mut conn = PgConnection::establish(&self.database("postgres"))
            .unwrap_or_else(|error| panic!("LANGNGHE_TEST_DATABASE does not answer: {error}"));
        conn.batch_execute(words)
    }

    /// A new name for a database of this run.
    pub fn fresh_name() -> String {
        format!("langnghe_it_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// An empty database of this name.
    pub fn create(&self, name: &str) -> String {
        self.tell(&format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")).unwrap();
        self.database(name)
    }

    pub fn remove(&self, name: &str) {
        if let Err(error) = self.tell(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")) {
            eprintln!("the test database {name} stays behind: {error}");
        }
    }
}

impl TestDatabase {
    /// With the city in it.
    pub fn seeded() -> Self {
        SEEDED.copy()
    }

    /// Migrated and empty.
    pub fn bare() -> Self {
        BARE.copy()
    }

    /// Not even made: an SQLite file that is not there, or a PostgreSQL without a table.
    pub fn absent() -> Self {
        match Server::named() {
            Some(server) => {
                let name = Server::fresh_name();
                let (url, drop_it) = (server.create(&name), Some((server.url.clone(), name)));
                Self { url, drop_it, city: KnownCity::default() }
            }
            None => {
                let number = NEXT.fetch_add(1, Ordering::Relaxed);
                let path = run_folder().join(format!("{number}.sqlite"));
                Self { url: path.to_str().unwrap().to_owned(), drop_it: None, city: KnownCity::default() }
            }
        }
    }

    fn made(seeding: Seeding) -> Self {
        let mut made = Self::absent();
        let db = Db::open(&made.url, 1, key()).unwrap();
        seeding(&db);
        db.look(|c| db.city(c)).unwrap();
        made.settle();
        made.city = db.known_city().clone();
        made
    }

    fn copy(&self) -> Self {
        let Some((server, name)) = &self.drop_it else {
            let mut copy = Self::absent();
            copy.city = self.city.clone();
            std::fs::copy(&self.url, &copy.url).unwrap();
            return copy;
        };
        let (server, own) = (Server { url: server.clone() }, Server::fresh_name());
        copy_on(&server, name, &own);
        Self { url: server.database(&own), drop_it: Some((server.url, own)), city: self.city.clone() }
    }

    /// What is still in SQLite's log goes into the file, which alone is copied.
    fn settle(&self) {
        if self.drop_it.is_none() {
            let mut conn = SqliteConnection::establish(&self.url).unwrap();
            conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        }
    }

    pub fn open(&self) -> Db {
        let db = Db::open(&self.url, READERS, key()).unwrap_or_else(|error| panic!("{error}"));
        db.knowing(&self.city)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match self.drop_it.take() {
            Some((server, name)) => Server { url: server }.remove(&name),
            None => {
                for ending in ["", "-wal", "-shm"] {
                    drop(std::fs::remove_file(format!("{}{ending}", self.url)));
                }
            }
        }
    }
}

/// PostgreSQL copies a template only while nobody is connected to it, and the last connection goes a little later
/// than the pool that held it.
fn copy_on(server: &Server, template: &str, own: &str) {
    static ONE_BY_ONE: Mutex<()> = Mutex::new(());
    let _turn = ONE_BY_ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let words = format!("CREATE DATABASE {own} TEMPLATE {template}");
    for patience in (0..50).rev() {
        match server.tell(&words) {
            Ok(()) => return,
            Err(error) if patience == 0 => panic!("{words}: {error}"),
            Err(_) => drop(server.tell(&format!(
                "SELECT pg_terminate_backend(pid), pg_sleep(0.05) FROM pg_stat_activity WHERE datname = '{template}'"
            ))),
        }
    }
}
