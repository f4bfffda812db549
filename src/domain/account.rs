//! The people who work here: accounts, one-time passes, sessions.
use super::notice::LetterChoice;
use crate::clock::Moment;
use crate::ids::{AccountId, text_enum};
use crate::schema::accounts;
use chrono::Duration;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// May this person come in?
    pub enum AccountState {
        /// Has a link and no password yet.
        Invited = "invited",
        Active = "active",
        Locked = "locked",
    }
}

text_enum! {
    /// What a one-time link is for.
    pub enum Purpose {
        Invite = "invite",
        Reset = "reset",
    }
}

/// Somebody of the staff, who signs in with an e-mail address.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, treat_none_as_null = true)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub position: String,
    /// Argon2id, in PHC form.
    pub password: Option<String>,
    pub state: AccountState,
    /// Wrong passwords in a row.
    pub failures: i32,
    pub locked_until: Option<Moment>,
    pub lang: String,
    pub created_at: Moment,
    pub version: i32,
    /// How letters about what waits for them come.
    pub letters: LetterChoice,
}

/// Wrong passwords in a row after which an account rests.
pub const FAILURES_ALLOWED: i32 = 10;
/// How long it rests, in minutes.
const REST_MINUTES: i64 = 15;
/// A session ends so many hours after it began, whatever is done in it: a shift and its overtime.
pub const SESSION_HOURS: i64 = 12;
/// A session in which nothing is done ends after so many hours.
pub const IDLE_HOURS: i64 = 2;
/// An invitation stands for a week, a new password's link for an hour: the first waits for somebody's first day.
const INVITE_HOURS: i64 = 7 * 24;
const RESET_HOURS: i64 = 1;

impl Purpose {
    /// When a link made now stops working.
    pub fn ends(self, now: Moment) -> Moment {
        now + Duration::hours(match self {
            Self::Invite => INVITE_HOURS,
            Self::Reset => RESET_HOURS,
        })
    }
}

impl Account {
    /// One more wrong password: how many there are then, and until when nobody comes in. The count begins again with
    /// each rest, so that a second row of wrong ones brings a second letter.
    pub fn after_failure(&self, now: Moment) -> (i32, Option<Moment>) {
        if self.failures + 1 >= FAILURES_ALLOWED {
            (0, Some(now + Duration::minutes(REST_MINUTES)))
        } else {
            (self.failures + 1, None)
        }
    }

    /// Is it resting after too many wrong passwords?
    pub fn rests(&self, now: Moment) -> bool {
        self.locked_until.is_some_and(|until| until > now)
    }

    /// The first administrator's account before its first use: without a name, its address only a placeholder. Whoever
    /// opens the link says who they are.
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(failures: i32) -> Account {
        Account {
            id: AccountId(1),
            email: "first-admin@localhost".into(),
            name: String::new(),
            position: String::new(),
            password: None,
            state: AccountState::Active,
            failures,
            locked_until: None,
            letters: LetterChoice::AtOnce,
            lang: "vi".into(),
            created_at: at(0),
            version: 1,
        }
    }

    fn at(minutes: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000 + 60 * minutes, 0).unwrap().naive_utc()
    }

    #[test]
    fn the_tenth_wrong_password_in_a_row_makes_it_rest() {
        assert_eq!(account(0).after_failure(at(0)), (1, None));
        assert_eq!(account(8).after_failure(at(0)), (9, None));
        assert_eq!(account(9).after_failure(at(0)), (0, Some(at(15))));
        let resting = Account { locked_until: Some(at(15)), ..account(0) };
        assert!(resting.rests(at(14)) && !resting.rests(at(15)));
    }

    #[test]
    fn who_has_no_name_yet_is_asked_for_one() {
        assert!(account(0).is_nameless());
        let real = Account { name: "Trần Thị Lan".into(), ..account(0) };
        assert!(!real.is_nameless());
    }
}
