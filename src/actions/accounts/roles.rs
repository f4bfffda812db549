//! An administrator gives a role for an agency, or takes it away.
use super::guard;
use super::hand_over::hand_over;
use super::lock::unchanged;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::account::{Account, AccountState};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::{Actor, Role};
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::{Conn, accounts, agencies, colleagues};

/// Gives a role. It works from the person's next click: roles are read anew with every request.
pub fn grant(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (AccountId, i32),
    role: Role,
    agency: AgencyId,
) -> Result<(), Refusal> {
    guard::manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let account = unchanged(c, id, seen)?;
        let agency = agencies::find(c, agency).map_err(|_| Refusal::field("agency", "office_missing"))?;
        if !accounts::grant(c, id, role, agency.id)? {
            return Err(Refusal::field("role", "role_held"));
        }
        raise(c, account)?;
        let changes = vec![Change::new("role", "", role), Change::new("agency", "", agency.name)];
        let subject = (Subject::Account, id.0);
        Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::RoleGranted, changes)?)
    })
}

/// Takes a role away; never the last administrator's. Whoever works there no more gives back what they worked on there.
pub fn revoke(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (AccountId, i32),
    role: Role,
    agency: AgencyId,
) -> Result<(), Refusal> {
    guard::manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let account = unchanged(c, id, seen)?;
        let agency = agencies::find(c, agency)?;
        if !accounts::revoke(c, id, role, agency.id)? {
            return Err(Refusal::Missing);
        }
        let administers = accounts::roles_of(c, id)?.iter().any(|(held, ..)| *held == Role::Admin);
        if role == Role::Admin && !administers && account.state == AccountState::Active {
            guard::not_the_last(c, id)?;
        }
        raise(c, account)?;
        if colleagues::of_agency(c, agency.id)?.iter().all(|one| one.id != id) {
            hand_over(c, (id, None), Some(agency.id), (actor.id, now))?;
        }
        let changes = vec![Change::new("role", role, ""), Change::new("agency", agency.name, "")];
        let subject = (Subject::Account, id.0);
        Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::RoleRevoked, changes)?)
    })
}

/// Roles hang on the account, so its version rises with them.
fn raise(conn: &mut Conn, account: Account) -> Result<(), Refusal> {
    let raised = Account { version: account.version + 1, ..account };
    if accounts::save(conn, &raised)? { Ok(()) } else { Err(Refusal::Stale) }
}
