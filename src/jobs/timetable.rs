//! What runs by itself, and how often.
use crate::actions::{Refusal, upkeep};
use crate::portal::Portal;
use chrono::Duration;

/// A verb with its rhythm. `work` answers what it did, in a few words for the administrator.
pub struct Job {
    pub name: &'static str,
    pub every: Duration,
    pub work: fn(&Portal) -> Result<String, Refusal>,
}

/// A job is believed dead when it has held its claim for this long.
pub(super) const LEASE: Duration = Duration::hours(1);

pub const TIMETABLE: &[Job] = &[
    Job { name: "send_letters", every: Duration::seconds(10), work: send_letters },
    Job { name: "expire_unconfirmed", every: Duration::hours(1), work: expire_unconfirmed },
    Job { name: "close_answered", every: Duration::hours(1), work: close_answered },
    Job { name: "sweep", every: Duration::hours(1), work: sweep },
];

fn send_letters(portal: &Portal) -> Result<String, Refusal> {
    upkeep::send_letters(portal).map(|sent| format!("{sent} sent"))
}

fn expire_unconfirmed(portal: &Portal) -> Result<String, Refusal> {
    upkeep::expire_unconfirmed(portal).map(|expired| format!("{expired} expired"))
}

fn close_answered(portal: &Portal) -> Result<String, Refusal> {
    upkeep::close_answered(portal).map(|closed| format!("{closed} closed"))
}

fn sweep(portal: &Portal) -> Result<String, Refusal> {
    upkeep::sweep(portal).map(|swept| {
        format!(
            "sessions {}, links {}, counters {}, forms {}, files {}",
            swept.sessions, swept.passes, swept.throttles, swept.drafts, swept.files
        )
    })
}
