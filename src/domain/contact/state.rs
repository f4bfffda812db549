//! How letters fare with a sender: do they arrive, are they wanted, is the address confirmed?
use crate::clock::Moment;
use crate::domain::letter::LetterKind;
use crate::domain::status::Status;
use crate::schema::contacts;
use diesel::{Queryable, Selectable};

/// What is known of a sender's address beside the address itself; nobody's name, so it may be looked at anywhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable, serde::Deserialize)]
#[diesel(table_name = contacts)]
pub struct ContactState {
    /// Since when letters are known not to arrive.
    pub email_failed_at: Option<Moment>,
    /// Since when the sender wants no letters about this report.
    pub letters_stopped_at: Option<Moment>,
    pub email_verified_at: Option<Moment>,
    /// Until when the sender may still confirm; nothing when there is nothing (more) to confirm.
    pub confirm_by: Option<Moment>,
}

impl ContactState {
    /// May this letter be written to the sender? Receipts answer what they did themselves just now, and go out unless
    /// the address is dead; an address that nobody confirmed gets nothing else.
    pub fn takes(&self, kind: LetterKind) -> bool {
        let wanted = self.letters_stopped_at.is_none() && self.confirm_by.is_none();
        self.email_failed_at.is_none() && (wanted || kind.is_receipt())
    }

    /// May the report come to stand like this? One that its sender did not confirm can end, and go no further.
    pub fn lets(&self, status: Status) -> bool {
        use Status::*;
        self.confirm_by.is_none() || matches!(status, New | Rejected | Duplicate | Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Option<Moment> {
        Some(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc())
    }

    #[test]
    fn who_stopped_letters_still_gets_receipts_and_a_dead_address_gets_nothing() {
        let usual = ContactState::default();
        let stopped = ContactState { letters_stopped_at: at(), ..usual };
        let unconfirmed = ContactState { confirm_by: at(), ..usual };
        let dead = ContactState { email_failed_at: at(), ..usual };
        for kind in LetterKind::ALL {
            assert!(usual.takes(*kind), "{kind}");
            assert_eq!(stopped.takes(*kind), kind.is_receipt(), "{kind}");
            assert_eq!(unconfirmed.takes(*kind), kind.is_receipt(), "{kind}");
            assert!(!dead.takes(*kind), "{kind}");
        }
    }

    #[test]
    fn a_report_that_nobody_confirmed_goes_no_further() {
        let unconfirmed = ContactState { confirm_by: at(), ..ContactState::default() };
        let open: Vec<Status> =
            Status::ALL.iter().copied().filter(|s| unconfirmed.lets(*s) && !s.is_settled()).collect();
        assert_eq!(open, [Status::New]);
        assert!(Status::ALL.iter().all(|status| ContactState::default().lets(*status)));
    }
}
