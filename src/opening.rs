//! Opens the house in order: folder, keys, database, city, mail, photos. Says in plain words which of them fails.
use crate::actions::Refusal;
use crate::actions::upkeep::plant_city;
use crate::clock::Clock;
use crate::config::Config;
use crate::mail::Mailer;
use crate::photos::{Limits, Photos};
use crate::portal::Portal;
use crate::secrets::Secrets;
use crate::store::Db;
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
    prepare_folder(&data)?;
    let secrets = Secrets::open(&data).map_err(|error| {
        OpenProblem(format!("the portal's key in {} cannot be used: {error}.", data.display()))
    })?;
    let db = Db::open(&config.database_url, config.readers).map_err(|error| {
        OpenProblem(format!("{error}.\nCheck the setting database_url (LANGNGHE_DATABASE_URL)."))
    })?;
    let planted = plant_city(&db, clock.now()).map_err(|refusal| unplanted(&refusal))?;
    if planted {
        tracing::info!("the database was empty: it has its city now");
    }
    let settings =
        db.look(|c| Ok::<_, Refusal>(Settings::load(c)?)).map_err(|refusal| unplanted(&refusal))?;
    let unusable = |why: String| OpenProblem(format!("the table settings cannot be used: {why}."));
    settings.sending().map_err(unusable)?;
    settings.limits().map_err(unusable)?;
    let city = settings.city();
    let mailer = Mailer::open(&config.mail, city.portal_name("vi"))
        .map_err(|problem| OpenProblem(format!("the mail cannot be set up: {problem}.")))?;
    let photos = open_photos(&config)?;
    Ok(Portal {
        db,
        clock,
        mailer,
        photos,
        config: Arc::new(config),
        secrets: Arc::new(secrets),
        city: Arc::new(city),
    })
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

/// Makes the data folder and tries to write there: a disk that is full or not ours is found out now.
fn prepare_folder(data: &Path) -> Result<(), OpenProblem> {
    std::fs::create_dir_all(data).and_then(|()| tempfile::NamedTempFile::new_in(data).map(drop)).map_err(
        |error| {
            OpenProblem(format!(
                "the data folder {} cannot be written to: {error}.\n\
                 Give it to the user the portal runs as, or name another one (LANGNGHE_DATA).",
                data.display()
            ))
        },
    )
}

fn unplanted(refusal: &Refusal) -> OpenProblem {
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

    fn now() -> Clock {
        Clock::fixed(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc())
    }

    #[test]
    fn it_opens_again_over_what_it_left_and_gives_the_first_administrator_a_new_link_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::plain(folder.path()).unwrap();
        let portal = open(config.clone(), now()).unwrap();
        assert_eq!(portal.city.name, "Hải Phòng");
        let first = invite_first_admin(&portal).unwrap().unwrap();
        let again = open(config, now()).unwrap();
        let second = invite_first_admin(&again).unwrap().unwrap();
        assert_ne!(first.reveal(), second.reveal());
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
