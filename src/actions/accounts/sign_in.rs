//! A member of staff comes in.
use super::{known, password};
use crate::actions::throttle::{self, Count};
use crate::actions::{Refusal, letters};
use crate::domain::account::{Account, AccountState, SESSION_HOURS};
use crate::domain::limits::Limited;
use crate::domain::password::Password;
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::{accounts, sessions};
use chrono::Duration;

/// What somebody at the door presents.
pub struct Presented {
    pub email: String,
    pub password: Password,
    /// The network they knock from, for counting only.
    pub network: String,
    /// What the browser keeps of who came in there before.
    pub known: String,
    /// A session they still hold: it ends, so that a token planted before is worth nothing after.
    pub held: Option<String>,
}

/// Who came in: the token of their session, and what the browser keeps from now on.
pub struct Entered {
    pub session: Secret,
    pub known: String,
}

/// Opens a session. Takes as long as a password's hash: never on a request thread.
///
/// Only wrong passwords are counted: by strangers for their network and for the account, and apart from them for a browser
/// in which this account came in before. So a whole office comes in behind one address, and whoever guesses from elsewhere
/// keeps no owner out of their own browser.
///
/// # Errors
/// `Invalid` with one word for every reason (unknown, wrong, resting, locked, not yet invited in): who tries addresses
/// learns nothing. `TooMany` after too many wrong ones.
pub fn sign_in(portal: &Portal, presented: &Presented) -> Result<Entered, Refusal> {
    let email = presented.email.trim().to_lowercase();
    let account = portal.db.look(|c| accounts::by_email(c, &email))?;
    let browser = account.as_ref().and_then(|a| known::name(&portal.secrets, &presented.known, a));
    let is_known = browser.is_some();
    let counts = match browser {
        Some(own) => vec![Count::new(Limited::Passwords, own)],
        None => vec![
            Count::new(Limited::PasswordsNetwork, &presented.network),
            Count::new(Limited::Passwords, format!("strangers {email}")),
        ],
    };
    throttle::check(portal, &counts)?;
    let turn = password::wait()?;
    // Once more with the turn in hand: of many who guess at once, each now sees what those before it got wrong.
    throttle::check(portal, &counts)?;
    let kept = account.as_ref().and_then(|account| account.password.as_deref());
    let right = password::verify(&turn, presented.password.reveal(), kept)?;
    if let Some(account) = account.as_ref().filter(|account| right && account.state == AccountState::Active) {
        let session = enter(portal, account, is_known, presented.held.as_deref())?;
        return Ok(Entered { session, known: known::remember(&portal.secrets, &presented.known, account) });
    }
    // One too many is told with the next try: this one's answer is the same as every wrong one's.
    match throttle::count(portal, &counts) {
        Ok(()) | Err(Refusal::TooMany) => {}
        Err(other) => return Err(other),
    }
    drop(turn);
    if let Some(account) = account.filter(|account| account.state == AccountState::Active && !is_known) {
        refuse(portal, &account)?;
    }
    Err(wrong())
}

fn wrong() -> Refusal {
    Refusal::field("email", "sign_in_wrong")
}

/// A known browser comes in even while the account rests: it rests from strangers.
fn enter(portal: &Portal, seen: &Account, is_known: bool, held: Option<&str>) -> Result<Secret, Refusal> {
    let now = portal.now();
    let token = Secret::random();
    portal.db.change(|c| {
        let account = accounts::find(c, seen.id)?;
        // Between the look and now it may have been locked, or its password changed.
        let as_seen = account.password == seen.password && account.state == AccountState::Active;
        if !as_seen || (account.rests(now) && !is_known) {
            return Err(wrong());
        }
        if !is_known {
            accounts::count_failures(c, account.id, 0, None)?;
        }
        if let Some(held) = held {
            sessions::close(c, &Secret::presented(held).hash())?;
        }
        let ends = now + Duration::hours(SESSION_HOURS);
        sessions::open(c, account.id, &token.hash(), now, ends)?;
        Ok::<_, Refusal>(())
    })?;
    Ok(token)
}

/// Counts a stranger's wrong password; the one too many lets the account rest from strangers and tells its owner.
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
