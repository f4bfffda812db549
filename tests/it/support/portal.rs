//! A portal of a test's own: its database, its folder, its clock, its mail.
use super::database::TestDatabase;
use diesel::prelude::*;
use langnghe::actions::upkeep::seed_city;
use langnghe::clock::{Clock, Moment, moment_of};
use langnghe::config::Config;
use langnghe::domain::city_facts::CityFacts;
use langnghe::domain::policy::Actor;
use langnghe::files::{Limits, Photos};
use langnghe::jobs::{LANES, run_lane};
use langnghe::mail::Mailer;
use langnghe::opening;
use langnghe::portal::Portal;
use langnghe::schema::settings;
use langnghe::secrets::Secrets;
use langnghe::store::city::City;
use langnghe::store::{Conn, Db};
use std::collections::HashMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// The portal under test. Use it like a [`Portal`]; its clock stands still at [`monday_morning`] until `wait` is called.
pub struct TestPortal {
    portal: Portal,
    /// Fails the test at its end when a letter was left unsent.
    pub(super) journey: bool,
    pub(super) players: Players,
    pub(super) folder: TempDir,
    // Last, so that it is dropped after everything that holds a connection.
    database: TestDatabase,
}

/// Who plays the reports' lives, by their addresses.
type Players = Mutex<HashMap<String, Actor>>;

/// Monday 7 September 2026, nine o'clock in Hải Phòng: a working day without a holiday near.
pub fn monday_morning() -> Moment {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 7).unwrap();
    moment_of(day.and_hms_opt(9, 0, 0).unwrap())
}

impl TestPortal {
    /// With the city's agencies, categories and rules.
    pub fn new() -> Self {
        Self::over(TestDatabase::seeded(), |_| ())
    }

    /// With an empty database.
    pub fn bare() -> Self {
        Self::over(TestDatabase::bare(), |_| ())
    }

    /// With the city, and a journey: at its end no letter may be left in the outbox.
    pub fn journey() -> Self {
        let mut portal = Self::new();
        portal.journey = true;
        portal
    }

    /// With the city, and settings of its own.
    pub fn set_up(change: impl FnOnce(&mut Config)) -> Self {
        Self::over(TestDatabase::seeded(), change)
    }

    /// With the city, and facts of its own in the place of the usual ones.
    pub fn in_city(facts: &[(&str, &str)]) -> Self {
        let database = TestDatabase::seeded();
        set(&database.open(), facts);
        Self::over(database, |_| ())
    }

    /// What the city says of itself now.
    pub fn facts(&self) -> CityFacts {
        self.city().facts.clone()
    }

    /// The city as it is now.
    pub fn city(&self) -> Arc<City> {
        self.look(|c| self.db.city(c))
    }

    /// Another instance over the same database.
    pub fn elsewhere(&self) -> Portal {
        let config = Arc::new((*self.config).clone());
        Portal { db: self.database.open(), config, ..self.portal.clone() }
    }

    /// The same portal, where each change goes to its end and is then taken back.
    pub fn rehearsing(&self) -> Portal {
        let config = Arc::new((*self.config).clone());
        Portal { db: self.db.rehearsing(), config, ..self.portal.clone() }
    }

    /// Over a database, with settings of its own.
    pub fn over(database: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir_in(super::clean::run_folder()).unwrap();
        let mut config = Config::plain(folder.path()).unwrap_or_else(|error| panic!("{error}"));
        config.database_url.clone_from(&database.url);
        config.base_url = "http://localhost".into();
        change(&mut config);
        let config = Arc::new(config);
        let db = database.open();
        let portal = Portal {
            photos: photos(&config),
            db,
            clock: Clock::fixed(monday_morning()),
            mailer: Mailer::memory(),
            secrets: Arc::new(Secrets::random()),
            ground: opening::open_ground(&config).unwrap_or_else(|error| panic!("{error}")),
            config,
            rehearsal: None,
        };
        Self { portal, journey: false, players: Players::default(), folder, database }
    }

    /// Over a database that is there already, as the program itself opens it at `now`, in a folder made ready before.
    pub fn started(database: TestDatabase, now: Moment, make_ready: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir_in(super::clean::run_folder()).unwrap();
        make_ready(folder.path());
        let mut config = Config::plain(folder.path()).unwrap_or_else(|error| panic!("{error}"));
        config.database_url.clone_from(&database.url);
        config.base_url = "http://localhost".into();
        config.readers = 2;
        let opened = opening::open(config, Clock::fixed(now)).unwrap_or_else(|error| panic!("{error}"));
        let portal = Portal { mailer: Mailer::memory(), ..opened };
        Self { portal, journey: false, players: Players::default(), folder, database }
    }

    /// Lets time pass.
    pub fn wait(&self, time: chrono::Duration) {
        self.clock.set(self.now() + time);
    }

    /// Runs every job whose time has come, as the lanes do.
    pub fn run_jobs(&self) {
        LANES.iter().for_each(|lane| run_lane(self, lane, true, &|| false));
    }

    /// Reads.
    pub fn look<T>(&self, body: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> T {
        self.db.look(body).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reads or writes past all rules, to set a scene or to look behind it.
    pub fn with_db<T>(&self, body: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> T {
        let mut body = Some(body);
        self.db
            .change(|c| body.take().expect("the scene was disturbed")(c))
            .unwrap_or_else(|error| panic!("{error}"))
    }
}

impl Deref for TestPortal {
    type Target = Portal;

    fn deref(&self) -> &Portal {
        &self.portal
    }
}

/// Changes facts of the city, past all rules.
pub fn set(db: &Db, facts: &[(&str, &str)]) {
    let change = |c: &mut Conn| {
        for (name, value) in facts {
            let row = settings::table.filter(settings::name.eq(*name));
            let changed = diesel::update(row).set(settings::value.eq(*value)).execute(c)?;
            assert_eq!(changed, 1, "the city has no {name}");
        }
        Ok::<_, diesel::result::Error>(())
    };
    db.change(change).unwrap_or_else(|error| panic!("{error}"));
}

/// Fills a template database with the city.
pub(super) fn seed(db: &Db) {
    seed_city(db, monday_morning()).unwrap_or_else(|error| panic!("{error:?}"));
}

fn photos(config: &Config) -> Photos {
    let limits = Limits {
        max_bytes: config.uploads.photo_bytes,
        max_document_bytes: config.uploads.document_bytes,
        ..Limits::default()
    };
    Photos::open(&config.data, limits).unwrap_or_else(|error| panic!("{error}"))
}
