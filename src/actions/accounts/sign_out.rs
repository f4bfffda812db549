//! A member of staff leaves, here or everywhere.
use crate::actions::Refusal;
use crate::ids::{AccountId, Secret};
use crate::portal::Portal;
use crate::store::sessions;

/// Ends one session.
pub fn here(portal: &Portal, token: &str) -> Result<(), Refusal> {
    let hash = Secret::presented(token).hash();
    portal.db.change(|c| Ok(sessions::close(c, &hash)?))
}

/// Ends every session of an account.
pub fn everywhere(portal: &Portal, account: AccountId) -> Result<usize, Refusal> {
    portal.db.change(|c| Ok(sessions::close_all(c, account)?))
}
