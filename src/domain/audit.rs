//! The administrators' journal: what was changed in the house itself, by whom, never changed and never deleted.
use crate::clock::Moment;
use crate::ids::{AccountId, OfficeEventId, text_enum};
use crate::schema::office_events;
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// What was changed.
    pub enum Subject {
        Agency = "agency",
        Category = "category",
        /// Words that are listened for in what residents write.
        Signal = "signal",
        /// What a category asks; the root of the question is its id.
        Question = "question",
        Account = "account",
        Letter = "letter",
        /// What senders are written about, all of it; its id is 0.
        Topics = "topics",
        /// A year of the calendar; the year is its id.
        Calendar = "calendar",
        /// What runs by itself, all of it; its id is 0.
        Job = "job",
        /// The reasons for refusing a report, all of them; its id is 0.
        Reasons = "reasons",
        /// How long what is owed may take, all of it; its id is 0.
        Terms = "terms",
        /// The hours that are worked, of all seasons; its id is 0.
        Hours = "hours",
        /// The numbers and choices of the city, all of them; its id is 0.
        CityTerms = "city_terms",
        /// The words that senders agree to, all of them; its id is 0.
        Consents = "consents",
        /// A program of others that is told what happens.
        Webhook = "webhook",
        /// A key of another program.
        ApiKey = "api_key",
        /// The ladder of what is owed for long; its id is 0.
        Ladder = "ladder",
    }
}

text_enum! {
    /// What was done to it.
    pub enum AuditKind {
        Created = "created",
        Edited = "edited",
        /// An agency was closed down; its open reports passed on.
        Ended = "ended",
        Invited = "invited",
        /// A new one-time link was made.
        LinkSent = "link_sent",
        PasswordSet = "password_set",
        RoleGranted = "role_granted",
        RoleRevoked = "role_revoked",
        Locked = "locked",
        Unlocked = "unlocked",
        /// Days on which somebody is away, and their deputy.
        AwaySet = "away_set",
        /// They are back, or did not go.
        AwayEnded = "away_ended",
        Retried = "retried",
        /// All letters that waited or were given up were sent off again.
        RetriedAll = "retried_all",
        /// A job was made to run before its time.
        JobRun = "job_run",
        RungAdded = "rung_added",
        RungRemoved = "rung_removed",
        DaySet = "day_set",
        DayRemoved = "day_removed",
        DaysImported = "days_imported",
        /// A key opens nothing any more.
        KeyRevoked = "key_revoked",
        HookStarted = "hook_started",
        HookStopped = "hook_stopped",
        /// One thing is told once more.
        HookResent = "hook_resent",
    }
}

/// One change to the house, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = office_events)]
pub struct AuditEvent {
    pub id: OfficeEventId,
    pub subject: Subject,
    pub subject_id: i64,
    pub kind: AuditKind,
    /// The changes, a line each, as [`write`] makes them.
    pub detail: String,
    /// Nobody: the command line.
    pub actor_id: Option<AccountId>,
    pub at: Moment,
}

/// One field with the value it had and the value it got, "" for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: String,
    pub from: String,
    pub to: String,
}

impl Change {
    /// Texts, numbers or words as they are to be read later.
    pub fn new(field: &str, from: impl ToString, to: impl ToString) -> Self {
        Self { field: field.to_owned(), from: from.to_string(), to: to.to_string() }
    }
}

/// Only what really changed.
pub fn differing(changes: Vec<Change>) -> Vec<Change> {
    changes.into_iter().filter(|change| change.from != change.to).collect()
}

/// The changes as they are kept: a line each, its three parts separated by tabs.
pub fn write(changes: &[Change]) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    changes
        .iter()
        .map(|change| format!("{}\t{}\t{}", change.field, plain(&change.from), plain(&change.to)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The changes of a kept detail; a line that is none is left out.
pub fn read(detail: &str) -> Vec<Change> {
    detail
        .lines()
        .filter_map(|line| {
            let mut parts = line.splitn(3, '\t');
            Some(Change::new(parts.next()?, parts.next()?, parts.next()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_cannot_forge_a_line() {
        let changes = vec![Change::new("name", "Sở A", "Sở B"), Change::new("words", "", "ổ gà\nname\tx\ty")];
        let read = read(&write(&changes));
        assert_eq!(read.len(), 2);
        assert_eq!(read[0], changes[0]);
        assert_eq!(read[1].to, "ổ gà name x y");
    }

    #[test]
    fn what_stayed_the_same_is_no_change() {
        let kept = differing(vec![Change::new("a", 1, 1), Change::new("b", "", "x")]);
        assert_eq!(kept, [Change::new("b", "", "x")]);
    }
}
