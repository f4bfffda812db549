//! One thing is told once more.
use super::connects;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::policy::Actor;
use crate::ids::{WebhookDeliveryId, WebhookId};
use crate::portal::Portal;
use crate::store::webhooks;

/// Tells it once more, at the job's next turn, under the same number.
///
/// # Errors
/// `Forbidden` or `Missing`.
pub fn resend(
    portal: &Portal,
    actor: &Actor,
    hook: WebhookId,
    one: WebhookDeliveryId,
) -> Result<(), Refusal> {
    connects(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        if !webhooks::again(c, one, hook, now)? {
            return Err(Refusal::Missing);
        }
        Ok(Journal::by(actor.id, now).write(
            c,
            (Subject::Webhook, hook.0),
            AuditKind::HookResent,
            Vec::new(),
        )?)
    })
}
