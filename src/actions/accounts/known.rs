//! A browser in which somebody came in before has counts of its own: strangers who guess at an account from elsewhere
//! cannot keep its owner out.
use crate::domain::account::Account;
use crate::ids::AccountId;
use crate::secrets::Secrets;

/// How many people one browser knows: a hotline's machine is used in shifts.
const MOST: usize = 5;
const PURPOSE: &str = "known browser";

/// What the browser keeps of one account: `account-own name-signature`. The signature covers the password's hash, so that
/// a new password makes every browser but the one it was chosen in a stranger's.
struct Entry<'a> {
    text: &'a str,
    account: AccountId,
    own: &'a str,
    signature: &'a str,
}

/// The name that this browser's tries for an account are counted under; nothing for a stranger's.
pub(super) fn name(secrets: &Secrets, kept: &str, account: &Account) -> Option<String> {
    let own = entries(kept).filter(|entry| entry.account == account.id);
    own.take(MOST)
        .find(|entry| secrets.is_signed(PURPOSE, &message(account, entry.own), entry.signature))
        .map(|entry| format!("browser {} {}", account.id, entry.own))
}

/// What the browser keeps from now on: that this account came in here, and whom it knew before.
pub(super) fn remember(secrets: &Secrets, kept: &str, account: &Account) -> String {
    let own = format!("{:016x}", rand::random::<u64>());
    let signature = secrets.sign(PURPOSE, &message(account, &own));
    let first = format!("{}-{own}-{signature}", account.id);
    let others = entries(kept).filter(|entry| entry.account != account.id).map(|entry| entry.text);
    let all: Vec<&str> = std::iter::once(first.as_str()).chain(others.take(MOST - 1)).collect();
    all.join(".")
}

fn entries(kept: &str) -> impl Iterator<Item = Entry<'_>> {
    kept.split('.').filter_map(|text| {
        let mut parts = text.splitn(3, '-');
        let (account, own, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = own.len() == 16 && signature.len() == 64;
        let plain = text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        (whole && plain).then_some(Entry { text, account: account.parse().ok()?, own, signature })
    })
}

fn message(account: &Account, own: &str) -> Vec<u8> {
    format!("{} {own} {}", account.id, account.password.as_deref().unwrap_or_default()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::AccountState;

    fn account(id: i64, password: &str) -> Account {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        Account {
            id: AccountId(id),
            email: format!("{id}@example.vn"),
            name: "Lan".into(),
            position: String::new(),
            password: Some(password.into()),
            state: AccountState::Active,
            failures: 0,
            locked_until: None,
            letters: crate::domain::notice::LetterChoice::AtOnce,
            lang: "vi".into(),
            created_at: now,
            version: 1,
        }
    }

    #[test]
    fn a_browser_is_known_for_who_came_in_there_and_nobody_else() {
        let keys = Secrets::random();
        let kept = remember(&keys, "", &account(1, "hash"));
        let own = name(&keys, &kept, &account(1, "hash"));
        assert!(own.is_some());
        assert_eq!(name(&keys, &kept, &account(2, "hash")), None);
        assert_eq!(name(&keys, &kept, &account(1, "a new one")), None);
        assert_eq!(name(&Secrets::random(), &kept, &account(1, "hash")), None);
        assert_eq!(name(&keys, &kept.replacen("1-", "2-", 1), &account(2, "hash")), None);
        let two = remember(&keys, &kept, &account(2, "hash"));
        assert_eq!(name(&keys, &two, &account(1, "hash")), own);
        assert!(name(&keys, &two, &account(2, "hash")).is_some());
    }

    #[test]
    fn it_keeps_the_last_few_and_nothing_that_it_did_not_make() {
        let keys = Secrets::random();
        let mut kept = "\r\nSet-Cookie: x=y; nonsense.1-2-3..".to_owned();
        for id in 1..=8 {
            kept = remember(&keys, &kept, &account(id, "hash"));
        }
        assert_eq!(kept.split('.').count(), MOST);
        assert!(kept.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-' || b == b'.'), "{kept}");
        assert_eq!(name(&keys, &kept, &account(3, "hash")), None);
        assert!(name(&keys, &kept, &account(4, "hash")).is_some());
    }
}
