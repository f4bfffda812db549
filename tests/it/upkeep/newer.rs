//! An older program keeps away from what a newer one brought up to date, and one that only looks changes nothing.
use crate::support::TestDatabase;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use langnghe::domain::seal::Key;
use langnghe::store::{Db, OpenError, is_postgres};

fn tell(database: &TestDatabase, words: &str) {
    let done = if is_postgres(&database.url) {
        PgConnection::establish(&database.url).unwrap().batch_execute(words)
    } else {
        SqliteConnection::establish(&database.url).unwrap().batch_execute(words)
    };
    done.unwrap_or_else(|error| panic!("{words}: {error}"));
}

fn key() -> Key {
    Key::new([7; 32])
}

#[test]
fn a_newer_schema_is_refused_and_an_older_one_is_counted() {
    let database = TestDatabase::bare();
    assert!(matches!(Db::open_to_look(&database.url, key()), Ok((_, 0))));
    tell(&database, "INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231000001')");
    for refused in
        [Db::open(&database.url, 1, key()).map(drop), Db::open_to_look(&database.url, key()).map(drop)]
    {
        match refused {
            Err(error @ OpenError::Newer(_)) => {
                let said = error.to_string();
                assert!(said.contains("newer program") && said.contains("20991231000001"), "{said}");
            }
            other => panic!("{other:?}"),
        }
    }
    tell(&database, "DELETE FROM __diesel_schema_migrations WHERE version >= '20261125'");
    let pending = Db::open_to_look(&database.url, key()).unwrap().1;
    assert!(pending > 0, "it says how many are to be done");
    assert_eq!(Db::open_to_look(&database.url, key()).unwrap().1, pending, "and does none of them");
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_looking() {
    let database = TestDatabase::absent();
    match Db::open_to_look(&database.url, key()) {
        Err(OpenError::Absent(_)) => assert!(!std::path::Path::new(&database.url).exists()),
        Ok((_, pending)) => {
            assert!(is_postgres(&database.url) && pending > 0, "PostgreSQL is there, and empty")
        }
        Err(error) => panic!("{error}"),
    }
}
