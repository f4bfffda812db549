//! A database that an older program left: whatever it kept for the public, all of it is there once it was opened.
use crate::support::{TestDatabase, TestPortal, jpeg, monday_morning};
use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use langnghe::actions::upkeep::{reproject, seed_city, untrue_copies};
use langnghe::clock::Clock;
use langnghe::config::Config;
use langnghe::domain::status::Status;
use langnghe::ids::TicketId;
use langnghe::opening;
use langnghe::portal::Portal;
use langnghe::schema::public_reports;
use langnghe::store::{is_postgres, search};
use std::path::Path;

fn open(config: &Config) -> Portal {
    // Somewhat after the last of their dates.
    let clock = Clock::fixed(monday_morning() + chrono::Duration::days(100));
    opening::open(config.clone(), clock).unwrap_or_else(|problem| panic!("{problem}"))
}

/// Takes back every migration from `version` on, and then does what `words` say.
fn before(url: &str, version: &str, words: &str) {
    fn back<C>(mut conn: C, folder: &str, version: &str, words: &str)
    where
        C: MigrationHarness<C::Backend> + Connection,
    {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
        while conn.applied_migrations().unwrap()[0].to_string().as_str() >= version {
            conn.revert_last_migration(FileBasedMigrations::from_path(&folder).unwrap()).unwrap();
        }
        conn.batch_execute(words).unwrap();
    }
    if is_postgres(url) {
        back(PgConnection::establish(url).unwrap(), "postgres", version, words);
    } else {
        back(SqliteConnection::establish(url).unwrap(), "sqlite", version, words);
    }
}

/// Does this copy name several who work with the lead?
fn names_several(card: &str) -> bool {
    let partners = card.split("\"partners\":[").nth(1).and_then(|rest| rest.split(']').next());
    partners.is_some_and(|partners| partners.contains(','))
}

/// Each copy with whether it stands in the index.
fn copies(portal: &Portal) -> Vec<(i64, String, String, bool)> {
    portal
        .db
        .look(|c| {
            let all = public_reports::table.order(public_reports::ticket_id);
            let all = all.select((public_reports::ticket_id, public_reports::card, public_reports::rest));
            let rows: Vec<(i64, String, String)> = all.load(c)?;
            rows.into_iter()
                .map(|(id, card, rest)| Ok((id, card, rest, search::stands(c, TicketId(id))?)))
                .collect::<QueryResult<_>>()
        })
        .unwrap()
}

/// How many of the lives below the public reads of, at least.
const PUBLIC: usize = 20;

/// Reports in every state at several agencies, with photos that are shown or hidden, and with what repeats them.
fn lives() -> TestPortal {
    let portal = TestPortal::started(TestDatabase::absent(), monday_morning(), |_| ());
    seed_city(&portal.db, monday_morning()).unwrap();
    portal.man_everywhere();
    for (shown, agency) in [(true, "so-xay-dung"), (false, "so-y-te"), (true, "so-cong-thuong")] {
        for status in Status::ALL {
            portal.ticket().pictured(&jpeg(8, 8), shown).at(agency).in_state(*status).build();
        }
        let master = portal.ticket().at(agency).in_state(Status::Answered).build();
        portal.ticket().repeating(&master).build();
    }
    portal
}

#[test]
fn all_public_copies_and_their_words_are_there_once_an_older_database_was_opened() {
    let lived = lives();
    let (config, url) = (Config::clone(&lived.config), lived.config.database_url.clone());
    // An older version knew no terms of senders: what they say of a date is gone with them.
    before(&url, "20261128000020", "SELECT 1");
    let portal = open(&config);
    reproject(&portal.db, |_| ()).unwrap();
    let whole = copies(&portal);
    assert!(whole.len() >= PUBLIC && whole.iter().all(|(.., found)| *found), "{} copies", whole.len());
    drop(portal);
    let with_other_copies = "INSERT INTO public_reports SELECT id, code, '{}', '{}' FROM tickets; \
                             DELETE FROM ticket_words WHERE ticket_id % 2 = 0";
    for (version, words) in [
        ("20261127000040", "DELETE FROM public_reports"),
        ("20261127000020", with_other_copies),
        ("20261126000020", "DELETE FROM ticket_words"),
    ] {
        before(&url, version, words);
        let portal = open(&config);
        let there = copies(&portal);
        // Nor did it know promises: which answer to a kept one counts is not said any more.
        let other = there.iter().zip(&whole).filter(|(one, other)| one != other);
        let other = other.filter(|((_, _, rest, _), _)| !rest.contains("\"promise_kept\""));
        // Nor more than one who worked with the lead.
        let other: Vec<_> = other.filter(|(_, (_, card, ..))| !names_several(card)).collect();
        assert!(other.is_empty() && there.len() == whole.len(), "before {version}: {other:#?}");
        assert_eq!(untrue_copies(&portal.db, 9), Ok((Vec::new(), whole.len())));
    }
}
