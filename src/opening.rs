//! Opens the house in order: folder, keys, database, city, mail, photos. Says in plain words which of them fails.
mod closed;

pub use closed::keep_closed;

use crate::actions::Refusal;
use crate::actions::upkeep::{Known, open_ledger, recognise, remember, reproject, seal_history, seed_city};
use crate::clock::{Clock, Moment};
use crate::config::{Config, Tiles};
use crate::files::{Ground, Limits, Photos};
use crate::mail::Mailer;
use crate::portal::Portal;
use crate::secrets::Secrets;
use crate::store::Db;
use crate::store::public::copy;
use crate::store::settings::Settings;
use std::path::Path;
use std::sync::Arc;

/// Why the portal cannot open, and what to do about it; for the person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenProblem(pub String);

impl std::fmt::Display for OpenProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OpenProblem {}

/// Opens everything that the settings name. An empty database gets its tables and its city.
///
/// # Errors
/// The first thing that does not work.
pub fn open(config: Config, clock: Clock) -> Result<Portal, OpenProblem> {
    let data = config.data.clone();
    prepare_folder(&config)?;
    let secrets = Secrets::open(&data).map_err(|error| {
        OpenProblem(format!("the portal's key in {} cannot be used: {error}.", data.display()))
    })?;
    let db = Db::open(&config.database_url, config.readers, secrets.sealing()).map_err(|error| {
        OpenProblem(format!("{error}.\nCheck the setting database_url (LANGNGHE_DATABASE_URL)."))
    })?;
    belongs(&config, &secrets, &db)?;
    let seeded = seed_city(&db, clock.now()).map_err(|refusal| unseeded(&refusal))?;
    if seeded {
        tracing::info!("the database was empty: it has its city now");
    }
    seal(&db, &data, clock.now())?;
    show(&db)?;
    keep_ledger(&db)?;
    let settings = db.look(|c| Ok::<_, Refusal>(Settings::load(c)?)).map_err(|refusal| unseeded(&refusal))?;
    let unusable = |why: String| OpenProblem(format!("the table settings cannot be used: {why}."));
    settings.sending().map_err(unusable)?;
    settings.limits().map_err(unusable)?;
    db.look(|c| db.city(c).map(drop)).map_err(|error| unseeded(&Refusal::from(error)))?;
    let mailer = Mailer::open(&config.mail)
        .map_err(|problem| OpenProblem(format!("the mail cannot be set up: {problem}.")))?;
    let photos = open_photos(&config)?;
    Ok(Portal {
        db,
        clock,
        mailer,
        photos,
        ground: open_ground(&config)?,
        config: Arc::new(config),
        secrets: Arc::new(secrets),
        rehearsal: None,
    })
}

/// Instances of one portal share keys and shelf: with others, forms and photos of one are nothing to the other.
fn belongs(config: &Config, secrets: &Secrets, db: &Db) -> Result<(), OpenProblem> {
    let shelf = config.photos();
    std::fs::create_dir_all(&shelf).map_err(|error| {
        OpenProblem(format!("the photos' folder {} cannot be used: {error}.", shelf.display()))
    })?;
    let unread = |refusal: Refusal| OpenProblem(format!("keys and photos cannot be compared: {refusal:?}"));
    let mut known = recognise(db, secrets, &shelf).map_err(unread)?;
    if known == Known::New {
        remember(db, secrets, &shelf).map_err(unread)?;
        known = recognise(db, secrets, &shelf).map_err(unread)?;
    }
    strange(known, config).map_or(Ok(()), |why| Err(OpenProblem(why)))
}

/// Why keys and shelf cannot be used with this database, if they cannot.
pub fn strange(known: Known, config: &Config) -> Option<String> {
    let what = match known {
        Known::Both | Known::New => return None,
        Known::OtherKeys => "the key in secrets.toml is another one than the database was begun with",
        Known::OtherShelf => "the folder photos is another one than the database was begun with",
    };
    Some(format!(
        "{what}.\nAll instances of one portal, and a restored one, need the same key and the same photos: let {} be the \
         data folder of the other instance, or one made by `langnghe restore`.",
        config.data.display()
    ))
}

/// Seals what an older program left without keyed seals.
fn seal(db: &Db, data: &Path, now: Moment) -> Result<(), OpenProblem> {
    let mut count = 0;
    let sealed = seal_history(db, data, now, |part| {
        count += part;
        if part > 0 {
            tracing::info!("{count} reports sealed");
        }
    });
    match sealed {
        Ok(Some(reports)) => {
            tracing::info!(
                "{reports} reports stood there before keyed seals: they are sealed as they are now"
            );
            Ok(())
        }
        Ok(None) => Ok(()),
        Err(refusal) => Err(OpenProblem(format!("the seals could not be kept: {refusal:?}"))),
    }
}

/// Makes the public copies that an older program did not keep.
fn show(db: &Db) -> Result<(), OpenProblem> {
    let unread = |refusal: Refusal| OpenProblem(format!("the public copies could not be made: {refusal:?}"));
    if !db.look(|c| Ok::<_, Refusal>(copy::is_missing(c)?)).map_err(unread)? {
        return Ok(());
    }
    let done = reproject(db, |_| ()).map_err(unread)?;
    tracing::info!("{} public copies made, which an older program did not keep", done.changed);
    Ok(())
}

/// Writes the ledger's lines that an older program did not write.
fn keep_ledger(db: &Db) -> Result<(), OpenProblem> {
    let unread = |refusal: Refusal| OpenProblem(format!("the ledger could not be written: {refusal:?}"));
    let written = open_ledger(db).map_err(unread)?;
    if written > 0 {
        tracing::info!("{written} lines of the ledger written, which an older program did not keep");
    }
    Ok(())
}

fn open_photos(config: &Config) -> Result<Photos, OpenProblem> {
    let folder = config.photos();
    let limits = Limits {
        max_bytes: config.uploads.photo_bytes,
        max_document_bytes: config.uploads.document_bytes,
        ..Limits::default()
    };
    Photos::open(&folder, limits).map_err(|error| {
        OpenProblem(format!("the photos' folder {} cannot be used: {error}.", folder.display()))
    })
}

/// The city's own pictures of the ground, where it has a file of them.
///
/// # Errors
/// The file is not there, or holds no pictures.
pub fn open_ground(config: &Config) -> Result<Option<Arc<Ground>>, OpenProblem> {
    let Some(Tiles::Archive(path)) = &config.map.tiles else { return Ok(None) };
    let ground = Ground::open(path).map_err(|why| {
        OpenProblem(format!(
            "the pictures of the ground in {} cannot be used: {why}.\nCheck the setting map_tiles (LANGNGHE_MAP_TILES).",
            path.display()
        ))
    })?;
    Ok(Some(Arc::new(ground)))
}

/// Makes the data folder and tries to write there: a disk that is full or not ours is found out now. What stands open to
/// others is closed.
fn prepare_folder(config: &Config) -> Result<(), OpenProblem> {
    let data = &config.data;
    keep_closed();
    let closed = std::fs::create_dir_all(data)
        .and_then(|()| tempfile::NamedTempFile::new_in(data).map(drop))
        .and_then(|()| Ok(closed::close(data)? + closed::close_file(Path::new(&config.database_url))?));
    match closed {
        Ok(0) => Ok(()),
        Ok(count) => {
            tracing::warn!(
                "{count} files and folders of {} were open to others; they are closed now",
                data.display()
            );
            Ok(())
        }
        Err(error) => Err(OpenProblem(format!(
            "the data folder {} cannot be written to: {error}.\n\
             Give it to the user the portal runs as, or name another one (LANGNGHE_DATA).",
            data.display()
        ))),
    }
}

fn unseeded(refusal: &Refusal) -> OpenProblem {
    let why = match refusal {
        Refusal::Unavailable(why) => why.clone(),
        other => format!("{other:?}"),
    };
    OpenProblem(format!("the database could not be given its city: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::accounts::invite_first_admin;
    use diesel::RunQueryDsl;
    use std::path::PathBuf;

    fn now() -> Clock {
        Clock::fixed(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc())
    }

    #[test]
    fn it_opens_again_over_what_it_left_and_gives_the_first_administrator_a_new_link_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::plain(folder.path()).unwrap();
        let portal = open(config.clone(), now()).unwrap();
        assert_eq!(portal.city().facts.name, "Hải Phòng");
        let first = invite_first_admin(&portal).unwrap().unwrap();
        let again = open(config, now()).unwrap();
        let second = invite_first_admin(&again).unwrap().unwrap();
        assert_ne!(first.reveal(), second.reveal());
    }

    #[test]
    fn everything_is_its_owners_alone_whatever_the_usual_rights_and_what_stood_open_is_closed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let config = Config::plain(folder.path()).unwrap();
        let modes = || -> Vec<(PathBuf, u32)> {
            let (mut found, mut left) = (Vec::new(), vec![folder.path().to_owned()]);
            while let Some(path) = left.pop() {
                found.push((path.clone(), path.metadata().unwrap().permissions().mode() & 0o777));
                if path.is_dir() {
                    left.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                }
            }
            found
        };
        let all_closed = || {
            let open: Vec<_> = modes()
                .into_iter()
                .filter(|(path, mode)| *mode != if path.is_dir() { 0o700 } else { 0o600 })
                .collect();
            assert!(open.is_empty(), "{open:?}");
        };
        rustix::process::umask(rustix::fs::Mode::empty());
        let portal = open(config.clone(), now()).unwrap();
        let paper = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
        portal.photos.document(paper).unwrap();
        all_closed();
        assert!(modes().len() > 8, "database and its log, key, shelf, heads: {:?}", modes());
        drop(portal);
        for (path, mode) in modes() {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode | 0o055)).unwrap();
        }
        let _portal = open(config, now()).unwrap();
        all_closed();
    }

    #[test]
    fn another_key_or_another_shelf_than_the_databases_stops_the_start() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let config = Config::plain(folder.path()).unwrap();
        drop(open(config.clone(), now()).unwrap());
        // A second instance over the same database, with a folder of its own.
        let second = Config { data: other.path().to_owned(), ..config.clone() };
        let said = open(second.clone(), now()).err().unwrap().to_string();
        assert!(said.contains("another one than the database was begun with"), "{said}");
        assert!(said.contains("secrets.toml"), "{said}");
        std::fs::copy(folder.path().join("secrets.toml"), other.path().join("secrets.toml")).unwrap();
        let said = open(second.clone(), now()).err().unwrap().to_string();
        assert!(said.contains("the folder photos is another one"), "{said}");
        std::fs::copy(folder.path().join("photos/shelf.id"), other.path().join("photos/shelf.id")).unwrap();
        assert!(open(second, now()).is_ok());
        // The disk with the photos was not mounted.
        std::fs::remove_dir_all(folder.path().join("photos")).unwrap();
        assert!(open(config, now()).is_err());
    }

    #[test]
    fn a_database_of_a_newer_program_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::plain(folder.path()).unwrap();
        let portal = open(config.clone(), now()).unwrap();
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231000001')";
        portal.db.change(|c| Ok::<_, Refusal>(diesel::sql_query(newer).execute(c)?)).unwrap();
        drop(portal);
        let said = open(config, now()).err().unwrap().to_string();
        assert!(said.contains("newer program") && said.contains("20991231000001"), "{said}");
    }

    #[test]
    fn what_does_not_work_is_said_in_plain_words() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let said = open(Config::plain(&file).unwrap(), now()).err().unwrap().to_string();
        assert!(said.contains("cannot be written to") && said.contains("LANGNGHE_DATA"), "{said}");
        let mut config = Config::plain(folder.path()).unwrap();
        let portal = open(config.clone(), now()).unwrap();
        let login = "UPDATE settings SET value = 'login' WHERE name = 'city.sending.contact'";
        assert_eq!(portal.db.change(|c| Ok::<_, Refusal>(diesel::sql_query(login).execute(c)?)), Ok(1));
        let said = open(config.clone(), now()).err().unwrap().to_string();
        assert!(said.contains("no accounts") && said.contains("verified"), "{said}");
        config.database_url = "/nowhere/at/all.sqlite".into();
        let said = open(config, now()).err().unwrap().to_string();
        assert!(said.contains("cannot be reached") && said.contains("LANGNGHE_DATABASE_URL"), "{said}");
    }
}
