//! Tells what waits to be told, one after the other. No transaction is open while another machine is spoken to.
use super::secret;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::upkeep::GoesOn;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::webhook::{HELD, KEPT_DAYS, Webhook, WebhookDelivery, next_try};
use crate::mail::{Courier, NotTaken};
use crate::portal::Portal;
use crate::store::{Conn, webhooks};
use chrono::Duration;

/// So many are read at a time.
const BATCH: i64 = 50;

/// Tells everything that is due; how much was taken. Who takes one thing not is asked nothing more in this run, so that a
/// machine that is silent keeps the others waiting once.
///
/// A crash between "taken" and our note of it tells it twice, under the same number: twice is better than never.
///
/// # Errors
/// When the database does not answer.
pub fn deliver(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let (mut sent, mut failing, mut courier) = (0, Vec::new(), None);
    loop {
        let due = portal.db.look(|c| Ok::<_, Refusal>(webhooks::due(c, portal.now(), &failing, BATCH)?))?;
        if due.is_empty() {
            break;
        }
        for (one, hook) in due {
            if failing.contains(&hook.id) {
                continue;
            }
            if !goes_on() {
                return Ok(sent);
            }
            let until = portal.now() + HELD;
            if !portal.db.change(|c| Ok::<_, Refusal>(webhooks::claim(c, &one, until)?))? {
                continue;
            }
            let courier = courier.get_or_insert_with(|| Courier::of(&portal.config));
            let outcome = courier.tell(&hook, &secret(portal, hook.id), &one, portal.now());
            note(portal, (&hook, &one), &outcome)?;
            match outcome {
                Ok(_) => sent += 1,
                Err(_) => failing.push(hook.id),
            }
        }
    }
    if sent > 0 {
        let old = portal.now() - Duration::days(KEPT_DAYS);
        portal.db.change(|c| Ok::<_, Refusal>(webhooks::forget(c, old)?))?;
    }
    Ok(sent)
}

/// Keeps what came of one. Where nothing was taken for days, nothing more is told.
fn note(
    portal: &Portal,
    (hook, one): (&Webhook, &WebhookDelivery),
    outcome: &Result<u16, NotTaken>,
) -> Result<(), Refusal> {
    let now = portal.now();
    portal.db.change(|c| {
        match outcome {
            Ok(status) => {
                webhooks::note(c, one, (Some(i32::from(*status)), ""), (Some(now), None))?;
                webhooks::note_failing(c, hook.id, None)?;
            }
            Err(not) => {
                let answered = not.answered.map(i32::from);
                webhooks::note(c, one, (answered, &not.why), (None, next_try(one.attempts + 1, now)))?;
                webhooks::note_failing(c, hook.id, Some(now))?;
                give_up(c, hook, now)?;
            }
        }
        Ok::<_, Refusal>(())
    })
}

fn give_up(conn: &mut Conn, hook: &Webhook, now: crate::clock::Moment) -> Result<(), Refusal> {
    if hook.is_to_be_given_up(now) && webhooks::set_active(conn, hook.id, false, Some(now))? {
        let by_itself = Journal { actor: None, at: now };
        by_itself.write(conn, (Subject::Webhook, hook.id.0), AuditKind::HookStopped, Vec::new())?;
    }
    Ok(())
}
