//! Backup and restore, for the person at the terminal.
use super::{Trouble, check, progress, say};
use crate::actions::upkeep::{Done, backup, restore};
use crate::clock::Clock;
use crate::config::Config;
use crate::opening::keep_closed;
use std::path::Path;

/// Writes a backup and says what it holds.
pub(super) fn save(config: &Config, to: &Path) -> Result<(), Trouble> {
    keep_closed();
    let shown = Shown::new();
    let made = backup(config, to, Clock::Machine.now(), &mut |done| shown.step(done));
    shown.finish();
    let made = made.map_err(|error| Trouble(format!("no backup was made: {error}.")))?;
    let rows: u64 = made.database.rows.values().sum();
    say(&format!(
        "The backup is in {}: {} files and {rows} rows, each read again. It holds the keys and personal data: keep it locked away.",
        to.display(),
        made.files
    ));
    Ok(())
}

/// Brings a backup back into an empty place, and checks it there.
pub(super) fn bring_back(config: Config, from: &Path) -> Result<(), Trouble> {
    keep_closed();
    let shown = Shown::new();
    let made = restore(&config, from, &mut |done| shown.step(done));
    shown.finish();
    let made = made.map_err(|error| Trouble(format!("nothing was restored: {error}.")))?;
    say(&format!("The backup of {} (UTC) is back in {}. Is it whole?", made.made, config.data.display()));
    check::check(config)
}

/// Three counts, one after the other.
struct Shown {
    rows: indicatif::ProgressBar,
    copied: indicatif::ProgressBar,
    verified: indicatif::ProgressBar,
    _together: indicatif::MultiProgress,
}

impl Shown {
    fn new() -> Self {
        let together = indicatif::MultiProgress::new();
        let add = |what| together.add(progress::bar(what, None));
        Self {
            copied: add("files copied:"),
            rows: add("rows:"),
            verified: add("files verified:"),
            _together: together,
        }
    }

    fn step(&self, done: Done) {
        match done {
            Done::Rows(count) => self.rows.inc(count),
            Done::Copied(count) => self.copied.inc(count),
            Done::Verified(count) => self.verified.inc(count),
        }
    }

    fn finish(&self) {
        [&self.rows, &self.copied, &self.verified]
            .into_iter()
            .for_each(indicatif::ProgressBar::finish_and_clear);
    }
}
