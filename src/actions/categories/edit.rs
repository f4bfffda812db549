//! A category is renamed, sent elsewhere, or ended by a last day: reports filed under it stay.
use super::CategoryFields;
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::upkeep::{PART, rewrite_part};
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::city::Category;
use crate::domain::policy::Actor;
use crate::ids::CategoryId;
use crate::portal::Portal;
use crate::store::categories;

/// Changes what is typed; `seen` is the version the administrator looked at.
pub fn edit(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (CategoryId, i32),
    typed: &CategoryFields,
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let before = categories::find(c, id)?;
        if before.version != seen {
            // The same words once more: a button was pressed twice.
            let same = typed.put_into(c, before.clone()).is_ok_and(|put| put == before);
            return if same { Ok(()) } else { Err(Refusal::Stale) };
        }
        let put = typed.put_into(c, before.clone())?;
        let after = Category { version: seen + 1, ..put };
        let changes = changes(c, &before, &after)?;
        if !categories::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let subject = (Subject::Category, id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::Edited, changes)?;
        // What is not public any more is gone with the answer; of many reports the job writes the rest.
        rewrite_part(&portal.db, c, PART).map(drop)
    })
}
