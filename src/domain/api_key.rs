//! A key by which another program writes to the portal: what it lets do, and until when.
use crate::clock::{Moment, local};
use crate::ids::{ApiKeyId, Secret, text_enum};
use crate::schema::api_keys;
use chrono::NaiveDate;
use diesel::{Insertable, Queryable, Selectable};
use subtle::ConstantTimeEq;

/// How every key begins, so that one which lies where it should not is known for what it is.
const MARK: &str = "lnk";
/// So many digits of a key find it; the others are its secret.
const PREFIX: usize = 12;
/// For how many days a key is made at most.
pub const MOST_DAYS: i64 = 730;

text_enum! {
    /// What a key lets do.
    pub enum Scope {
        /// To send reports (Open311).
        SendReports = "gui-phan-anh",
    }
}

/// A key as it is kept: never itself.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_keys)]
pub struct ApiKey {
    pub id: ApiKeyId,
    /// Whose program it is.
    pub name: String,
    pub prefix: String,
    /// SHA-256 of the secret.
    pub hash: String,
    pub scopes: String,
    pub created_at: Moment,
    /// Its last day.
    pub valid_to: NaiveDate,
    pub revoked_at: Option<Moment>,
    /// The day on which it was used last.
    pub used_on: Option<NaiveDate>,
}

impl ApiKey {
    /// Does this key, with this secret, let do it now?
    pub fn lets(&self, presented: &Presented, scope: Scope, now: Moment) -> bool {
        let same: bool = self.hash.as_bytes().ct_eq(presented.secret.hash().as_bytes()).into();
        same && self.is_open(now) && self.scopes().any(|own| own == scope)
    }

    /// Does it open anything?
    pub fn is_open(&self, now: Moment) -> bool {
        self.revoked_at.is_none() && local(now).date() <= self.valid_to
    }

    /// What it lets do.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> {
        self.scopes.split(' ').filter_map(|word| word.parse().ok())
    }
}

/// A key as somebody presents it.
pub struct Presented {
    pub prefix: String,
    pub secret: Secret,
}

impl Presented {
    /// `None` where the text is no key at all.
    pub fn read(text: &str) -> Option<Self> {
        let (mark, rest) = text.trim().split_once('_')?;
        let (prefix, secret) = rest.split_once('_')?;
        let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        (mark == MARK && prefix.len() == PREFIX && secret.len() == 64 && hex(prefix) && hex(secret))
            .then(|| Self { prefix: prefix.to_owned(), secret: Secret::presented(secret) })
    }

    /// Of 76 digits that nobody can guess.
    pub fn of_digits(found_by: &str, secret: &str) -> Option<Self> {
        Self::read(&format!("{MARK}_{}_{secret}", found_by.get(..PREFIX)?))
    }

    /// The whole key, for whoever made it and is shown it once.
    pub fn reveal(&self) -> String {
        format!("{MARK}_{}_{}", self.prefix, self.secret.reveal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveTime};

    fn key(presented: &Presented) -> ApiKey {
        ApiKey {
            id: ApiKeyId(1),
            name: "Ứng dụng".into(),
            prefix: presented.prefix.clone(),
            hash: presented.secret.hash(),
            scopes: "gui-phan-anh".into(),
            created_at: Moment::MIN,
            valid_to: NaiveDate::from_ymd_opt(2026, 9, 7).unwrap(),
            revoked_at: None,
            used_on: None,
        }
    }

    #[test]
    fn a_key_opens_until_its_last_day_is_over_and_by_its_own_secret_alone() {
        let digits = Secret::random();
        let presented = Presented::of_digits(Secret::random().reveal(), digits.reveal()).unwrap();
        let (key, scope) = (key(&presented), Scope::SendReports);
        let last = crate::clock::moment_of(key.valid_to.and_hms_opt(23, 59, 59).unwrap());
        let next = crate::clock::moment_of((key.valid_to + Days::new(1)).and_time(NaiveTime::MIN));
        assert!(key.lets(&presented, scope, last) && !key.lets(&presented, scope, next));
        let again = Presented::read(&presented.reveal()).unwrap();
        assert!(key.lets(&again, scope, last));
        let other = Presented { secret: Secret::random(), prefix: key.prefix.clone() };
        assert!(!key.lets(&other, scope, last), "another secret");
        assert!(!ApiKey { revoked_at: Some(last), ..key.clone() }.lets(&presented, scope, last));
        assert!(!ApiKey { scopes: "doc".into(), ..key }.lets(&presented, scope, last));
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in ["", "lnk_", "lnk_12_34", "lnk_0123456789ab_", "xyz_0123456789ab_00", "__"] {
            assert!(Presented::read(text).is_none(), "{text}");
        }
    }
}
