//! A session that is used stays awake.
use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store::sessions;

/// Notes that a session is in use, so that it does not end as idle.
pub fn touch(portal: &Portal, token_hash: &str) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| Ok(sessions::touch(c, token_hash, now)?))
}
