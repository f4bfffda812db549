//! An agency is renamed, moved in the tree, given another contact.
use super::AgencyFields;
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::upkeep::{PART, rewrite_part};
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::city::Agency;
use crate::domain::policy::Actor;
use crate::portal::Portal;
use crate::store::agencies;

/// Changes what is typed; `seen` is the version the administrator looked at.
pub fn edit(
    portal: &Portal,
    actor: &Actor,
    (slug, seen): (&str, i32),
    typed: &AgencyFields,
) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let before = agencies::by_slug(c, slug)?.ok_or(Refusal::Missing)?;
        if before.version != seen {
            // The same words once more: a button was pressed twice.
            let same = typed.put_into(c, before.clone()).is_ok_and(|put| put == before);
            return if same { Ok(()) } else { Err(Refusal::Stale) };
        }
        let put = typed.put_into(c, before.clone())?;
        let after = Agency { version: seen + 1, ..put };
        let changes = changes(c, &before, &after)?;
        if !agencies::save(c, &after)? {
            return Err(Refusal::Stale);
        }
        let subject = (Subject::Agency, after.id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::Edited, changes)?;
        rewrite_part(&portal.db, c, PART).map(drop)
    })
}
