//! Somebody at the door forgot their password.
use super::link;
use crate::actions::Refusal;
use crate::actions::throttle::{self, FORGOT};
use crate::domain::account::AccountState;
use crate::portal::Portal;
use crate::store::accounts;

/// Sends a one-time link, if the address is known and its account not locked. Says nothing of whether it was.
///
/// # Errors
/// `TooMany` after too many tries from one place or for one address.
pub fn ask_reset(portal: &Portal, email: &str, address: &str) -> Result<(), Refusal> {
    let email = email.trim().to_lowercase();
    throttle::knock(portal, FORGOT, address)?;
    throttle::knock(portal, FORGOT, &email)?;
    let now = portal.now();
    portal.db.change(|c| match accounts::by_email(c, &email)? {
        Some(account) if account.state != AccountState::Locked && !account.is_nameless() => {
            link::make(c, portal, &account, now).map(drop)
        }
        _ => Ok(()),
    })
}
