//! A key opens nothing any more.
use super::connects;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::Actor;
use crate::ids::ApiKeyId;
use crate::portal::Portal;
use crate::store::api_keys;

/// Revokes a key, from this moment on. One that is revoked stays so.
///
/// # Errors
/// `Forbidden` or `Missing`.
pub fn revoke(portal: &Portal, actor: &Actor, id: ApiKeyId) -> Result<(), Refusal> {
    connects(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let key = api_keys::find(c, id)?;
        if api_keys::revoke(c, key.id, now)? {
            Journal::by(actor.id, now).write(
                c,
                (Subject::ApiKey, id.0),
                AuditKind::KeyRevoked,
                Vec::new(),
            )?;
        }
        Ok(())
    })
}
