//! A letter: what the portal writes to somebody, and how far it has come.
use super::letter_topic::Topic;
use crate::clock::Moment;
use crate::ids::{FollowId, LetterId, TicketId, text_enum};
use crate::schema::letters;
use chrono::Duration;
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// What a letter is about.
    pub enum LetterKind {
        Received = "received",
        /// The receipt where the city wants the address confirmed first.
        Confirm = "confirm",
        Accepted = "accepted",
        Refused = "refused",
        /// Somebody else looked at the refusal, and it stays.
        RefusalUpheld = "refusal_upheld",
        /// … or the report is taken up again.
        TakenUp = "taken_up",
        Forwarded = "forwarded",
        Taken = "taken",
        /// The agency said how far it is.
        Progress = "progress",
        InfoAsked = "info_asked",
        /// Half of the time to answer a question is over.
        InfoReminder = "info_reminder",
        /// Nobody answered the question, and the report is closed.
        InfoMissed = "info_missed",
        Answered = "answered",
        Extended = "extended",
        /// What was promised is done.
        PromiseKept = "promise_kept",
        /// … or is promised for another day.
        PromiseMoved = "promise_moved",
        Reopened = "reopened",
        Closed = "closed",
        Duplicate = "duplicate",
        Separated = "separated",
        /// What was decided about a request that something is taken down.
        RemovalDecided = "removal_decided",
        /// Somebody typed this address to follow something: its owner is asked.
        FollowConfirm = "follow_confirm",
        /// What happened to a report that the reader follows …
        FollowNews = "follow_news",
        /// … or what is new in a list.
        FollowDigest = "follow_digest",
        Invite = "invite",
        Reset = "reset",
        FailedLogins = "failed_logins",
        /// Something waits for a member of staff …
        StaffNotice = "staff_notice",
        /// … or several things do.
        StaffDigest = "staff_digest",
    }
}

text_enum! {
    /// How far a letter has come.
    pub enum LetterState {
        Waiting = "waiting",
        /// Somebody is handing it over just now; counts as waiting again when that takes too long.
        Sending = "sending",
        Sent = "sent",
        /// Given up: an administrator may try again by hand.
        Failed = "failed",
        /// Kept back: nobody confirmed the address, and it got as many letters today as such an address may.
        Held = "held",
    }
}

/// A letter as it was written, before it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub kind: LetterKind,
    pub ticket_id: Option<TicketId>,
    /// What its reader follows, for letters to those who do.
    pub follow_id: Option<FollowId>,
    /// What happened from then on is what it tells them of.
    pub follow_since: Option<Moment>,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where the reader can stop letters like this one; "" where they cannot be stopped.
    pub stop_link: String,
}

/// A letter in the outbox.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = letters)]
pub struct QueuedLetter {
    pub id: LetterId,
    pub ticket_id: Option<TicketId>,
    pub kind: LetterKind,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub state: LetterState,
    /// How often it was tried.
    pub attempts: i32,
    pub next_try_at: Moment,
    pub last_error: String,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
    pub stop_link: String,
    /// Whose box it goes into, as [`mailbox`] names it.
    pub mailbox: String,
    pub follow_id: Option<FollowId>,
    pub follow_since: Option<Moment>,
}

impl LetterKind {
    /// It answers what the reader has just done, and goes out even to who wants no other letters.
    pub fn is_receipt(self) -> bool {
        matches!(self, Self::Received | Self::Confirm)
    }

    /// The event of which it tells a sender; none for letters to anybody else.
    pub fn topic(self) -> Option<Topic> {
        match self {
            Self::Received | Self::Confirm => Some(Topic::Received),
            Self::Accepted | Self::Forwarded | Self::Taken => Some(Topic::Forwarded),
            Self::Progress => Some(Topic::Progress),
            Self::InfoAsked | Self::InfoReminder | Self::InfoMissed => Some(Topic::Asked),
            Self::Extended => Some(Topic::Extended),
            Self::Answered | Self::PromiseKept | Self::PromiseMoved => Some(Topic::Answered),
            Self::Reopened | Self::TakenUp => Some(Topic::Reopened),
            Self::Closed | Self::Refused | Self::RefusalUpheld | Self::Duplicate | Self::Separated => {
                Some(Topic::Closed)
            }
            Self::RemovalDecided
            | Self::FollowConfirm
            | Self::FollowNews
            | Self::FollowDigest
            | Self::Invite
            | Self::Reset
            | Self::FailedLogins
            | Self::StaffNotice
            | Self::StaffDigest => None,
        }
    }
}

impl Letter {
    /// Puts it in the queue, to be sent at once.
    pub fn queue(self, now: Moment) -> QueuedLetter {
        QueuedLetter {
            id: LetterId::fresh(now),
            ticket_id: self.ticket_id,
            kind: self.kind,
            mailbox: mailbox(&self.recipient),
            recipient: self.recipient,
            subject: self.subject,
            text: self.text,
            html: self.html,
            state: LetterState::Waiting,
            attempts: 0,
            next_try_at: now,
            last_error: String::new(),
            created_at: now,
            sent_at: None,
            stop_link: self.stop_link,
            follow_id: self.follow_id,
            follow_since: self.follow_since,
        }
    }
}

/// The box that an address leads to, whatever its spelling: small letters, without what stands behind a "+"; without dots
/// where the provider ignores them. For counting, never for sending.
pub fn mailbox(address: &str) -> String {
    let small = address.to_lowercase();
    let Some((name, domain)) = small.rsplit_once('@') else { return small };
    let name = name.split('+').next().unwrap_or(name);
    match domain {
        "gmail.com" | "googlemail.com" => format!("{}@gmail.com", name.replace('.', "")),
        _ => format!("{name}@{domain}"),
    }
}

/// How long to wait before the next try, in minutes, after so many failures. Two days in all; then it is given up.
const PAUSES: [i64; 8] = [1, 5, 15, 60, 240, 720, 720, 1_440];

/// So often a letter is tried.
pub const ATTEMPTS: i32 = PAUSES.len() as i32 + 1;
/// How long a letter stays taken by whoever sends it; longer than one may be under way. After that, whoever took it is
/// believed to have stopped.
pub const HELD: Duration = Duration::seconds(45);

/// The longest that a letter may wait after so many tries. One that seems to wait longer waits for a wrong clock.
pub fn longest_wait(attempts: i32) -> Duration {
    let tried = usize::try_from(attempts).unwrap_or(0).clamp(1, PAUSES.len());
    Duration::minutes(PAUSES[tried - 1])
}

/// When to try again after the `attempts`th failure; nothing when it is given up.
pub fn next_try(attempts: i32, now: Moment) -> Option<Moment> {
    let at = usize::try_from(attempts - 1).ok()?;
    PAUSES.get(at).map(|minutes| now + Duration::minutes(*minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_waits_at_least_as_long_as_the_one_before_and_the_ninth_gives_up() {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        let tries: Vec<_> = (1..=8).map(|n| next_try(n, now).unwrap()).collect();
        assert!(tries.is_sorted());
        assert_eq!(tries[0] - now, Duration::minutes(1));
        assert_eq!(next_try(9, now), None);
        assert_eq!(next_try(0, now), None);
        assert!((1..=8).all(|n| next_try(n, now) == Some(now + longest_wait(n))));
    }

    #[test]
    fn one_box_has_many_spellings() {
        for address in ["lan.tran@gmail.com", "LanTran@Gmail.com", "l.a.n.tran+x+y@googlemail.com"] {
            assert_eq!(mailbox(address), "lantran@gmail.com");
        }
        assert_eq!(mailbox("Lan.Tran+a@b.vn"), "lan.tran@b.vn");
        assert_eq!(mailbox("nobody"), "nobody");
    }
}
