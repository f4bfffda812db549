//! What the ladder would tell now, for the person at the terminal.
use super::{Trouble, say};
use crate::actions::escalation::plan;
use crate::clock::Clock;
use crate::config::Config;
use crate::opening::keep_closed;
use crate::secrets::Secrets;
use crate::store::Db;

/// Lines at most.
const LINES: usize = 1_000;

/// Says it, a line for each telling, and writes nothing.
pub(super) fn told_now(config: &Config) -> Result<(), Trouble> {
    keep_closed();
    let secrets = Secrets::look(&config.data)
        .map_err(|error| Trouble(format!("the portal's key cannot be used: {error}.")))?
        .ok_or_else(|| Trouble("there is no portal yet; the first start makes it.".into()))?;
    let db = Db::open(&config.database_url, config.readers, secrets.sealing())
        .map_err(|error| Trouble(format!("{error}.")))?;
    let planned = plan(&db, Clock::Machine.now(), LINES);
    let (planned, count) =
        planned.map_err(|refusal| Trouble(format!("it could not be read: {refusal:?}.")))?;
    for one in &planned {
        let people = if one.people.is_empty() { "nobody is there".to_owned() } else { one.people.join(", ") };
        say(&format!(
            "{}  {}  due {}  {}  -> {people}",
            one.code,
            one.owed,
            one.due_at,
            one.rung.code(one.owed)
        ));
    }
    say(&format!("{count} would be told now; nobody was."));
    Ok(())
}
