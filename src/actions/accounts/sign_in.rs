//! A member of staff comes in.
use super::password;
use crate::actions::throttle::{self, SIGN_IN};
use crate::actions::{Refusal, letters};
use crate::domain::account::{Account, AccountState, SESSION_HOURS};
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::{accounts, sessions};
use chrono::Duration;

/// What somebody at the door presents.
pub struct Presented {
    pub email: String,
    pub password: String,
    /// Where they knock from, for counting only.
    pub address: String,
    /// A session they still hold: it ends, so that a token planted before is worth nothing after.
    pub held: Option<String>,
}

/// Opens a session and hands out its token. Takes as long as a password's hash: never on a request thread.
///
/// # Errors
/// `Invalid` with one word for every reason (unknown, wrong, resting, locked, not yet invited in): who tries addresses
/// learns nothing. `TooMany` after too many tries from one place or for one address.
pub fn sign_in(portal: &Portal, presented: &Presented) -> Result<Secret, Refusal> {
    let email = presented.email.trim().to_lowercase();
    throttle::knock(portal, SIGN_IN, &presented.address)?;
    throttle::knock(portal, SIGN_IN, &email)?;
    let known = portal.db.look(|c| accounts::by_email(c, &email))?;
    let kept = known.as_ref().and_then(|account| account.password.as_deref());
    let right = password::verify(&presented.password, kept)?;
    match known.filter(|account| account.state == AccountState::Active) {
        Some(account) if right => enter(portal, &account, presented.held.as_deref()),
        Some(account) => {
            refuse(portal, &account)?;
            Err(wrong())
        }
        None => Err(wrong()),
    }
}

fn wrong() -> Refusal {
    Refusal::field("email", "sign_in_wrong")
}

fn enter(portal: &Portal, seen: &Account, held: Option<&str>) -> Result<Secret, Refusal> {
    let now = portal.now();
    let token = Secret::random();
    portal.db.change(|c| {
        let account = accounts::find(c, seen.id)?;
        // Between the look and now it may have been locked, or its password changed.
        let as_seen = account.password == seen.password && account.state == AccountState::Active;
        if !as_seen || account.rests(now) {
            return Err(wrong());
        }
        accounts::count_failures(c, account.id, 0, None)?;
        if let Some(held) = held {
            sessions::close(c, &Secret::presented(held).hash())?;
        }
        let ends = now + Duration::hours(SESSION_HOURS);
        sessions::open(c, account.id, &token.hash(), now, ends)?;
        Ok::<_, Refusal>(())
    })?;
    Ok(token)
}

/// Counts a wrong password; the one too many lets the account rest and tells its owner.
fn refuse(portal: &Portal, seen: &Account) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        let account = accounts::find(c, seen.id)?;
        if account.rests(now) {
            return Ok(());
        }
        let (failures, rests_until) = account.after_failure(now);
        accounts::count_failures(c, account.id, failures, rests_until)?;
        match rests_until {
            Some(until) => letters::failed_logins(portal, c, &account, until),
            None => Ok(()),
        }
    })
}
