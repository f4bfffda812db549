//! An administrator locks an account, or opens it again.
use super::guard;
use super::hand_over::hand_over;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::domain::account::{Account, AccountState};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::{Actor, Role};
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::{Conn, accounts, passes, sessions};

/// Nobody comes in with this account any more: its sessions end at once, its links stop working. Never the last
/// administrator's. `seen` is the version the administrator looked at. What the person works on goes to `heir`, or back among
/// the unassigned.
///
/// # Errors
/// `Invalid` for the last administrator, or for an heir who does not work where the reports lie.
pub fn lock(
    portal: &Portal,
    actor: &Actor,
    (id, seen): (AccountId, i32),
    heir: Option<AccountId>,
) -> Result<(), Refusal> {
    guard::manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let account = unchanged(c, id, seen)?;
        if account.state == AccountState::Locked {
            return Ok(());
        }
        let administers = accounts::roles_of(c, id)?.iter().any(|(role, ..)| *role == Role::Admin);
        if administers && account.state == AccountState::Active {
            guard::not_the_last(c, id)?;
        }
        let mut changes = vec![Change::new("state", account.state, AccountState::Locked)];
        turn(c, account, AccountState::Locked)?;
        sessions::close_all(c, id)?;
        passes::forget_all(c, id)?;
        let handed = hand_over(c, (id, heir), None, (actor.id, now))?;
        changes.push(Change::new(
            "handed_over",
            "",
            if handed > 0 { handed.to_string() } else { String::new() },
        ));
        let subject = (Subject::Account, id.0);
        Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::Locked, changes)?)
    })
}

/// The account may be used again: as before with its password, or, if it never had one, once it is sent a new link.
pub fn unlock(portal: &Portal, actor: &Actor, id: AccountId, seen: i32) -> Result<(), Refusal> {
    guard::manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let account = unchanged(c, id, seen)?;
        let resting = account.rests(now);
        if account.state != AccountState::Locked && !resting {
            return Ok(());
        }
        let state = match (account.state, &account.password) {
            (AccountState::Locked, None) => AccountState::Invited,
            (AccountState::Locked, Some(_)) => AccountState::Active,
            (other, _) => other,
        };
        let changes = vec![Change::new("state", account.state, state)];
        turn(c, account, state)?;
        let subject = (Subject::Account, id.0);
        Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::Unlocked, changes)?)
    })
}

/// The account, if it is still as the administrator saw it; `Stale` when somebody changed it meanwhile.
pub(super) fn unchanged(conn: &mut Conn, id: AccountId, seen: i32) -> Result<Account, Refusal> {
    let account = accounts::find(conn, id)?;
    if account.version == seen { Ok(account) } else { Err(Refusal::Stale) }
}

fn turn(conn: &mut Conn, account: Account, state: AccountState) -> Result<(), Refusal> {
    let turned = Account { state, failures: 0, locked_until: None, version: account.version + 1, ..account };
    if accounts::save(conn, &turned)? { Ok(()) } else { Err(Refusal::Stale) }
}
