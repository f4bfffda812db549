//! Invented reports by the hundred thousand, for the person at the terminal.
use super::{Trouble, progress, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::opening;
use crate::sample::{Wanted, load};

/// Fills the portal, and says what was laid in.
pub(super) fn fill(config: Config, wanted: Wanted) -> Result<(), Trouble> {
    let portal = opening::open(config, Clock::Machine)?;
    let bar = progress::bar("reports", Some(wanted.reports));
    let loaded = load(&portal, wanted, |reports| bar.inc(reports));
    bar.finish_and_clear();
    let loaded = loaded.map_err(|why| Trouble(format!("{why}.")))?;
    say(&format!(
        "{} samples stood here; {} were lived and {} written after them.",
        loaded.before, loaded.lived, loaded.written
    ));
    Ok(())
}
