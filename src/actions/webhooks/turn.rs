//! It is told no more, or again.
use super::connects;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::Actor;
use crate::ids::WebhookId;
use crate::portal::Portal;
use crate::store::webhooks;

/// It is told nothing more. What waits stays.
///
/// # Errors
/// `Forbidden` or `Missing`.
pub fn stop(portal: &Portal, actor: &Actor, id: WebhookId) -> Result<(), Refusal> {
    turn(portal, actor, id, (false, AuditKind::HookStopped))
}

/// It is told again, what waits first.
///
/// # Errors
/// `Forbidden` or `Missing`.
pub fn start(portal: &Portal, actor: &Actor, id: WebhookId) -> Result<(), Refusal> {
    turn(portal, actor, id, (true, AuditKind::HookStarted))
}

fn turn(
    portal: &Portal,
    actor: &Actor,
    id: WebhookId,
    (active, kind): (bool, AuditKind),
) -> Result<(), Refusal> {
    connects(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        webhooks::find(c, id)?;
        if webhooks::set_active(c, id, active, None)? {
            Journal::by(actor.id, now).write(c, (Subject::Webhook, id.0), kind, Vec::new())?;
        }
        Ok(())
    })
}
