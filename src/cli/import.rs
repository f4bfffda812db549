//! What is brought in from files, for the person at the terminal.
use super::{Trouble, say};
use crate::actions::upkeep::{Imported, NoPlaces, NotImported, PlacesImported, import_areas, import_places};
use crate::clock::{Clock, local};
use crate::config::Config;
use crate::opening::keep_closed;
use crate::secrets::Secrets;
use crate::store::Db;
use chrono::NaiveDate;
use std::path::Path;

/// Brings the communes' borders in, and says which were not found.
pub(super) fn areas(config: &Config, file: &Path, from: Option<NaiveDate>) -> Result<(), Trouble> {
    let (text, db) = opened(config, file)?;
    let now = Clock::Machine.now();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let from = from.unwrap_or_else(|| local(now).date());
    let Imported { matched, unmatched, without } =
        import_areas(&db, (&text, &name), from, now).map_err(|why| {
            Trouble(match why {
                NotImported::Unreadable(why) => format!("{} is no GeoJSON: {why}.", file.display()),
                NotImported::Nothing => "no feature is a commune of the city; nothing was kept.".to_owned(),
                NotImported::Refused(refusal) => format!("the borders could not be kept: {refusal:?}."),
            })
        })?;
    say(&format!("Borders of {matched} communes are kept, valid from {from}."));
    for name in &unmatched {
        say(&format!("not matched: {name}"));
    }
    for name in &without {
        say(&format!("without borders: {name}"));
    }
    Ok(())
}

/// Brings streets and landmarks in, and says which lines were left out.
pub(super) fn places(config: &Config, file: &Path) -> Result<(), Trouble> {
    let (text, db) = opened(config, file)?;
    let PlacesImported { kept, left_out } =
        import_places(&db, &text, Clock::Machine.now()).map_err(|why| {
            Trouble(match why {
                NoPlaces::Unreadable(why) => format!("{} is no CSV: {why}.", file.display()),
                NoPlaces::Lacks(column) => format!("{} has no column {column}.", file.display()),
                NoPlaces::Nothing => "no line is a place of the city; those before stay.".to_owned(),
                NoPlaces::Refused(refusal) => format!("the places could not be kept: {refusal:?}."),
            })
        })?;
    say(&format!("{kept} streets and landmarks are kept."));
    for (line, why) in &left_out {
        say(&format!("line {line} left out: {why}"));
    }
    Ok(())
}

/// What stands in the file, and the portal's database.
fn opened(config: &Config, file: &Path) -> Result<(String, Db), Trouble> {
    keep_closed();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Trouble(format!("{} cannot be read: {error}.", file.display())))?;
    let secrets = Secrets::look(&config.data)
        .map_err(|error| Trouble(format!("the portal's key cannot be used: {error}.")))?
        .ok_or_else(|| Trouble("there is no portal yet; the first start makes it.".into()))?;
    let db = Db::open(&config.database_url, config.readers, secrets.sealing())
        .map_err(|error| Trouble(format!("{error}.")))?;
    Ok((text, db))
}
