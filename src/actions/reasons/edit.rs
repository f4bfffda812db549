//! A reason is worded otherwise, hides or hides no more, or ends with a day: reports that were refused for it keep it.
use super::ReasonFields;
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::upkeep::{PART, rewrite_part};
use crate::clock::local;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::city::RefusalReason;
use crate::domain::policy::Actor;
use crate::portal::Portal;
use crate::store::reasons;

/// Changes what is typed; `seen` is the version the administrator looked at.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn edit(
    portal: &Portal,
    actor: &Actor,
    (code, seen): (&str, i32),
    typed: &ReasonFields,
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let before = reasons::find(c, code)?.ok_or(Refusal::Missing)?;
        let put = typed.put_into(before.clone(), local(now).date());
        if before.version != seen {
            // The same words once more: a button was pressed twice.
            return if put.is_ok_and(|put| put == before) { Ok(()) } else { Err(Refusal::Stale) };
        }
        let after = RefusalReason { version: seen + 1, ..put? };
        if !reasons::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let changes = changes(&before, &after);
        Journal::by(actor.id, now).write(c, (Subject::Reasons, 0), AuditKind::Edited, changes)?;
        // What is not public any more is gone with the answer; of many reports the job writes the rest.
        rewrite_part(&portal.db, c, PART).map(drop)
    })
}
