//! What is brought in from files, for the person at the terminal.
use super::{Trouble, say};
use crate::actions::upkeep::{Imported, NotImported, import_areas};
use crate::clock::{Clock, local};
use crate::config::Config;
use crate::opening::keep_closed;
use crate::secrets::Secrets;
use crate::store::Db;
use chrono::NaiveDate;
use std::path::Path;

/// Brings the communes' borders in, and says which were not found.
pub(super) fn areas(config: &Config, file: &Path, from: Option<NaiveDate>) -> Result<(), Trouble> {
    keep_closed();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Trouble(format!("{} cannot be read: {error}.", file.display())))?;
    let secrets = Secrets::look(&config.data)
        .map_err(|error| Trouble(format!("the portal's key cannot be used: {error}.")))?
        .ok_or_else(|| Trouble("there is no portal yet; the first start makes it.".into()))?;
    let db = Db::open(&config.database_url, config.readers, secrets.sealing())
        .map_err(|error| Trouble(format!("{error}.")))?;
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
