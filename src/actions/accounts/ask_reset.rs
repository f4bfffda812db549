//! Somebody at the door forgot their password.
use super::{known, link};
use crate::actions::Refusal;
use crate::actions::throttle::{self, Count};
use crate::domain::account::AccountState;
use crate::domain::limits::Limited;
use crate::portal::Portal;
use crate::store::accounts;

/// Sends a one-time link, if the address is known and its account not locked. Says nothing of whether it was.
///
/// # Errors
/// `TooMany` after too many tries from one network or for one address; a browser in which the account came in before
/// (`kept` says so) has a count of its own, which nobody else can use up.
pub fn ask_reset(portal: &Portal, email: &str, network: &str, kept: &str) -> Result<(), Refusal> {
    let email = email.trim().to_lowercase();
    let account = portal.db.look(|c| accounts::by_email(c, &email))?;
    let counts = match account.and_then(|account| known::name(&portal.secrets, kept, &account)) {
        Some(own) => vec![Count::new(Limited::Resets, own)],
        None => vec![
            Count::new(Limited::ResetsNetwork, network),
            Count::new(Limited::Resets, format!("strangers {email}")),
        ],
    };
    throttle::count(portal, &counts)?;
    let now = portal.now();
    portal.db.change(|c| match accounts::by_email(c, &email)? {
        Some(account) if account.state != AccountState::Locked && !account.is_nameless() => {
            link::make(c, portal, &account, now).map(drop)
        }
        _ => Ok(()),
    })
}
