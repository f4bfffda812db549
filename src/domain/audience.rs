//! What of a report may leave the desk, and to whom. Pages, lists, counts, files, the map for search engines and letters
//! ask here and decide nothing themselves; `store::public::open` says the same in the database's words.
use super::city::Publish;
use super::status::Status;
use super::ticket::{Prominence, Report};

/// Who reads, outside the desk and beside whoever sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody at all.
    Anyone,
    /// Whoever sent a report that repeats this one.
    Follower,
    /// Whoever holds its code, which is said on the phone and written on slips of paper.
    CodeHolder,
}

/// How much they may learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// Not even that it exists.
    Nothing,
    /// How it stands, and that there is an answer; nothing of what anybody wrote.
    Standing,
    /// The checked copy, the answer, the reason.
    Words,
}

/// What decides, around a report, whether it may be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// What its category says.
    pub publish: Publish,
    /// It, or the report that it repeats, was refused for a reason that hides.
    pub hidden_by_refusal: bool,
    /// Its sender has yet to confirm the address.
    pub unconfirmed: bool,
}

impl Around {
    /// Nothing in the way of a category that says so.
    pub fn free(publish: Publish) -> Self {
        Self { publish, hidden_by_refusal: false, unconfirmed: false }
    }
}

impl Report {
    /// May the public read it? Never before a person has checked it, never what was sent in private.
    pub fn may_be_public(&self, around: Around) -> bool {
        let due = match around.publish {
            Publish::Never => false,
            Publish::AfterCheck => true,
            Publish::AfterAnswer => self.answered_at.is_some(),
        };
        let gone = self.status == Status::Withdrawn || around.hidden_by_refusal || around.unconfirmed;
        due && !gone && self.is_unlocked()
    }

    /// What `reader` may learn of it.
    pub fn shares(&self, reader: Audience) -> Share {
        let public = self.is_public && self.is_unlocked();
        match (reader, public) {
            (_, true) => Share::Words,
            (Audience::Follower | Audience::CodeHolder, false) => Share::Standing,
            (Audience::Anyone, false) => Share::Nothing,
        }
    }

    /// The locks that no cached word opens: it was checked, it is not private, and the desk does not hide it.
    fn is_unlocked(&self) -> bool {
        self.checked_at.is_some() && !self.is_private && self.prominence == Prominence::Public
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::CategoryId;

    fn checked() -> Report {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        let report = Report::received("26-0000-0000".into(), CategoryId(1), now);
        Report { checked_at: Some(now), is_public: true, ..report }
    }

    #[test]
    fn no_state_and_no_date_makes_public_what_nobody_checked() {
        let now = checked().checked_at;
        for status in Status::ALL {
            for publish in Publish::ALL {
                let unread = Report {
                    status: *status,
                    checked_at: None,
                    accepted_at: now,
                    answered_at: now,
                    closed_at: now,
                    ..checked()
                };
                assert!(!unread.may_be_public(Around::free(*publish)), "{status} {publish}");
                assert_eq!(unread.shares(Audience::Anyone), Share::Nothing, "{status}");
            }
        }
    }

    #[test]
    fn each_lock_alone_keeps_a_report_in() {
        let after_check = Around::free(Publish::AfterCheck);
        assert!(checked().may_be_public(after_check));
        let locked = [
            Report { is_private: true, ..checked() },
            Report { prominence: Prominence::Hidden, ..checked() },
            Report { status: Status::Withdrawn, ..checked() },
        ];
        assert!(locked.iter().all(|ticket| !ticket.may_be_public(after_check)));
        for around in [
            Around::free(Publish::Never),
            Around::free(Publish::AfterAnswer),
            Around { hidden_by_refusal: true, ..after_check },
            Around { unconfirmed: true, ..after_check },
        ] {
            assert!(!checked().may_be_public(around), "{around:?}");
        }
    }

    #[test]
    fn of_what_is_not_public_a_follower_learns_no_words_and_a_stranger_nothing() {
        let (open, kept) = (checked(), Report { is_private: true, ..checked() });
        let told = |ticket: &Report| {
            use Audience::*;
            [Anyone, CodeHolder, Follower].map(|reader| ticket.shares(reader))
        };
        assert_eq!(told(&open), [Share::Words; 3]);
        assert_eq!(told(&kept), [Share::Nothing, Share::Standing, Share::Standing]);
    }
}
