//! A new signal.
use super::SignalFields;
use super::fields::manages;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::Actor;
use crate::domain::signal::{Signal, SignalKind};
use crate::ids::SignalId;
use crate::portal::Portal;
use crate::store::signals;

/// Makes a signal, which is listened for from now on. Pressed twice it is one.
///
/// # Errors
/// `Forbidden`, or `Invalid` with everything that cannot be taken.
pub fn create(portal: &Portal, actor: &Actor, typed: &SignalFields) -> Result<SignalId, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let signal = typed.put_into(blank(SignalId::fresh(now)))?;
        let same = |one: &Signal| Signal { id: signal.id, version: 1, ..one.clone() } == signal;
        if let Some(made) = signals::all(c)?.iter().find(|one| same(one)) {
            return Ok(made.id);
        }
        signals::insert(c, &signal)?;
        let changes = vec![Change::new("title_vi", "", &signal.title_vi)];
        Journal::by(actor.id, now).write(c, (Subject::Signal, signal.id.0), AuditKind::Created, changes)?;
        Ok(signal.id)
    })
}

fn blank(id: SignalId) -> Signal {
    Signal {
        id,
        kind: SignalKind::Channel,
        position: 0,
        words: String::new(),
        title_vi: String::new(),
        title_en: String::new(),
        advice_vi: String::new(),
        advice_en: String::new(),
        link: String::new(),
        version: 1,
    }
}
