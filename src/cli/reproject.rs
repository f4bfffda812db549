//! The public copies made anew, for the person at the terminal.
use super::{Trouble, progress, say};
use crate::actions::upkeep::{reproject, rewrite_ledger};
use crate::config::Config;
use crate::opening::keep_closed;
use crate::secrets::Secrets;
use crate::store::Db;

/// Makes them anew in the database that is there, and says how many were other than they should be.
pub(super) fn again(config: &Config) -> Result<(), Trouble> {
    keep_closed();
    let secrets = Secrets::look(&config.data)
        .map_err(|error| Trouble(format!("the portal's key cannot be used: {error}.")))?
        .ok_or_else(|| Trouble("there is no portal yet; the first start makes it.".into()))?;
    let db = Db::open(&config.database_url, config.readers, secrets.sealing())
        .map_err(|error| Trouble(format!("{error}.")))?;
    let bar = progress::bar("public copies", None);
    let done = reproject(&db, |part| bar.inc(part as u64));
    bar.finish_and_clear();
    let done = done.map_err(|refusal| Trouble(format!("the copies could not be made: {refusal:?}.")))?;
    let bar = progress::bar("lines of the ledger", None);
    let lines = rewrite_ledger(&db, |part| bar.inc(part as u64));
    bar.finish_and_clear();
    let lines = lines.map_err(|refusal| Trouble(format!("the ledger could not be written: {refusal:?}.")))?;
    say(&format!("{} copies made anew; {} were other than they should be.", done.looked_at, done.changed));
    say(&format!("The ledger is written anew; {lines} of its lines were other than they should be."));
    Ok(())
}
